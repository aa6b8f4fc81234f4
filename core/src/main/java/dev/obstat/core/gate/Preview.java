package dev.obstat.core.gate;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.session.Session;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// What would be decided now, of which nothing is recorded: the first two steps of [Gate]. A grant
/// is no part of it.
public final class Preview {
  private static final int MOST_TRIES = 8;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Gathering gathering;
  private final Supplier<? extends Deciding> policies;

  public Preview(Gathering gathering, Supplier<? extends Deciding> policies) {
    this.gathering = gathering;
    this.policies = policies;
  }

  /// @param session need not be recorded
  public Decision of(Action asked, Session session) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Context context = gathering.gather(asked, session);
      Deciding deciding = policies.get();
      if (deciding.digest().equals(context.epoch().policySet())) {
        if (!session.mayActAt(context.at())) {
          return new Decision.Deny(
              List.of(Reason.builtIn("session", session.whyNotAt(context.at()), "")));
        }
        return deciding.decide(context.live().judge(asked), context);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Decision.Deny(
        List.of(Reason.builtIn("session", "the policies are being changed: ask again", "")));
  }
}
