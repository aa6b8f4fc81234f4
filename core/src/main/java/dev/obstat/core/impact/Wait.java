package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Graph;
import dev.obstat.core.catalog.Reached;
import dev.obstat.core.catalog.Recoveries;
import dev.obstat.core.catalog.Rows;
import dev.obstat.core.catalog.Scratch;
import dev.obstat.core.catalog.ServiceOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// How long each of those down has to wait until it is back: until it is back by itself, and all
/// that it needs is, of a group enough of it. What states no time waits for what it needs; a way on
/// which nobody states one makes the wait unknown, up to the first that states one.
///
/// The longest times go first and take with them all that cannot be back before, so every node is
/// visited once, and nodes that need each other in a circle wait for the slowest of them. Of a
/// group, those of whom nobody knows are the slowest. So taking more never makes a wait shorter.
final class Wait {
  /// Longer than every time.
  private static final int FOREVER = Integer.MAX_VALUE;

  private static final int NOT_YET = Integer.MIN_VALUE;

  /// Unknown; what it waits for besides has not been looked at.
  private static final int UNKNOWN = Integer.MIN_VALUE + 1;

  /// Unknown, and at least as long as something of which a time is known.
  private static final int UNKNOWN_AND_LATE = Integer.MIN_VALUE + 2;

  private final Catalog catalog;
  private final Graph graph;
  private final Scratch scratch;
  private final Reached down;
  private final IntUnaryOperator own;
  private final int[] waits;
  private final int[] queue;
  private int queued;
  private int worked;

  private Wait(Catalog catalog, Scratch scratch, IntUnaryOperator own) {
    this.catalog = catalog;
    this.graph = catalog.graph();
    this.scratch = scratch;
    this.down = scratch.down();
    this.own = own;
    this.waits = scratch.waits();
    this.queue = new int[down.count()];
  }

  /// For every service down, by its place among those down: the place of its time among
  /// [Recoveries], or [#FOREVER]. For what is no service: the same, where the walk began there and
  /// it says something, or else [Recoveries#NOT_STATED].
  ///
  /// @param own the place of what an entity takes by itself
  private static int[] of(Catalog catalog, Scratch scratch, IntUnaryOperator own) {
    return new Wait(catalog, scratch, own).waits();
  }

  /// The most that each has to wait.
  static int[] most(Catalog catalog, Scratch scratch) {
    return of(catalog, scratch, catalog.recoveries()::most);
  }

  /// The least, given the most: the same where nobody states a range.
  static int[] least(Catalog catalog, Scratch scratch, int[] most) {
    Recoveries recoveries = catalog.recoveries();
    Reached down = scratch.down();
    for (int place = 0; place < down.count(); place++) {
      int node = down.node(place);
      if (recoveries.least(node) != recoveries.most(node)) {
        return of(catalog, scratch, recoveries::least);
      }
    }
    return most;
  }

  static boolean isUnknown(int wait) {
    return wait == FOREVER;
  }

  private int[] waits() {
    scratch.countAgain();
    int count = down.count();
    long[] stated = new long[count];
    int states = 0;
    for (int place = 0; place < count; place++) {
      int node = down.node(place);
      waits[node] = NOT_YET;
      int time = own.applyAsInt(node);
      if (time != Recoveries.NOT_STATED) {
        stated[states++] = (long) time << Integer.SIZE | node;
      }
    }
    findUnknown();
    Arrays.sort(stated, 0, states);
    for (int nth = states - 1; nth >= 0; nth--) {
      int time = (int) (stated[nth] >>> Integer.SIZE);
      waitUntil((int) stated[nth], time);
      spread(time);
    }
    return byPlace();
  }

  private void findUnknown() {
    for (int place = 0; place < down.count() && down.cause(place) == Reached.START; place++) {
      waitUntil(down.node(place), UNKNOWN);
    }
    spread(UNKNOWN);
    queued = 0;
    worked = 0;
  }

  private void waitUntil(int node, int time) {
    if (waits[node] == NOT_YET) {
      if (time == UNKNOWN && own.applyAsInt(node) != Recoveries.NOT_STATED) {
        return;
      }
      waits[node] = time;
      queue[queued++] = node;
    } else if (waits[node] == UNKNOWN && time != UNKNOWN) {
      waits[node] = UNKNOWN_AND_LATE;
      queue[queued++] = node;
    }
  }

  private void spread(int time) {
    Rows dependents = graph.dependents();
    Rows groups = graph.groups();
    while (worked < queued) {
      int node = queue[worked++];
      int end = dependents.end(node);
      for (int edge = dependents.begin(node); edge < end; edge++) {
        waitUntil(dependents.at(edge), time);
      }
      boolean isCounted = waits[node] == UNKNOWN_AND_LATE;
      end = groups.end(node);
      for (int edge = groups.begin(node); edge < end; edge++) {
        late(groups.at(edge), isCounted, time);
      }
    }
  }

  /// One more of a group is not back before that time: too many, and its owner is not either.
  private void late(int group, boolean isCounted, int time) {
    int late = isCounted ? scratch.lost(group) : scratch.lose(group, 0);
    if (graph.members(group) - late < graph.least(group)) {
      waitUntil(graph.owner(group), time);
    }
  }

  private int[] byPlace() {
    ServiceOrder services = catalog.services();
    int[] byPlace = new int[down.count()];
    for (int place = 0; place < byPlace.length; place++) {
      int node = down.node(place);
      byPlace[place] = waits[node] < 0 ? FOREVER : waits[node];
      if (!services.isService(node)) {
        boolean begins = down.cause(place) == Reached.START;
        boolean counts = begins && (!isUnknown(byPlace[place]) || !graph.isNeeded(node));
        byPlace[place] = counts ? byPlace[place] : Recoveries.NOT_STATED;
      }
    }
    return byPlace;
  }
}
