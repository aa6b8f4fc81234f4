package dev.obstat.core.gather;

import java.time.Duration;

/// How far back the gathering looks.
///
/// @param removals how long what anybody took counts as already gone
/// @param budgets how long what an operator and an agent did is held against them
/// @param editors how long whoever changed the policies or the catalog has no vote
public record Windows(Duration removals, Duration budgets, Duration editors) {
  /// The longest window: what is counted by the hour is summed up for every decision.
  public static final Duration LONGEST = Duration.ofDays(366);

  /// Where nothing else is configured.
  public static final Windows USUAL =
      new Windows(Duration.ofHours(24), Duration.ofDays(30), Duration.ofDays(1));

  public Windows {
    require(removals);
    require(budgets);
    require(editors);
  }

  private static void require(Duration window) {
    if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a window is longer than nothing and at most a year");
    }
  }
}
