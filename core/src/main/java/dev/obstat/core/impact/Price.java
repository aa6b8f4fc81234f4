package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Recoveries;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.catalog.Worth;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// What it means that services are down: money, exact to the last digit, and people, those of one
/// segment once.
final class Price {
  /// Products up to here are added as they are: a million of them fit into 64 bits.
  private static final long SMALL = 1L << 42;

  private final Catalog catalog;
  private final Worth worth;
  private final Recoveries recoveries;
  private final Range customers = new Range();
  private final Range revenuePerHour = new Range();
  private final Range moneyTimesMinutes = new Range();
  private final Map<String, BigDecimal> segments = new HashMap<>();
  private long customersStated;
  private long unitsPerHour;
  private long unitsTimesLeast;
  private long unitsTimesMost;
  private int tierZero;

  Price(Catalog catalog) {
    this.catalog = catalog;
    this.worth = catalog.worth();
    this.recoveries = catalog.recoveries();
  }

  /// @param least how long it is down at least, as [Wait] says
  /// @param most how long at most
  void add(int node, int least, int most) {
    int place = catalog.services().place(node);
    tierZero += worth.isTierZero(place) ? 1 : 0;
    long people = worth.customers(place);
    if (people >= 0) {
      customersStated += people;
    } else {
      customers.add(weight(node).customers());
    }
    if (worth.hasSegments(place)) {
      weight(node)
          .segments()
          .forEach(segment -> segments.merge(segment.name(), segment.customers(), BigDecimal::max));
    }
    long perHour = worth.revenuePerHour(place);
    if (perHour >= 0) {
      unitsPerHour += perHour;
    } else {
      revenuePerHour.add(weight(node).revenuePerHour());
    }
    cost(node, perHour, least, most);
  }

  private Weight weight(int node) {
    return catalog.entity(node).weight();
  }

  /// What earns nothing costs nothing, however long it is away.
  private void cost(int node, long perHour, int least, int most) {
    if (perHour == 0) {
      return;
    }
    if (perHour == Worth.NOT_STATED || Wait.isUnknown(least) || Wait.isUnknown(most)) {
      moneyTimesMinutes.isKnown = false;
      return;
    }
    long atLeast = perHour * recoveries.wholeMinutes(least);
    long atMost = perHour * recoveries.wholeMinutes(most);
    if (perHour > 0 && atLeast >= 0 && atMost >= 0 && atLeast < SMALL && atMost < SMALL) {
      unitsTimesLeast += atLeast;
      unitsTimesMost += atMost;
      return;
    }
    Figure rate = weight(node).revenuePerHour();
    rate.least()
        .ifPresent(
            low ->
                rate.most()
                    .ifPresent(
                        high ->
                            moneyTimesMinutes.add(
                                low.multiply(recoveries.minutes(least)),
                                high.multiply(recoveries.minutes(most)))));
  }

  int tierZero() {
    return tierZero;
  }

  Measure customers() {
    BigDecimal distinct = segments.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return customers
        .measure()
        .plus(new Measure.Exactly(distinct))
        .plus(Measure.of(customersStated));
  }

  Measure revenuePerHour() {
    return revenuePerHour.measure().plus(new Measure.Exactly(worth.money(unitsPerHour)));
  }

  /// What it costs until each service is back, each for the time that it is away itself.
  Measure exposure() {
    return Impact.hourly(
        moneyTimesMinutes
            .measure()
            .plus(Measure.between(worth.money(unitsTimesLeast), worth.money(unitsTimesMost))));
  }

  /// A sum of what may be a range. Only what really is one is added twice.
  private static final class Range {
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal more = BigDecimal.ZERO;
    private boolean isKnown = true;

    void add(Figure figure) {
      switch (figure) {
        case Figure.Stated(BigDecimal amount) -> add(amount, amount);
        case Figure.Range(BigDecimal least, BigDecimal most) -> add(least, most);
        case Figure.NotStated _ -> isKnown = false;
      }
    }

    void add(BigDecimal least, BigDecimal most) {
      low = low.add(least);
      if (least.compareTo(most) != 0) {
        more = more.add(most.subtract(least));
      }
    }

    Measure measure() {
      return isKnown ? Measure.between(low, low.add(more)) : new Measure.Unknown();
    }
  }
}
