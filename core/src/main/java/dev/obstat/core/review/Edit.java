package dev.obstat.core.review;

import java.time.Instant;

/// What somebody changed of what decisions stand on.
///
/// @param kind `policies` or `catalog`
/// @param by the person's id; empty where nobody can say who it was
/// @param files how many files
/// @param file the first of them
/// @param at when it came into force
public record Edit(String kind, String by, int files, String file, Instant at) {
  public static final String POLICIES = "policies";
  public static final String CATALOG = "catalog";
}
