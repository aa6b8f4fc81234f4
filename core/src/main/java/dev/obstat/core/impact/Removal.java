package dev.obstat.core.impact;

import dev.obstat.core.action.Target;
import java.time.Instant;

/// A target that a dispatched action took from. It counts from the moment of dispatch, and stops
/// counting only when the action certainly failed.
///
/// @param dispatch the id of the dispatched action
/// @param session the session that asked
/// @param agent the agent's name
/// @param operator who operates the agent
/// @param target what was taken from, with its harms
public record Removal(
    String dispatch, String session, String agent, String operator, Target target, Instant at) {}
