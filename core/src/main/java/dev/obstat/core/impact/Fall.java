package dev.obstat.core.impact;

import dev.obstat.core.catalog.Graph;
import dev.obstat.core.catalog.Reached;
import dev.obstat.core.catalog.Rows;
import dev.obstat.core.catalog.Scratch;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Finds what is forced down, degraded and lost when some nodes are taken. Every walk goes breadth
/// first, so the first way found to a node is a shortest one; and it goes only as far as something
/// happens. Whatever can hold each other up in a circle stays up: only what is forced down is down.
final class Fall {
  private final Graph graph;
  private final Scratch scratch;
  private final Reached down;

  /// Degraded because of something that is down, in the order of distance. What caused it is the
  /// place of that among those down.
  private int[] struck = new int[16];

  private int[] struckBy = new int[16];
  private int[] struckAt = new int[16];
  private int strikes;

  Fall(Graph graph, Scratch scratch) {
    this.graph = graph;
    this.scratch = scratch;
    this.down = scratch.down();
  }

  /// Takes nodes and all that cannot be without them. The last of a group that may not be missing
  /// is what its owner falls with.
  void down(Iterable<Integer> taken) {
    taken.forEach(node -> down.add(node, Reached.START, 0));
    Rows dependents = graph.dependents();
    Rows groups = graph.groups();
    for (int place = 0; place < down.count(); place++) {
      int node = down.node(place);
      int depth = down.depth(place) + 1;
      int end = dependents.end(node);
      for (int edge = dependents.begin(node); edge < end; edge++) {
        down.add(dependents.at(edge), place, depth);
      }
      end = groups.end(node);
      for (int edge = groups.begin(node); edge < end; edge++) {
        lose(groups.at(edge), place, depth);
      }
    }
  }

  private void lose(int group, int place, int depth) {
    int lost = scratch.lose(group, place);
    if (graph.members(group) - lost < graph.least(group)) {
      down.add(graph.owner(group), place, depth);
    }
  }

  /// Finds who only suffers. A service that is degraded still serves, so it ends there; what is no
  /// service hands it on to those that need it.
  ///
  /// @param weakened nodes that the action itself degrades
  void degrade(Iterable<Integer> weakened, IntPredicate isService) {
    Reached degraded = scratch.degraded();
    for (int node : weakened) {
      if (!down.has(node)) {
        degraded.add(node, Reached.START, 0);
      }
    }
    findStrikes();
    int next = 0;
    int head = 0;
    while (next < strikes || head < degraded.count()) {
      // Nearer ones first: a strike no farther than what is handed on next goes before it.
      while (next < strikes
          && (head == degraded.count() || struckAt[next] <= degraded.depth(head))) {
        degraded.add(struck[next], ~(struckBy[next] + 1), struckAt[next]);
        next++;
      }
      int place = head++;
      if (place < degraded.count() && !isService.test(degraded.node(place))) {
        handOn(degraded, place);
      }
    }
  }

  /// Merges two orders of distance: soft needs in the order of what is down, and groups in the
  /// order in which they first lost something.
  private void findStrikes() {
    Rows softly = graph.softly();
    int nextGroup = 0;
    boolean anyoneSoftly = softly.count() > 0;
    int end = anyoneSoftly ? down.count() : 0;
    for (int place = 0; place < end; place++) {
      while (nextGroup < scratch.touched() && scratch.firstLost(nextGroup) <= place) {
        strikeOwner(nextGroup++);
      }
      int node = down.node(place);
      int last = softly.end(node);
      for (int edge = softly.begin(node); edge < last; edge++) {
        strike(softly.at(edge), place);
      }
    }
    while (nextGroup < scratch.touched()) {
      strikeOwner(nextGroup++);
    }
  }

  private void strikeOwner(int nth) {
    strike(graph.owner(scratch.touchedGroup(nth)), scratch.firstLost(nth));
  }

  private void strike(int node, int by) {
    if (down.has(node)) {
      return;
    }
    if (strikes == struck.length) {
      struck = Arrays.copyOf(struck, strikes * 2);
      struckBy = Arrays.copyOf(struckBy, strikes * 2);
      struckAt = Arrays.copyOf(struckAt, strikes * 2);
    }
    struck[strikes] = node;
    struckBy[strikes] = by;
    struckAt[strikes++] = down.depth(by) + 1;
  }

  private void handOn(Reached degraded, int place) {
    int depth = degraded.depth(place) + 1;
    int node = degraded.node(place);
    graph.eachDependent(node, dependent -> weaken(degraded, dependent, place, depth));
    graph.eachGroup(node, group -> weaken(degraded, graph.owner(group), place, depth));
  }

  private void weaken(Reached degraded, int node, int place, int depth) {
    if (!down.has(node)) {
      degraded.add(node, place, depth);
    }
  }

  /// The place among those down that degraded this one, when its cause is not among the degraded.
  static int struckBy(int cause) {
    return ~cause - 1;
  }

  static boolean isStruck(int cause) {
    return cause < Reached.START;
  }

  /// Data is lost along data edges alone.
  void lose(Iterable<Integer> lost) {
    Reached dataLost = scratch.dataLost();
    lost.forEach(node -> dataLost.add(node, Reached.START, 0));
    for (int place = 0; place < dataLost.count(); place++) {
      int from = place;
      int depth = dataLost.depth(place) + 1;
      graph.eachByData(dataLost.node(place), node -> dataLost.add(node, from, depth));
    }
  }
}
