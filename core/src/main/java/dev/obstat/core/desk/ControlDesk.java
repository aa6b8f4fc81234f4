package dev.obstat.core.desk;

import dev.obstat.core.catalog.People;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Where people halt and resume, freeze and thaw.
public final class ControlDesk {
  private static final int MOST_TAKINGS = 1_000;
  private static final int MOST_MISSING = 100_000;

  /// Most sessions looked at for who operates an agent.
  private static final int MOST_SESSIONS = 2_000;

  private final Journal journal;
  private final Supplier<? extends People> people;
  private final Ids ids;
  private final Clock clock;

  public ControlDesk(Journal journal, Supplier<? extends People> people, Ids ids, Clock clock) {
    this.journal = journal;
    this.people = people;
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

  /// What became of the wish to resume.
  public sealed interface Resumed {

    record Lifted() implements Resumed {}

    /// It takes one more person.
    record Asked(Halt halt) implements Resumed {}

    record NotThere() implements Resumed {}

    /// This person does not decide it, and why.
    record NotYou(String why) implements Resumed {}
  }

  /// Resuming takes two people, neither of whom operates the agent that is halted. Where only one
  /// is known at all, that one is enough.
  public Resumed resume(String id, String by) {
    return journal.write(
        books ->
            books.controls().halts().stream()
                .filter(halt -> halt.id().equals(id))
                .findFirst()
                .map(halt -> resume(books, halt, by))
                .orElseGet(Resumed.NotThere::new));
  }

  private Resumed resume(Journal.Transaction books, Halt halt, String by) {
    if (!people.get().knows(by)) {
      return new Resumed.NotYou("`" + by + "` is nobody the catalog knows");
    }
    boolean another = people.get().knowsAnotherThan(by);
    if (another && runs(books, halt.scope(), by)) {
      return new Resumed.NotYou(
          "you operate or opened what is halted, so two other people must resume it");
    }
    Instant now = clock.instant();
    boolean second = halt.resumers().stream().anyMatch(asked -> !asked.equals(by));
    if (second || !another) {
      books.record(new Fact.HaltLifted(halt.id(), by, now));
      return new Resumed.Lifted();
    }
    if (!halt.resumers().contains(by)) {
      books.record(new Fact.ResumeAsked(halt.id(), by, now));
    }
    return new Resumed.Asked(halt.askedBy(by));
  }

  /// Of a halt of more than one agent or session nobody is its operator.
  private boolean runs(Journal.Transaction books, Scope scope, String person) {
    Instant now = clock.instant();
    return switch (scope) {
      case Scope.OfSession(String id) ->
          books.sessions().find(id).map(session -> isOf(session, person)).orElse(false);
      case Scope.OfAgent(String name) ->
          books.sessions().latest(MOST_SESSIONS).stream()
              .filter(session -> session.agent().name().equals(name) && session.mayActAt(now))
              .anyMatch(session -> isOf(session, person));
      case Scope.Everything _, Scope.OfService _, Scope.OfStage _ -> false;
    };
  }

  private static boolean isOf(Session session, String person) {
    return session.agent().operator().equals(person) || session.openedBy().equals(person);
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
