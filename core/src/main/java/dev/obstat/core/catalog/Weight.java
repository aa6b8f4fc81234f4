package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;

/// What it means when an entity stops.
///
/// @param tier 0 is what everything else stands on; not stated counts as no tier
/// @param customers people who lose it
/// @param revenuePerHour lost for each hour, in `currency`
/// @param currency ISO 4217 code; empty when no revenue is stated
/// @param revenueAt where the revenue is stated
/// @param recoveryMinutes until it is back
public record Weight(
    Figure tier,
    Figure customers,
    Figure revenuePerHour,
    String currency,
    Position revenueAt,
    Figure recoveryMinutes) {

  private static final Figure NOT_STATED = new Figure.NotStated();

  /// Nothing is stated.
  public static final Weight UNKNOWN =
      new Weight(NOT_STATED, NOT_STATED, NOT_STATED, "", Position.whole(""), NOT_STATED);

  public boolean isTierZero() {
    return tier instanceof Figure.Stated stated && stated.amount().signum() == 0;
  }
}
