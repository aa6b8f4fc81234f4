package dev.obstat.core.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Edges by the node that they leave, in two flat arrays: those of node `n` stand in `flat` from
/// `first[n]` up to `first[n + 1]`. What was added later stands in a small map beside them, so that
/// adding a few edges to millions copies none of the millions.
public final class Rows {
  static final Rows EMPTY = new Rows(new int[1], new int[0], Map.of());

  private final int[] first;
  private final int[] flat;
  private final @Nullable Map<Integer, int[]> added;

  private Rows(int[] first, int[] flat, Map<Integer, int[]> added) {
    this.first = first;
    this.flat = flat;
    this.added = added.isEmpty() ? null : added;
  }

  /// Sorts edges by where they leave, by counting.
  static Rows of(int size, Ends ends) {
    if (ends.count() == 0) {
      return EMPTY;
    }
    int[] first = new int[size + 1];
    for (int edge = 0; edge < ends.count(); edge++) {
      first[ends.from(edge) + 1]++;
    }
    for (int node = 0; node < size; node++) {
      first[node + 1] += first[node];
    }
    int[] next = Arrays.copyOf(first, size);
    int[] flat = new int[ends.count()];
    for (int edge = 0; edge < ends.count(); edge++) {
      flat[next[ends.from(edge)]++] = ends.to(edge);
    }
    return new Rows(first, flat, Map.of());
  }

  /// The same with more edges; this one stays as it is.
  Rows plus(Ends ends) {
    if (ends.count() == 0) {
      return this;
    }
    Map<Integer, int[]> more = added == null ? new HashMap<>() : new HashMap<>(added);
    for (int edge = 0; edge < ends.count(); edge++) {
      int to = ends.to(edge);
      more.merge(ends.from(edge), new int[] {to}, Rows::joined);
    }
    return new Rows(first, flat, more);
  }

  private static int[] joined(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// Where the edges of a node begin in [#at(int)], those added later not counted.
  public int begin(int node) {
    return node < first.length ? first[node] : flat.length;
  }

  public int end(int node) {
    return node < first.length - 1 ? first[node + 1] : flat.length;
  }

  public int at(int place) {
    return flat[place];
  }

  /// Those that were added later.
  public int[] added(int node) {
    return added == null ? NONE : added.getOrDefault(node, NONE);
  }

  boolean isAny(int node) {
    return begin(node) < end(node) || added(node).length > 0;
  }

  long numbers() {
    return (long) first.length + flat.length;
  }

  /// How many edges there are, those added later counted as one for each node.
  public int count() {
    return flat.length + (added == null ? 0 : added.size());
  }

  private static final int[] NONE = {};

  /// Edges as they are told, one after the other.
  static final class Ends {
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int count;

    void add(int leaves, int arrives) {
      if (count == from.length) {
        from = Arrays.copyOf(from, count * 2);
        to = Arrays.copyOf(to, count * 2);
      }
      from[count] = leaves;
      to[count++] = arrives;
    }

    int count() {
      return count;
    }

    int from(int edge) {
      return from[edge];
    }

    int to(int edge) {
      return to[edge];
    }
  }
}
