package dev.obstat.core.catalog;

import java.util.Arrays;

/// Nodes that a walk has reached, in the order in which it did, each with what it was reached from.
/// Made once and used by one walk after the other: what a walk costs depends on how far it gets and
/// not on the size of the graph.
public final class Reached {
  /// A cause that is none: the walk began there.
  public static final int START = -1;

  private long[] bits = {};
  private int[] nodes = new int[64];
  private int[] causes = new int[64];
  private int[] depths = new int[64];
  private int count;

  Reached() {}

  void begin(int size) {
    int words = (size + 63) >>> 6;
    if (bits.length < words) {
      bits = Arrays.copyOf(bits, words);
    }
  }

  void clear() {
    if (count > bits.length) {
      Arrays.fill(bits, 0);
    } else {
      for (int place = 0; place < count; place++) {
        bits[nodes[place] >>> 6] = 0;
      }
    }
    count = 0;
  }

  /// @param cause a place in some order; what it means is the walk's affair
  /// @return whether it had not been reached
  public boolean add(int node, int cause, int depth) {
    int word = node >>> 6;
    long bit = 1L << node;
    if ((bits[word] & bit) != 0) {
      return false;
    }
    bits[word] |= bit;
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, count * 2);
      causes = Arrays.copyOf(causes, count * 2);
      depths = Arrays.copyOf(depths, count * 2);
    }
    nodes[count] = node;
    causes[count] = cause;
    depths[count++] = depth;
    return true;
  }

  public boolean has(int node) {
    return (bits[node >>> 6] & 1L << node) != 0;
  }

  public int count() {
    return count;
  }

  public int node(int place) {
    return nodes[place];
  }

  public int cause(int place) {
    return causes[place];
  }

  /// How many steps from where the walk began.
  public int depth(int place) {
    return depths[place];
  }
}
