package dev.obstat.core.control;

import java.time.Instant;

/// Nobody in scope may act until a person resumes.
///
/// @param id unique, starts with `h-`
/// @param by who placed it
/// @param why in their words
public record Halt(String id, Scope scope, String by, String why, Instant placed) {}
