package dev.obstat.core.catalog;

import java.util.List;

/// Who depends on whom, in two flat arrays: the dependents of node `n` stand in `dependents` from
/// `first[n]` up to `first[n + 1]`.
public final class Graph {
  private final int[] first;
  private final int[] dependents;

  private Graph(int[] first, int[] dependents) {
    this.first = first;
    this.dependents = dependents;
  }

  /// @param dependents for each node, the nodes that need it; repetitions are dropped
  static Graph of(List<List<Integer>> dependents) {
    List<int[]> distinct =
        dependents.stream()
            .map(nodes -> nodes.stream().distinct().sorted().mapToInt(node -> node).toArray())
            .toList();
    int[] first = new int[distinct.size() + 1];
    for (int node = 0; node < distinct.size(); node++) {
      first[node + 1] = first[node] + distinct.get(node).length;
    }
    int[] flat = new int[first[distinct.size()]];
    for (int node = 0; node < distinct.size(); node++) {
      System.arraycopy(distinct.get(node), 0, flat, first[node], distinct.get(node).length);
    }
    return new Graph(first, flat);
  }

  /// How many nodes there are.
  public int size() {
    return first.length - 1;
  }

  /// How many nodes need this one.
  public int degree(int node) {
    return first[node + 1] - first[node];
  }

  /// The nth node that needs this one, in the order of the indexes.
  public int dependent(int node, int nth) {
    return dependents[first[node] + nth];
  }
}
