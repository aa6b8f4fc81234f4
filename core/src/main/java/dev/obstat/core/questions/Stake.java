package dev.obstat.core.questions;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Weight;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What hangs on some services.
///
/// @param services how many
/// @param tierZero how many of them are tier 0
/// @param customers people who lose one, a segment once, all others for each service
/// @param revenuePerHour in the catalog's currency
public record Stake(int services, int tierZero, Sum customers, Sum revenuePerHour) {
  /// @param names catalog names of services
  static Stake of(Catalog catalog, Collection<String> names) {
    Map<String, BigDecimal> segments = new TreeMap<>();
    int services = 0;
    int tierZero = 0;
    Sum customers = Sum.NOTHING;
    Sum revenue = Sum.NOTHING;
    for (String name : names) {
      Optional<Entity> service = catalog.service(name);
      if (service.isEmpty()) {
        continue;
      }
      Weight weight = service.get().weight();
      services++;
      tierZero += weight.isTierZero() ? 1 : 0;
      boolean inSegmentsAlone =
          !weight.segments().isEmpty() && weight.customers() instanceof Figure.NotStated;
      customers = customers.plus(inSegmentsAlone ? Sum.NOTHING : sum(weight.customers()));
      weight
          .segments()
          .forEach(segment -> segments.merge(segment.name(), segment.customers(), BigDecimal::max));
      revenue = revenue.plus(sum(weight.revenuePerHour()));
    }
    for (BigDecimal segment : segments.values()) {
      customers = customers.plus(new Sum(segment, 0));
    }
    return new Stake(services, tierZero, customers, revenue);
  }

  /// Of a range the upper end: nobody is promised less.
  private static Sum sum(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> new Sum(amount, 0);
      case Figure.Range(BigDecimal _, BigDecimal high) -> new Sum(high, 0);
      case Figure.NotStated _ -> new Sum(BigDecimal.ZERO, 1);
    };
  }
}
