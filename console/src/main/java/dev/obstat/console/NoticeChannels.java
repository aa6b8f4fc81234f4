package dev.obstat.console;

import java.util.List;
import java.util.Optional;

/// The channels by which people are told, as the configuration has them.
public interface NoticeChannels {

  List<Standing> all();

  /// Sends a message that says it is a test. Waits for the other side's answer.
  ///
  /// @param by who asked for it
  /// @return empty when there is no such channel
  Optional<Trial> tryOut(String channel, String by);

  /// How a channel stands.
  ///
  /// @param occasions what it is told, as words
  /// @param groups whose reviews; empty for all
  /// @param trouble why it is not taken at the moment, a sentence; empty while all is well
  record Standing(
      String name, List<String> occasions, List<String> groups, Optional<String> trouble) {
    public Standing {
      occasions = List.copyOf(occasions);
      groups = List.copyOf(groups);
    }
  }

  /// What became of a test.
  sealed interface Trial {
    record Taken() implements Trial {}

    record NotTaken(String why) implements Trial {}
  }
}
