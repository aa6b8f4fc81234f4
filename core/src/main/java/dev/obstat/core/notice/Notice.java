package dev.obstat.core.notice;

import java.time.Instant;
import java.util.Set;

/// Something people are to be told of. It stays open until everybody who is to be told has been, or
/// until there is nothing more to tell.
///
/// @param number the entry of the ledger that raised it
/// @param subject id of the review, halt, freeze or incident
/// @param done channels that have told it or gave up
public record Notice(
    long number, Occasion occasion, String subject, Instant raised, Set<String> done) {

  public Notice {
    done = Set.copyOf(done);
  }
}
