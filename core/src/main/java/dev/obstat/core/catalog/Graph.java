package dev.obstat.core.catalog;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;

/// Who needs whom, by the entities' indexes, from what is needed to what needs it. Immutable: who
/// decides keeps the one that was in force, and a changed catalog makes another, which takes
/// seconds for a million entities.
///
/// A node is down when one of what it needs is, or when fewer of a group are left than it needs.
/// Softly needing something, or losing some of a group, only degrades. Along its data edges a node
/// loses its data.
public final class Graph {
  private final int size;
  private final Rows dependents;
  private final Rows groups;
  private final Rows softly;
  private final Rows data;

  /// Of each group: who needs it, how many of it have to work, and how many there are.
  private final int[] owners;

  private final int[] least;
  private final int[] members;
  private final BlockingQueue<Scratch> scratches = Scratch.pool();

  private Graph(
      int size, Rows dependents, Rows groups, Rows softly, Rows data, int[][] ofEachGroup) {
    this.size = size;
    this.dependents = dependents;
    this.groups = groups;
    this.softly = softly;
    this.data = data;
    this.owners = ofEachGroup[0];
    this.least = ofEachGroup[1];
    this.members = ofEachGroup[2];
  }

  /// @param nodes how many there are
  public static Growth growth(int nodes) {
    return new Growth(nodes);
  }

  /// A graph of its own.
  public static Graph of(Growth growth) {
    return new Graph(
        growth.size,
        Rows.of(growth.size, growth.dependents),
        Rows.of(growth.size, growth.groups),
        Rows.of(growth.size, growth.softly),
        Rows.of(growth.size, growth.data),
        new int[][] {growth.ofEachGroup(0), growth.ofEachGroup(1), growth.ofEachGroup(2)});
  }

  /// How many nodes there are.
  public int size() {
    return size;
  }

  /// What a walk over it may write on; to be closed when the walk is done.
  public Scratch scratch() {
    return Scratch.from(scratches, size, owners.length);
  }

  /// From each node to those that are down when it is.
  public Rows dependents() {
    return dependents;
  }

  /// From each node to the groups that it is in.
  public Rows groups() {
    return groups;
  }

  /// From each node to those that are degraded when it is down.
  public Rows softly() {
    return softly;
  }

  /// How much memory it takes, nearly: four bytes for each number that it keeps.
  public long bytes() {
    return 4L
        * (dependents.numbers()
            + groups.numbers()
            + softly.numbers()
            + data.numbers()
            + 3L * owners.length);
  }

  public int groupCount() {
    return owners.length;
  }

  /// Who needs that group.
  public int owner(int group) {
    return owners[group];
  }

  /// How many of it have to work.
  public int least(int group) {
    return least[group];
  }

  /// How many are in it.
  public int members(int group) {
    return members[group];
  }

  /// Those that are down when this one is.
  public void eachDependent(int node, IntConsumer found) {
    each(dependents, node, found);
  }

  /// The groups that this one is in.
  public void eachGroup(int node, IntConsumer found) {
    each(groups, node, found);
  }

  /// Those that are degraded when this one is down.
  public void eachSoftly(int node, IntConsumer found) {
    each(softly, node, found);
  }

  /// Those that lose their data when this one does.
  public void eachByData(int node, IntConsumer found) {
    each(data, node, found);
  }

  /// All that need it in any way; some more than once.
  public void eachNeeding(int node, IntConsumer found) {
    each(dependents, node, found);
    each(groups, node, group -> found.accept(owners[group]));
    each(softly, node, found);
    each(data, node, found);
  }

  /// Whether anything needs it in any way.
  public boolean isNeeded(int node) {
    return dependents.isAny(node) || groups.isAny(node) || softly.isAny(node) || data.isAny(node);
  }

  private static void each(Rows rows, int node, IntConsumer found) {
    int end = rows.end(node);
    for (int place = rows.begin(node); place < end; place++) {
      found.accept(rows.at(place));
    }
  }

  /// The edges that a graph is made of.
  public static final class Growth {
    private final int size;
    private final Rows.Ends dependents = new Rows.Ends();
    private final Rows.Ends groups = new Rows.Ends();
    private final Rows.Ends softly = new Rows.Ends();
    private final Rows.Ends data = new Rows.Ends();
    private int[][] ofEachGroup = new int[3][4];
    private int groupCount;

    private Growth(int nodes) {
      this.size = nodes;
    }

    /// `node` is down when `needed` is.
    public Growth needs(int node, int needed) {
      dependents.add(known(needed), known(node));
      return this;
    }

    /// `node` is degraded when `needed` is down.
    public Growth needsSoftly(int node, int needed) {
      softly.add(known(needed), known(node));
      return this;
    }

    /// `node` loses its data when `needed` does.
    public Growth needsForData(int node, int needed) {
      data.add(known(needed), known(node));
      return this;
    }

    /// `node` is down when fewer than `least` of these are left, and degraded when not all are.
    ///
    /// @param of all different
    public Growth needsSome(int node, int least, int... of) {
      if (least < 1 || least > of.length) {
        throw new IllegalArgumentException("of a group of " + of.length + " nobody needs " + least);
      }
      for (int member : of) {
        groups.add(known(member), groupCount);
      }
      if (groupCount == ofEachGroup[0].length) {
        for (int column = 0; column < ofEachGroup.length; column++) {
          ofEachGroup[column] = Arrays.copyOf(ofEachGroup[column], groupCount * 2);
        }
      }
      ofEachGroup[0][groupCount] = known(node);
      ofEachGroup[1][groupCount] = least;
      ofEachGroup[2][groupCount++] = of.length;
      return this;
    }

    private int known(int node) {
      if (node < 0 || node >= size) {
        throw new IndexOutOfBoundsException(node);
      }
      return node;
    }

    private int[] ofEachGroup(int column) {
      return Arrays.copyOf(ofEachGroup[column], groupCount);
    }
  }
}
