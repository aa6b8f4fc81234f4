package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Graph;
import dev.obstat.core.catalog.Reached;
import dev.obstat.core.catalog.Scratch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Names and counts what a [Fall] has found.
final class Toll {
  /// Paths of each end that an impact carries, the shortest; the services are all there. The same
  /// number of groups that have lost something.
  static final int MOST_PATHS = 500;

  private static final Comparator<Impact.Path> SHORTEST_FIRST =
      Comparator.<Impact.Path>comparingInt(path -> path.steps().size())
          .thenComparing(path -> path.steps().getLast())
          .thenComparing(Impact.Path::end);

  private final Catalog catalog;
  private final Graph graph;
  private final Scratch scratch;
  private final SortedSet<String> down = new TreeSet<>();
  private final SortedSet<String> degraded = new TreeSet<>();
  private final SortedSet<String> dataLost = new TreeSet<>();
  private final List<Impact.Path> paths = new ArrayList<>();
  private final Price price = new Price();
  private final Wait wait;

  private Toll(Catalog catalog, Scratch scratch) {
    this.catalog = catalog;
    this.graph = catalog.graph();
    this.scratch = scratch;
    this.wait = new Wait(catalog);
  }

  /// @param taken entities that are gone or disabled
  /// @param weakened entities that go on with less
  /// @param lost entities whose data is lost
  static Impact of(
      Catalog catalog,
      Collection<Integer> taken,
      Collection<Integer> weakened,
      Collection<Integer> lost,
      List<String> unknown) {
    try (Scratch scratch = catalog.graph().scratch()) {
      Fall fall = new Fall(catalog.graph(), scratch);
      fall.down(taken);
      fall.degrade(weakened, node -> catalog.entity(node).isService());
      fall.lose(lost);
      return new Toll(catalog, scratch).impact(unknown);
    }
  }

  private Impact impact(List<String> unknown) {
    countDown();
    countDegraded();
    countLost();
    return new Impact(
        down,
        degraded,
        dataLost,
        price.tierZero(),
        price.customers(),
        price.revenuePerHour(),
        catalog.currency(),
        wait.measure(),
        paths.stream().sorted(SHORTEST_FIRST).toList(),
        unknown,
        redundancy());
  }

  private void countDown() {
    Reached reached = scratch.down();
    wait.down(reached);
    for (int place = 0; place < reached.count(); place++) {
      Entity entity = catalog.entity(reached.node(place));
      if (entity.isService()) {
        down.add(catalog.name(reached.node(place)));
        price.add(entity.weight());
        if (down.size() <= MOST_PATHS) {
          paths.add(path(steps(reached, place), Impact.End.DOWN));
        }
      }
    }
  }

  private void countDegraded() {
    Reached reached = scratch.degraded();
    for (int place = 0; place < reached.count(); place++) {
      int node = reached.node(place);
      if (catalog.entity(node).isService()) {
        degraded.add(catalog.name(node));
        if (degraded.size() <= MOST_PATHS) {
          paths.add(path(degradedSteps(reached, place), Impact.End.DEGRADED));
        }
      }
    }
  }

  private void countLost() {
    Reached reached = scratch.dataLost();
    for (int place = 0; place < reached.count(); place++) {
      int node = reached.node(place);
      dataLost.add(catalog.name(node));
      wait.lost(catalog.entity(node));
      if (dataLost.size() <= MOST_PATHS) {
        paths.add(path(steps(reached, place), Impact.End.DATA_LOST));
      }
    }
  }

  private List<Impact.Redundancy> redundancy() {
    List<Impact.Redundancy> redundancy = new ArrayList<>();
    for (int nth = 0; nth < scratch.touched() && redundancy.size() < MOST_PATHS; nth++) {
      int group = scratch.touchedGroup(nth);
      int of = graph.members(group);
      redundancy.add(
          new Impact.Redundancy(
              catalog.name(graph.owner(group)), of - scratch.lost(group), of, graph.least(group)));
    }
    redundancy.sort(
        Comparator.comparing(Impact.Redundancy::entity)
            .thenComparingInt(Impact.Redundancy::left)
            .thenComparingInt(Impact.Redundancy::of)
            .thenComparingInt(Impact.Redundancy::needed));
    return redundancy;
  }

  private static Impact.Path path(List<String> stepsFromTheEnd, Impact.End end) {
    return new Impact.Path(stepsFromTheEnd.reversed(), end);
  }

  private List<String> steps(Reached reached, int last) {
    List<String> steps = new ArrayList<>();
    for (int place = last; place != Reached.START; place = reached.cause(place)) {
      steps.add(catalog.name(reached.node(place)));
    }
    return steps;
  }

  /// First through what is degraded, then through what is down.
  private List<String> degradedSteps(Reached reached, int last) {
    List<String> steps = new ArrayList<>();
    int place = last;
    while (place >= 0) {
      steps.add(catalog.name(reached.node(place)));
      place = reached.cause(place);
    }
    if (Fall.isStruck(place)) {
      steps.addAll(steps(scratch.down(), Fall.struckBy(place)));
    }
    return steps;
  }
}
