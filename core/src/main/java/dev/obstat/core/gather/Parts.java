package dev.obstat.core.gather;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Graph;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What services stand on: the other direction of [Catalog#servicesOf]. Made once for a catalog.
final class Parts {
  private final Catalog catalog;
  private final int[] first;
  private final int[] needed;
  private final Map<String, Integer> services = new HashMap<>();

  Parts(Catalog catalog) {
    this.catalog = catalog;
    Graph graph = catalog.graph();
    int size = graph.size();
    first = new int[size + 1];
    for (int node = 0; node < size; node++) {
      if (catalog.entity(node).isService()) {
        services.put(catalog.entity(node).ref().toString(), node);
      }
    }
    for (int node = 0; node < size; node++) {
      graph.eachNeeding(node, needing -> first[needing + 1]++);
    }
    for (int node = 0; node < size; node++) {
      first[node + 1] += first[node];
    }
    needed = new int[first[size]];
    int[] next = first.clone();
    for (int node = 0; node < size; node++) {
      int part = node;
      graph.eachNeeding(part, needing -> needed[next[needing]++] = part);
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /// The entities that stand for real resources and that the service is, or needs with no other
  /// service between.
  ///
  /// @param service by catalog name
  Set<String> of(String service) {
    Set<String> parts = new TreeSet<>();
    @Nullable Integer start = services.get(service);
    if (start == null) {
      return parts;
    }
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen.set(start);
    while (!open.isEmpty()) {
      int node = open.remove();
      if (!catalog.entity(node).matches().isEmpty()) {
        parts.add(catalog.entity(node).ref().toString());
      }
      for (int at = first[node]; at < first[node + 1]; at++) {
        int part = needed[at];
        if (!seen.get(part) && !catalog.entity(part).isService()) {
          seen.set(part);
          open.add(part);
        }
      }
    }
    return parts;
  }
}
