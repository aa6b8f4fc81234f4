package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Graph;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts what is down when some entities are taken: a breadth-first walk over who needs whom, so
/// that the first way found to a service is a shortest one.
final class Toll {
  /// Paths to services down that an impact carries, the shortest; the services are all there.
  static final int MOST_PATHS = 500;

  private static final int NOT_REACHED = -2;
  private static final int START = -1;

  private static final Comparator<Impact.Path> SHORTEST_FIRST =
      Comparator.<Impact.Path>comparingInt(path -> path.steps().size())
          .thenComparing(path -> path.steps().getLast())
          .thenComparing(Impact.Path::end);

  private final Catalog catalog;
  private final List<Integer> taken;
  private final Set<Integer> lost;
  private final SortedSet<String> down = new TreeSet<>();
  private final SortedSet<String> dataLost = new TreeSet<>();
  private final List<Impact.Path> paths = new ArrayList<>();
  private int tierZeroDown;
  private Measure customers = Measure.zero();
  private Measure revenuePerHour = Measure.zero();
  private BigDecimal longestRecovery = BigDecimal.ZERO;
  private boolean recoveryIsKnown = true;

  Toll(Catalog catalog, List<Integer> taken, Set<Integer> lost) {
    this.catalog = catalog;
    this.taken = taken;
    this.lost = lost;
  }

  Impact impact(List<String> unknown) {
    if (!taken.isEmpty()) {
      countDown();
    }
    for (int node : lost) {
      String name = name(node);
      dataLost.add(name);
      paths.add(new Impact.Path(List.of(name), Impact.End.DATA_LOST));
      recovery(longer(null, catalog.entity(node).weight().recoveryMinutes()));
    }
    return new Impact(
        down,
        new TreeSet<>(),
        dataLost,
        tierZeroDown,
        customers,
        revenuePerHour,
        catalog.currency(),
        recoveryIsKnown ? new Measure.Exactly(longestRecovery) : new Measure.Unknown(),
        paths.stream().sorted(SHORTEST_FIRST).toList(),
        unknown);
  }

  private void countDown() {
    Graph graph = catalog.graph();
    int[] from = new int[graph.size()];
    Arrays.fill(from, NOT_REACHED);
    int[] queue = new int[graph.size()];
    int end = 0;
    for (int node : taken) {
      if (from[node] == NOT_REACHED) {
        from[node] = START;
        queue[end++] = node;
      }
    }
    int starts = end;
    for (int at = 0; at < end; at++) {
      int node = queue[at];
      int[] tail = {end};
      graph.eachDependent(
          node,
          dependent -> {
            if (from[dependent] == NOT_REACHED) {
              from[dependent] = node;
              queue[tail[0]++] = dependent;
            }
          });
      end = tail[0];
    }
    @Nullable BigDecimal[] longest = new BigDecimal[graph.size()];
    for (int at = 0; at < end; at++) {
      int node = queue[at];
      Entity entity = catalog.entity(node);
      BigDecimal before = at < starts ? null : longest[from[node]];
      longest[node] = longer(before, entity.weight().recoveryMinutes());
      if (entity.isService()) {
        down(entity, node, from);
        recovery(longest[node]);
      } else if (at < starts && (longest[node] != null || isNeededByNobody(graph, node))) {
        recovery(longest[node]);
      }
    }
  }

  private static boolean isNeededByNobody(Graph graph, int node) {
    boolean[] needed = new boolean[1];
    graph.eachDependent(node, _ -> needed[0] = true);
    return !needed[0];
  }

  private void down(Entity service, int node, int[] from) {
    down.add(service.ref().toString());
    if (paths.size() < MOST_PATHS) {
      paths.add(new Impact.Path(path(node, from), Impact.End.DOWN));
    }
    customers = customers.plus(measure(service.weight().customers()));
    revenuePerHour = revenuePerHour.plus(measure(service.weight().revenuePerHour()));
    if (service.weight().isTierZero()) {
      tierZeroDown++;
    }
  }

  private List<String> path(int node, int[] from) {
    List<String> path = new ArrayList<>();
    for (int step = node; step != START; step = from[step]) {
      path.add(name(step));
    }
    return path.reversed();
  }

  /// A service is back when what it waits for is back: the longest recovery on the way to it
  /// counts. A way on which none is stated makes the whole unknown.
  private void recovery(@Nullable BigDecimal minutes) {
    if (minutes == null) {
      recoveryIsKnown = false;
      return;
    }
    longestRecovery = longestRecovery.max(minutes);
  }

  private static @Nullable BigDecimal longer(@Nullable BigDecimal minutes, Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> minutes == null ? amount : amount.max(minutes);
      case Figure.Range(BigDecimal _, BigDecimal high) ->
          minutes == null ? high : high.max(minutes);
      case Figure.NotStated _ -> minutes;
    };
  }

  private static Measure measure(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> new Measure.Exactly(amount);
      case Figure.Range(BigDecimal _, BigDecimal high) -> new Measure.Exactly(high);
      case Figure.NotStated _ -> new Measure.Unknown();
    };
  }

  private String name(int node) {
    return catalog.entity(node).ref().toString();
  }
}
