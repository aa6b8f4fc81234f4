package dev.obstat.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// How the thing stands that a notice is about.
///
/// @param groups who is asked to decide, by name; empty where that is anyone
/// @param seen whether a person has looked at it
/// @param over whether there is nothing more to tell: a review was decided, a halt lifted
/// @param ends when it ends by itself; empty for never
public record Affair(Set<String> groups, boolean seen, boolean over, Optional<Instant> ends) {

  public Affair {
    groups = Set.copyOf(groups);
  }

  /// Whether half of its time is over and nobody has looked: then quiet hours give way.
  boolean isNeglected(Instant raised, Instant now) {
    return !seen
        && ends.map(end -> !now.isBefore(raised.plus(Duration.between(raised, end).dividedBy(2))))
            .orElse(false);
  }
}
