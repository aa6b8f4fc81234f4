package dev.obstat.core.impact;

import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Weight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The plain reference for how long what is down has to wait: rounds over all nodes, every wait
/// growing until none does. Slow, and short enough to be believed.
final class PlainWait {
  private static final long FOREVER = Long.MAX_VALUE;
  private static final long NONE = -1;

  private final Map<String, PlainFall.Node> nodes;
  private final Map<String, Weight> weights;
  private final Set<String> down;
  private final Set<String> taken;

  PlainWait(
      Map<String, PlainFall.Node> nodes,
      Map<String, Weight> weights,
      Set<String> down,
      Set<String> taken) {
    this.nodes = nodes;
    this.weights = weights;
    this.down = down;
    this.taken = taken;
  }

  Measure exposure() {
    Map<String, Long> least = waits(Figure::least);
    Map<String, Long> most = waits(Figure::most);
    Measure sum = Measure.zero();
    for (String name : down) {
      if (name.startsWith("resource:")) {
        continue;
      }
      Measure rate = rate(of(weights, name).revenuePerHour());
      if (!rate.isZero()) {
        sum = sum.plus(rate.times(measure(of(least, name), of(most, name))));
      }
    }
    return switch (sum) {
      case Measure.Exactly(BigDecimal amount) -> new Measure.Exactly(hours(amount));
      case Measure.Between(BigDecimal low, BigDecimal high) ->
          Measure.between(hours(low), hours(high));
      case Measure.Unknown unknown -> unknown;
    };
  }

  Measure recovery(Set<String> lost) {
    Map<String, Long> least = waits(Figure::least);
    Map<String, Long> most = waits(Figure::most);
    long low = 0;
    long high = 0;
    for (String name : down) {
      boolean isService = !name.startsWith("resource:");
      boolean starts = taken.contains(name) && (of(most, name) != FOREVER || !isNeeded(name));
      if (isService || starts) {
        low = Math.max(low, of(least, name));
        high = Math.max(high, of(most, name));
      }
    }
    for (String name : lost) {
      low = Math.max(low, own(name, Figure::least).orElse(FOREVER));
      high = Math.max(high, own(name, Figure::most).orElse(FOREVER));
    }
    return measure(low, high);
  }

  private Map<String, Long> waits(Function<Figure, Optional<BigDecimal>> end) {
    Set<String> unknown = unknown(end);
    Map<String, Long> waits = new TreeMap<>();
    down.forEach(name -> waits.put(name, own(name, end).orElse(NONE)));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (String name : down) {
        long longest = Math.max(of(waits, name), longest(name, waits, unknown));
        Long before = waits.put(name, longest);
        grows |= before == null || before != longest;
      }
    }
    unknown.forEach(name -> waits.put(name, FOREVER));
    return waits;
  }

  private Set<String> unknown(Function<Figure, Optional<BigDecimal>> end) {
    Set<String> unknown = new TreeSet<>(taken);
    unknown.removeIf(name -> own(name, end).isPresent());
    boolean grows = true;
    while (grows) {
      grows = false;
      for (String name : down) {
        PlainFall.Node node = of(nodes, name);
        boolean hangsOnIt =
            node.all().stream().anyMatch(unknown::contains)
                || node.some().stream()
                    .anyMatch(group -> PlainFall.left(group, unknown) < group.least());
        grows |= hangsOnIt && own(name, end).isEmpty() && unknown.add(name);
      }
    }
    return unknown;
  }

  private long longest(String name, Map<String, Long> waits, Set<String> unknown) {
    long longest = NONE;
    for (String needed : of(nodes, name).all()) {
      longest = Math.max(longest, waits.getOrDefault(needed, NONE));
    }
    for (PlainFall.Group group : of(nodes, name).some()) {
      for (String member : group.of()) {
        long wait = waits.getOrDefault(member, NONE);
        Set<String> missing = new TreeSet<>(group.of());
        missing.removeIf(
            other ->
                !down.contains(other) || (!unknown.contains(other) && of(waits, other) < wait));
        if (group.of().size() - missing.size() < group.least()) {
          longest = Math.max(longest, wait);
        }
      }
    }
    return longest;
  }

  private Optional<Long> own(String name, Function<Figure, Optional<BigDecimal>> end) {
    return end.apply(of(weights, name).recoveryMinutes()).map(BigDecimal::longValueExact);
  }

  private static <T> T of(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name));
  }

  private boolean isNeeded(String name) {
    return nodes.values().stream()
        .anyMatch(
            node ->
                node.all().contains(name)
                    || node.soft().contains(name)
                    || node.data().contains(name)
                    || node.some().stream().anyMatch(group -> group.of().contains(name)));
  }

  private static Measure rate(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> new Measure.Exactly(amount);
      case Figure.Range(BigDecimal low, BigDecimal high) -> new Measure.Between(low, high);
      case Figure.NotStated _ -> new Measure.Unknown();
    };
  }

  private static Measure measure(long low, long high) {
    return high == FOREVER || low == FOREVER
        ? new Measure.Unknown()
        : Measure.between(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
  }

  private static BigDecimal hours(BigDecimal minutes) {
    return minutes.divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
  }
}
