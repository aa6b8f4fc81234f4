package dev.obstat.core.desk;

import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.incident.Incident;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Where people halt and resume, freeze and thaw.
public final class ControlDesk {
  private static final int MOST_TAKINGS = 1_000;
  private static final int MOST_MISSING = 100_000;

  private final Journal journal;
  private final Ids ids;
  private final Clock clock;

  public ControlDesk(Journal journal, Ids ids, Clock clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  private static final int MOST_ACTING_LATER = 100;

  /// A halt in force, what was already out when it took effect, and what it does not reach.
  public record Halted(Halt halt, List<Dispatch> running, ActingLater later) {
    public Halted {
      running = List.copyOf(running);
    }
  }

  /// Once this returns, nothing in scope is dispatched any more.
  public Halted halt(Scope scope, String by, String why) {
    Halt halt = new Halt(ids.next('h'), scope, by, why, clock.instant());
    List<Dispatch> running =
        journal.write(
            books -> {
              books.record(new Fact.HaltPlaced(halt));
              return books.dispatches().running();
            });
    return new Halted(halt, running, ActingLater.of(scope, MOST_ACTING_LATER, journal));
  }

  /// @return false when there is no such halt in force
  public boolean resume(String id, String by) {
    return journal.write(
        books -> {
          boolean placed = books.controls().halts().stream().anyMatch(h -> h.id().equals(id));
          if (placed) {
            books.record(new Fact.HaltLifted(id, by, clock.instant()));
          }
          return placed;
        });
  }

  public Freeze freeze(Scope scope, String by, String why, Instant from, Instant until) {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a freeze ends after it begins");
    }
    Freeze freeze = new Freeze(ids.next('f'), scope, by, why, from, until);
    return journal.write(
        books -> {
          books.record(new Fact.FreezePlaced(freeze));
          return freeze;
        });
  }

  /// Something is broken, says a person; what it names counts as already gone until the incident is
  /// closed.
  ///
  /// @param down catalog names
  public Incident open(String what, Set<String> down, String by) {
    if (down.size() > Incident.MOST_DOWN) {
      throw new IllegalArgumentException(
          "an incident names at most " + Incident.MOST_DOWN + " entities");
    }
    Incident incident = new Incident(ids.next('i'), what, "", clock.instant(), down, by);
    return journal.write(
        books -> {
          books.record(new Fact.IncidentOpened(incident));
          return incident;
        });
  }

  /// All that it named is back, says a person.
  ///
  /// @return false when there is no such incident open
  public boolean close(String id, String by) {
    return journal.write(
        books -> {
          boolean isOpen = books.incidents().open().stream().anyMatch(i -> i.id().equals(id));
          if (isOpen) {
            books.record(new Fact.IncidentClosed(id, by, clock.instant()));
          }
          return isOpen;
        });
  }

  /// @return false when there is no such freeze
  public boolean thaw(String id, String by) {
    return journal.write(
        books -> {
          boolean placed = books.controls().freezes().stream().anyMatch(f -> f.id().equals(id));
          if (placed) {
            books.record(new Fact.FreezeLifted(id, by, clock.instant()));
          }
          return placed;
        });
  }

  /// What becomes of a person's word that something is back.
  public enum Word {
    NOTED,
    /// It is not known to be gone.
    NOT_GONE,
    /// The person operated the agent that took it: somebody else has to say so.
    OWN
  }

  /// Notes that a target which was taken or missing is back, with its data.
  ///
  /// @param target its full name
  public Word restored(String target, String by, String why) {
    return journal.write(
        books -> {
          List<Taking> takings = books.removals().of(target, MOST_TAKINGS);
          if (takings.stream().anyMatch(taking -> taking.removal().operator().equals(by))) {
            return Word.OWN;
          }
          boolean gone =
              !takings.isEmpty()
                  || books.removals().missing(Instant.EPOCH, MOST_MISSING).contains(target);
          if (!gone) {
            return Word.NOT_GONE;
          }
          books.record(new Fact.Restored(target, by, why, clock.instant()));
          return Word.NOTED;
        });
  }
}
