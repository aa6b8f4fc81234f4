package dev.obstat.core.session;

import dev.obstat.core.action.Safeguards;
import java.time.Instant;

/// A change that did not go: denied, held for review, or refused by the other side.
///
/// @param operation its name in the field
/// @param target the name shown to people
/// @param safeguards what the request said for and against its own safety
/// @param at the last time
public record Stop(
    String operation,
    String target,
    String agent,
    String operator,
    Safeguards safeguards,
    Instant at) {}
