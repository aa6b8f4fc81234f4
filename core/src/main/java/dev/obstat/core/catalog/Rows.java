package dev.obstat.core.catalog;

import java.util.Arrays;

/// Edges by the node that they leave, in two flat arrays: those of node `n` stand in `flat` from
/// `first[n]` up to `first[n + 1]`.
public final class Rows {
  static final Rows EMPTY = new Rows(new int[1], new int[0]);

  private final int[] first;
  private final int[] flat;

  private Rows(int[] first, int[] flat) {
    this.first = first;
    this.flat = flat;
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
    return new Rows(first, flat);
  }

  /// Where the edges of a node begin in [#at(int)].
  public int begin(int node) {
    return node < first.length ? first[node] : flat.length;
  }

  public int end(int node) {
    return node < first.length - 1 ? first[node + 1] : flat.length;
  }

  public int at(int place) {
    return flat[place];
  }

  boolean isAny(int node) {
    return begin(node) < end(node);
  }

  long numbers() {
    return (long) first.length + flat.length;
  }

  /// How many edges there are.
  public int count() {
    return flat.length;
  }

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
