package dev.obstat.core.gate;

import dev.obstat.core.decision.Reason;
import dev.obstat.core.review.Review;
import java.util.List;

/// What became of a request. The gateway tells it in its own wire's manner.
public sealed interface Outcome {

  /// It went out, and the answer was relayed as far as there was one.
  record Sent(String dispatch, Upstream.End end) implements Outcome {}

  /// People decide; the agent repeats the same request afterwards.
  ///
  /// @param review open, or approved while its cool-off runs
  record Held(Review review) implements Outcome {}

  /// People said no, or not like this, and why.
  ///
  /// @param review rejected, or sent back with a condition
  record TurnedDown(Review review) implements Outcome {}

  /// The policies say no.
  record Denied(List<Reason> reasons) implements Outcome {
    public Denied {
      reasons = List.copyOf(reasons);
    }
  }

  /// What the decision stood on kept moving. Nothing went out; the agent may try again.
  record Unsettled() implements Outcome {}
}
