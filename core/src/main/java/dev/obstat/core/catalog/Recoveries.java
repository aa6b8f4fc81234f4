package dev.obstat.core.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How long every entity takes to be back by itself, as places in the order of all times that the
/// catalog states: few different times are stated, and places are compared faster than numbers.
public final class Recoveries {
  /// The place of a time that nobody states.
  public static final int NOT_STATED = -1;

  /// No whole number of minutes is larger.
  private static final long MOST = 1L << 22;

  private final List<BigDecimal> minutes;
  private final long[] whole;
  private final int[] least;
  private final int[] most;

  Recoveries(List<Entity> entities) {
    SortedSet<BigDecimal> stated = new TreeSet<>();
    for (Entity entity : entities) {
      switch (entity.weight().recoveryMinutes()) {
        case Figure.Stated(BigDecimal amount) -> stated.add(amount);
        case Figure.Range(BigDecimal low, BigDecimal high) -> {
          stated.add(low);
          stated.add(high);
        }
        case Figure.NotStated _ -> {}
      }
    }
    this.minutes = new ArrayList<>(stated);
    this.whole = minutes.stream().mapToLong(Recoveries::whole).toArray();
    TreeMap<BigDecimal, Integer> places = new TreeMap<>();
    minutes.forEach(time -> places.put(time, places.size()));
    this.least = new int[entities.size()];
    this.most = new int[entities.size()];
    for (int node = 0; node < entities.size(); node++) {
      Figure own = entities.get(node).weight().recoveryMinutes();
      least[node] = own.least().map(places::get).orElse(NOT_STATED);
      most[node] = own.most().map(places::get).orElse(NOT_STATED);
    }
  }

  /// The place of the least that it takes, or [#NOT_STATED].
  public int least(int node) {
    return least[node];
  }

  /// The place of the most that it takes, or [#NOT_STATED].
  public int most(int node) {
    return most[node];
  }

  private static long whole(BigDecimal time) {
    boolean fits =
        time.stripTrailingZeros().scale() <= 0 && time.compareTo(BigDecimal.valueOf(MOST)) <= 0;
    return fits ? time.longValueExact() : NOT_STATED;
  }

  /// The time at a place in whole minutes; [#NOT_STATED] where it is no whole number, or a large
  /// one.
  public long wholeMinutes(int place) {
    return whole[place];
  }

  /// The time at a place, in minutes.
  public BigDecimal minutes(int place) {
    return minutes.get(place);
  }
}
