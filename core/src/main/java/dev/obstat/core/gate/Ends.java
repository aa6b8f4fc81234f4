package dev.obstat.core.gate;

import dev.obstat.core.action.Target;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.incident.Incident;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Records how dispatched actions ended. An end that cannot be recorded (a full disk) is owed: it
/// goes in front of the next dispatch, in the same transaction, so nothing new goes out while one
/// is owed.
final class Ends {
  private final Journal journal;
  private final Ids ids;
  private final Clock clock;
  private final Deque<Owed> owed = new ArrayDeque<>();

  Ends(Journal journal, Ids ids, Clock clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// The end of a change is durable when this returns, or owed. Nothing stands on the end of a
  /// read, so nobody waits for it; a crash before it is durable makes it *unknown*, as a crash
  /// before its last byte does.
  void record(Dispatch dispatch, Upstream.End end) {
    List<Fact> facts = facts(dispatch, end, ids, clock.instant());
    if (!dispatch.action().effect().changes()) {
      journal.writeSoon(books -> facts.forEach(books::record), _ -> owe(dispatch, facts));
      return;
    }
    try {
      journal.write(
          books -> {
            facts.forEach(books::record);
            return facts.size();
          });
    } catch (JournalUnavailable _) {
      owe(dispatch, facts);
    }
  }

  private void owe(Dispatch dispatch, List<Fact> facts) {
    synchronized (owed) {
      owed.add(new Owed(dispatch.id(), facts));
    }
  }

  /// Records what is owed. An end leaves the queue only once the books show it, so that a
  /// transaction which fails after this loses nothing.
  void recordOwed(Journal.Transaction books) {
    synchronized (owed) {
      owed.removeIf(end -> !isRunning(books, end.dispatch()));
      for (Owed end : owed) {
        end.facts().forEach(books::record);
      }
    }
  }

  private static boolean isRunning(Journal.Transaction books, String dispatch) {
    return books
        .dispatches()
        .find(dispatch)
        .map(found -> found.state() instanceof Dispatch.State.Running)
        .orElse(false);
  }

  private record Owed(String dispatch, List<Fact> facts) {}

  static List<Fact> facts(Dispatch dispatch, Upstream.End end, Ids ids, Instant now) {
    return switch (end) {
      case Upstream.End.Completed done ->
          List.of(new Fact.Completed(dispatch.id(), done.outcome(), now));
      case Upstream.End.Failed failed ->
          List.of(new Fact.Failed(dispatch.id(), failed.outcome(), now));
      case Upstream.End.Missing missing -> missing(dispatch, missing.outcome(), now);
      case Upstream.End.Unknown unknown -> unknown(dispatch, unknown.why(), ids, now);
    };
  }

  /// Of several targets nobody knows which one is not there.
  private static List<Fact> missing(Dispatch dispatch, String outcome, Instant now) {
    Fact failed = new Fact.Failed(dispatch.id(), outcome, now);
    List<Target> targets = dispatch.action().targets();
    return targets.size() == 1 && targets.getFirst() instanceof Target.Known known
        ? List.of(failed, new Fact.Missing(dispatch.id(), known.name(), now))
        : List.of(failed);
  }

  /// For a read it is a record; for a change it is an incident.
  private static List<Fact> unknown(Dispatch dispatch, String why, Ids ids, Instant now) {
    Fact end = new Fact.EndUnknown(dispatch.id(), why, now);
    if (!dispatch.action().effect().changes()) {
      return List.of(end);
    }
    String what =
        "nobody knows whether `"
            + dispatch.action().operation()
            + "` on "
            + dispatch.action().targets().getFirst().shownName()
            + " was done: "
            + why;
    return List.of(
        end, new Fact.IncidentOpened(new Incident(ids.next('i'), what, dispatch.id(), now)));
  }
}
