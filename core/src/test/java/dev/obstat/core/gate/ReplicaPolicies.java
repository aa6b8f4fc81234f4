package dev.obstat.core.gate;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.policy.Deciding;
import java.util.List;

/// A halt denies; what takes a service down is held for one vote; everything else goes.
final class ReplicaPolicies implements Deciding {
  static final String DIGEST = "replica-policies";

  @Override
  public String digest() {
    return DIGEST;
  }

  @Override
  public Decision decide(Action action, Context context) {
    if (!context.halts().isEmpty()) {
      return new Decision.Deny(List.of(Reason.builtIn("halt", "kiro is halted", "")));
    }
    if (!context.impact().down().isEmpty()) {
      return new Decision.Hold(Samples.terms(), List.of(Samples.reason()));
    }
    return new Decision.Allow(List.of(Samples.reason()));
  }
}
