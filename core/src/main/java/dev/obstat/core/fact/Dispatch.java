package dev.obstat.core.fact;

import dev.obstat.core.action.Action;
import dev.obstat.core.impact.Impact;
import java.time.Instant;

/// An action that went out, and how it ended so far.
///
/// @param grant the grant redeemed with it; empty when it was allowed as it is
public record Dispatch(
    String id, Action action, Impact impact, String grant, Instant at, State state) {

  /// How it ended.
  public sealed interface State {

    /// Dispatched, with no end recorded.
    record Running() implements State {}

    record Completed(String outcome, Instant at) implements State {}

    record Failed(String outcome, Instant at) implements State {}

    record Unknown(String why, Instant at) implements State {}
  }

  public Dispatch with(State now) {
    return new Dispatch(id, action, impact, grant, at, now);
  }
}
