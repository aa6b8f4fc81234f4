package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;
import java.util.List;

/// What it means when an entity stops.
///
/// @param tier 0 is what everything else stands on; not stated counts as no tier
/// @param customers people who lose it and are in none of `segments`
/// @param segments people who lose it and are counted once over all services
/// @param revenuePerHour lost for each hour, in `currency`
/// @param currency ISO 4217 code; empty when no revenue is stated
/// @param revenueAt where the revenue is stated
/// @param recoveryMinutes until it is back
public record Weight(
    Figure tier,
    Figure customers,
    List<Segment> segments,
    Figure revenuePerHour,
    String currency,
    Position revenueAt,
    Figure recoveryMinutes) {

  private static final Figure NOT_STATED = new Figure.NotStated();

  /// Nothing is stated.
  public static final Weight UNKNOWN =
      new Weight(NOT_STATED, NOT_STATED, NOT_STATED, "", Position.whole(""), NOT_STATED);

  public Weight {
    segments = List.copyOf(segments);
  }

  /// Without segments.
  public Weight(
      Figure tier,
      Figure customers,
      Figure revenuePerHour,
      String currency,
      Position revenueAt,
      Figure recoveryMinutes) {
    this(tier, customers, List.of(), revenuePerHour, currency, revenueAt, recoveryMinutes);
  }

  public boolean isTierZero() {
    return tier instanceof Figure.Stated stated && stated.amount().signum() == 0;
  }
}
