package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Graph;
import dev.obstat.core.catalog.Reached;
import dev.obstat.core.catalog.Recoveries;
import dev.obstat.core.catalog.Scratch;
import dev.obstat.core.catalog.ServiceOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final ServiceOrder services;
  private final Recoveries recoveries;
  private final Scratch scratch;
  private final SortedSet<String> dataLost = new TreeSet<>();
  private final List<Impact.Path> paths = new ArrayList<>();
  private final Price price;
  private final Longest recovery = new Longest();

  private Toll(Catalog catalog, Scratch scratch) {
    this.catalog = catalog;
    this.graph = catalog.graph();
    this.services = catalog.services();
    this.recoveries = catalog.recoveries();
    this.scratch = scratch;
    this.price = new Price(catalog);
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
      fall.degrade(weakened, catalog.services()::isService);
      fall.lose(lost);
      return new Toll(catalog, scratch).impact(unknown);
    }
  }

  /// What each service that stops without these costs until it is back, by catalog name.
  static Map<String, Measure> exposures(Catalog catalog, Collection<Integer> taken) {
    try (Scratch scratch = catalog.graph().scratch()) {
      new Fall(catalog.graph(), scratch).down(taken);
      Reached reached = scratch.down();
      int[] most = Wait.most(catalog, scratch);
      int[] least = Wait.least(catalog, scratch, most);
      Map<String, Measure> exposures = new HashMap<>();
      for (int place = 0; place < reached.count(); place++) {
        int node = reached.node(place);
        if (catalog.services().isService(node)) {
          Price price = new Price(catalog);
          price.add(node, least[place], most[place]);
          exposures.put(catalog.name(node), price.exposure());
        }
      }
      return exposures;
    }
  }

  private Impact impact(List<String> unknown) {
    List<Impact.Redundancy> redundancy = redundancy();
    SortedNames down = down();
    SortedNames degraded = degraded();
    countLost();
    paths.sort(SHORTEST_FIRST);
    return new Impact(
        down,
        degraded,
        dataLost,
        price.tierZero(),
        price.customers(),
        price.revenuePerHour(),
        catalog.currency(),
        recovery.measure(),
        paths,
        unknown,
        redundancy,
        price.exposure());
  }

  private SortedNames down() {
    Reached reached = scratch.down();
    int[] most = Wait.most(catalog, scratch);
    int[] least = Wait.least(catalog, scratch, most);
    int[] found = new int[reached.count()];
    int count = 0;
    for (int place = 0; place < reached.count(); place++) {
      int node = reached.node(place);
      recovery.count(least[place], most[place]);
      if (services.isService(node)) {
        found[count++] = services.place(node);
        price.add(node, least[place], most[place]);
        if (count <= MOST_PATHS) {
          paths.add(path(steps(reached, place), Impact.End.DOWN));
        }
      }
    }
    return names(found, count);
  }

  private SortedNames degraded() {
    Reached reached = scratch.degraded();
    int[] found = new int[reached.count()];
    int count = 0;
    for (int place = 0; place < reached.count(); place++) {
      int node = reached.node(place);
      if (services.isService(node)) {
        found[count++] = services.place(node);
        if (count <= MOST_PATHS) {
          paths.add(path(degradedSteps(reached, place), Impact.End.DEGRADED));
        }
      }
    }
    return names(found, count);
  }

  private SortedNames names(int[] places, int count) {
    Arrays.sort(places, 0, count);
    String[] names = new String[count];
    for (int nth = 0; nth < count; nth++) {
      names[nth] = services.name(places[nth]);
    }
    return SortedNames.inOrder(names);
  }

  private void countLost() {
    Reached reached = scratch.dataLost();
    for (int place = 0; place < reached.count(); place++) {
      int node = reached.node(place);
      dataLost.add(catalog.name(node));
      recovery.countStated(recoveries.least(node), recoveries.most(node));
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

  /// The longest time of all, so until everything is back.
  private final class Longest {
    private int least = Recoveries.NOT_STATED;
    private int most = Recoveries.NOT_STATED;
    private boolean isKnown = true;

    void count(int atLeast, int atMost) {
      isKnown &= !Wait.isUnknown(atLeast) && !Wait.isUnknown(atMost);
      least = Math.max(least, atLeast);
      most = Math.max(most, atMost);
    }

    void countStated(int atLeast, int atMost) {
      isKnown &= atMost != Recoveries.NOT_STATED;
      count(atLeast, atMost);
    }

    Measure measure() {
      if (!isKnown) {
        return new Measure.Unknown();
      }
      return most == Recoveries.NOT_STATED
          ? Measure.zero()
          : Measure.between(recoveries.minutes(least), recoveries.minutes(most));
    }
  }
}
