package dev.obstat.core.impact;

import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Segment;
import dev.obstat.core.catalog.Weight;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// What it means that services are down: money, exact to the last digit, and people, those of one
/// segment once.
final class Price {
  private Measure customers = Measure.zero();
  private Measure revenuePerHour = Measure.zero();
  private final Map<String, BigDecimal> segments = new HashMap<>();
  private int tierZero;

  void add(Weight weight) {
    if (weight.isTierZero()) {
      tierZero++;
    }
    customers = customers.plus(measure(weight.customers()));
    revenuePerHour = revenuePerHour.plus(measure(weight.revenuePerHour()));
    for (Segment segment : weight.segments()) {
      segments.merge(segment.name(), segment.customers(), BigDecimal::max);
    }
  }

  int tierZero() {
    return tierZero;
  }

  Measure customers() {
    BigDecimal distinct = segments.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return customers.plus(new Measure.Exactly(distinct));
  }

  Measure revenuePerHour() {
    return revenuePerHour;
  }

  private static Measure measure(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> new Measure.Exactly(amount);
      case Figure.Range(BigDecimal low, BigDecimal high) -> new Measure.Between(low, high);
      case Figure.NotStated _ -> new Measure.Unknown();
    };
  }
}
