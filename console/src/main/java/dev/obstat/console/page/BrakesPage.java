package dev.obstat.console.page;

import java.util.List;
import java.util.Optional;

/// What stands in agents' way, and what runs all the same.
///
/// @param later what was let through and acts by itself, out of reach of any halt
/// @param moreLater whether there may be more of it
/// @param said what became of what the reader just did; empty for nothing
public record BrakesPage(
    Frame frame,
    List<Halted> halts,
    List<Frozen> freezes,
    List<Broken> incidents,
    Optional<Looser> looser,
    List<Running> running,
    List<Running> later,
    boolean moreLater,
    List<Agent> agents,
    String said) {

  public BrakesPage {
    halts = List.copyOf(halts);
    freezes = List.copyOf(freezes);
    incidents = List.copyOf(incidents);
    running = List.copyOf(running);
    later = List.copyOf(later);
    agents = List.copyOf(agents);
  }

  /// An incident.
  ///
  /// @param down what is down by it
  public record Broken(String id, Shown what, List<Shown> down, String since) {
    public Broken {
      down = List.copyOf(down);
    }
  }

  /// A catalog that takes things less seriously, and waits.
  public record Looser(String digest, List<Shown> loosened, String since) {
    public Looser {
      loosened = List.copyOf(loosened);
    }
  }

  /// @param asked who wants it resumed, in a sentence; empty for nobody yet
  public record Halted(String id, Shown scope, Shown by, Shown why, String placed, Shown asked) {}

  /// @param holds whether it holds now
  public record Frozen(
      String id, Shown scope, Shown by, Shown why, String from, String until, boolean holds) {}

  /// An action that is out and has no end yet.
  public record Running(Shown operation, Shown target, Shown agent, String session, String since) {}

  /// A live session, offered as something to halt.
  public record Agent(Shown name, String session, Shown intent) {}
}
