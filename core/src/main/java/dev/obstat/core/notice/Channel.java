package dev.obstat.core.notice;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A way to people, and what it is for.
///
/// @param name as configuration and ledger have it
/// @param occasions what it is told
/// @param groups whose reviews it is told of; empty for all
/// @param after told only when nobody has looked for so long; zero for at once
/// @param quiet when it is left alone
public record Channel(
    String name,
    Set<Occasion> occasions,
    Set<String> groups,
    Duration after,
    Optional<QuietHours> quiet) {

  /// How long an escalation waits at most.
  public static final Duration LONGEST_AFTER = Duration.ofHours(24);

  public Channel {
    occasions = Set.copyOf(occasions);
    groups = Set.copyOf(groups);
    if (after.isNegative() || after.compareTo(LONGEST_AFTER) > 0) {
      throw new IllegalArgumentException(
          "a channel waits between nothing and 24 hours, not `" + after + "`");
    }
  }

  boolean isEscalation() {
    return !after.isZero();
  }
}
