package dev.obstat.core.control;

import java.time.Instant;

/// No changes in scope for a time.
///
/// @param id unique, starts with `f-`
/// @param until the moment it ends by itself
public record Freeze(String id, Scope scope, String by, String why, Instant from, Instant until) {

  public boolean holdsAt(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
