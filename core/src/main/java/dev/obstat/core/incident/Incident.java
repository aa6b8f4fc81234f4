package dev.obstat.core.incident;

import java.time.Instant;

/// Something is broken, or may be.
///
/// @param id unique, starts with `i-`
/// @param what a sentence for people
/// @param dispatch the dispatched action it comes from
public record Incident(String id, String what, String dispatch, Instant opened) {}
