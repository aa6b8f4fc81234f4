package dev.obstat.core.gate;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// START HERE. The path of one action, read from top to bottom.
///
/// A gateway has authenticated the session and translated the request into an [Action]; what it
/// could not translate never gets here. Then:
///
/// 1. **Gather** everything that the policies may look at, with the epoch it stands on.
/// 2. **Decide**: allow, hold or deny, with reasons.
/// 3. **Settle** in one transaction, which starts over when the epoch moved since: record
///    *dispatched* (redeeming a grant where the decision was a hold that people have answered), or
///    open a review, or record *refused*. So two deletions of the last two replicas cannot both see
///    the other alive, and a halt between decide and settle wins.
/// 4. **Send**, only once *dispatched* is on disk, and record the end.
///
/// What is durable when: nothing is sent before *dispatched* is. If the journal cannot write, an
/// exception leaves from step 3 and nothing passes. After a crash between *dispatched* and its end,
/// [Recovery] calls the end unknown; it is never sent again.
public final class Gate {
  /// How often gather and decide run before the agent is asked to try again.
  private static final int MOST_TRIES = 8;

  /// How long to wait for a policy set or catalog that is recorded but not yet in use; longer with
  /// every try.
  private static final long PAUSE_NANOS = 2_000_000;

  private final Gathering gathering;
  private final Supplier<? extends Deciding> policies;
  private final Journal journal;
  private final Holds holds;
  private final Ends ends;
  private final Ids ids;
  private final Clock clock;

  public Gate(
      Gathering gathering,
      Supplier<? extends Deciding> policies,
      Journal journal,
      Holds holds,
      Ids ids,
      Clock clock) {
    this.gathering = gathering;
    this.policies = policies;
    this.journal = journal;
    this.holds = holds;
    this.ends = new Ends(journal, ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /// Takes one action from the question to its end. Blocks as long as the answer streams.
  ///
  /// @throws dev.obstat.core.fact.JournalUnavailable when nothing could be recorded; nothing went
  ///   out
  public Outcome pass(Action asked, Upstream upstream) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Session> session = journal.read(books -> books.sessions().find(asked.session()));
      if (session.isEmpty()) {
        return new Outcome.Denied(
            List.of(
                Reason.builtIn("session", "there is no session `" + asked.session() + "`", "")));
      }
      Context context = gathering.gather(asked, session.get());
      Action action = context.live().judge(asked);
      Deciding deciding = policies.get();
      if (!deciding.digest().equals(context.epoch().policySet())) {
        LockSupport.parkNanos(PAUSE_NANOS);
        continue;
      }
      Decision decision = deciding.decide(action, context);
      switch (journal.write(books -> settle(books, action, context, decision))) {
        case Settled.Moved _ -> LockSupport.parkNanos(tries * PAUSE_NANOS);
        case Settled.Answered answered -> {
          return answered.outcome();
        }
        case Settled.Going going -> {
          return new Outcome.Sent(going.dispatch().id(), send(going, upstream));
        }
      }
    }
    return new Outcome.Unsettled();
  }

  /// The dispatch transaction.
  private Settled settle(
      Journal.Transaction books, Action action, Context context, Decision decision) {
    if (!books.epoch().equals(context.epoch())) {
      return new Settled.Moved();
    }
    ends.recordOwed(books);
    Instant now = clock.instant();
    Session session = books.sessions().find(action.session()).orElseThrow();
    if (!session.mayActAt(now)) {
      return refuse(
          books, action, context, List.of(Reason.builtIn("session", session.whyNotAt(now), "")));
    }
    return switch (decision) {
      case Decision.Allow allow ->
          dispatch(books, action, context, allow.reasons(), "", new Upstream.Token.ClientsOwn());
      case Decision.Deny deny -> {
        quarantine(books, session, deny, now);
        yield refuse(books, action, context, deny.reasons());
      }
      case Decision.Hold hold ->
          switch (holds.settle(books, action, context, hold)) {
            case Holds.Answer.Granted granted ->
                dispatch(
                    books,
                    action,
                    context,
                    hold.reasons(),
                    granted.grant().id(),
                    new Upstream.Token.FromGrant(granted.grant().idempotencyToken()));
            case Holds.Answer.Waits waits -> new Settled.Answered(new Outcome.Held(waits.review()));
            case Holds.Answer.TurnedDown no ->
                new Settled.Answered(new Outcome.TurnedDown(no.review()));
          };
    };
  }

  private Settled dispatch(
      Journal.Transaction books,
      Action action,
      Context context,
      List<Reason> reasons,
      String grant,
      Upstream.Token token) {
    String id = ids.next('d');
    Instant now = clock.instant();
    books.record(
        new Fact.Dispatched(
            id, action, context.impact(), reasons, context.epoch().policySet(), grant, now));
    return new Settled.Going(
        new Dispatch(id, action, context.impact(), grant, now, new Dispatch.State.Running()),
        token);
  }

  /// Halts who broke a limit that the policies call one. A halt that is in force already denies
  /// before any policy, so there is one at a time.
  private void quarantine(
      Journal.Transaction books, Session session, Decision.Deny deny, Instant now) {
    Optional<Scope> scope =
        switch (deny.quarantine()) {
          case NONE -> Optional.empty();
          case SESSION -> Optional.of(new Scope.OfSession(session.id()));
          case AGENT -> Optional.of(new Scope.OfAgent(session.agent().name()));
        };
    scope.ifPresent(
        halted ->
            books.record(
                new Fact.HaltPlaced(
                    new Halt(
                        ids.next('h'),
                        halted,
                        Halt.BY_POLICY,
                        "quarantined: " + deny.reasons().getFirst().sentence(),
                        now))));
  }

  private Settled refuse(
      Journal.Transaction books, Action action, Context context, List<Reason> reasons) {
    books.record(new Fact.Refused(action, reasons, context.epoch().policySet(), clock.instant()));
    return new Settled.Answered(new Outcome.Denied(reasons));
  }

  /// From here on *dispatched* is on disk. Whatever happens, an end is recorded, or owed.
  private Upstream.End send(Settled.Going going, Upstream upstream) {
    Upstream.End end;
    try {
      end = upstream.send(going.dispatch(), going.token());
    } catch (RuntimeException e) {
      end =
          new Upstream.End.Unknown(
              "the gateway failed while sending: " + e.getClass().getSimpleName());
    }
    ends.record(going.dispatch(), end);
    return end;
  }

  /// What the dispatch transaction says.
  private sealed interface Settled {

    record Moved() implements Settled {}

    record Answered(Outcome outcome) implements Settled {}

    record Going(Dispatch dispatch, Upstream.Token token) implements Settled {}
  }
}
