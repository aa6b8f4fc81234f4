package dev.obstat.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Something people are to be told of. It is open until there is nothing more to tell: a review's
/// until the review ends, every other until newer ones come and it is older than [#KEPT].
///
/// @param number the entry of the ledger that raised it
/// @param subject id of the review, halt, freeze or incident
/// @param done channels that have told it or gave up
public record Notice(
    long number, Occasion occasion, String subject, Instant raised, Set<String> done) {

  /// How long one that is no review is kept at least.
  public static final Duration KEPT = Duration.ofDays(2);

  public Notice {
    done = Set.copyOf(done);
  }
}
