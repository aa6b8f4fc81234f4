package dev.obstat.console.page;

import java.time.Instant;

/// One thing that happened in a session.
///
/// @param kind `allowed`, `held`, `refused`, `session`: its style and its word
/// @param what the operation, or what happened
/// @param target what it touched; empty for nothing
/// @param end how it ended, or why it did not go, in words
/// @param bad whether it is one to look at
/// @param review the review's id; empty for none
/// @param ago how long ago, in words
/// @param at when, in words
public record Step(
    String kind,
    Shown what,
    Shown target,
    Shown end,
    boolean bad,
    String review,
    String ago,
    String at,
    Instant moment) {}
