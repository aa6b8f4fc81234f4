package dev.obstat.core.desk;

import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Where signals from outside arrive: they halt one agent or one session and can do nothing else.
/// Each has an age and a name of its own that is good once, also after a restart.
public final class SignalDesk {
  /// How far a signal's time may be from ours.
  public static final Duration AGE = Duration.ofMinutes(5);

  private final Journal journal;
  private final Ids ids;
  private final Clock clock;

  public SignalDesk(Journal journal, Ids ids, Clock clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// What became of a signal whose sender is known.
  public sealed interface Answer {

    record Halted(Halt halt, List<Dispatch> running) implements Answer {
      public Halted {
        running = List.copyOf(running);
      }
    }

    /// Nothing was done, and why.
    record Refused(String why) implements Answer {}
  }

  /// @param source who sends it, as configured
  /// @param nonce the signal's own name
  /// @param sent when, as its sender says
  public Answer halt(String source, String nonce, Instant sent, Scope scope, String why) {
    Instant now = clock.instant();
    if (Duration.between(sent, now).abs().compareTo(AGE) > 0) {
      return new Answer.Refused(
          "the signal is of " + sent + " and it is " + now + ": too old, or the clocks differ");
    }
    return switch (scope) {
      case Scope.OfAgent _, Scope.OfSession _ ->
          journal.write(books -> halt(books, source, nonce, scope, why, now));
      case Scope.Everything _, Scope.OfService _, Scope.OfStage _ ->
          new Answer.Refused("a signal halts one agent or one session, nothing wider");
    };
  }

  private Answer halt(
      Journal.Transaction books,
      String source,
      String nonce,
      Scope scope,
      String why,
      Instant now) {
    if (books.controls().signalTaken(source, nonce)) {
      return new Answer.Refused("this signal was taken before");
    }
    Halt halt = new Halt(ids.next('h'), scope, "signal " + source, why, now);
    books.record(new Fact.SignalTaken(source, nonce, now));
    books.record(new Fact.HaltPlaced(halt));
    return new Answer.Halted(halt, books.dispatches().running());
  }
}
