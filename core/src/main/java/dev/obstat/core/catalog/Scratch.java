package dev.obstat.core.catalog;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// What one walk over a graph needs to remember. Lent by [Graph#scratch()]; closing it hands it
/// back for the next walk.
public final class Scratch implements AutoCloseable {
  private final BlockingQueue<Scratch> pool;
  private final Reached down = new Reached();
  private final Reached degraded = new Reached();
  private final Reached dataLost = new Reached();
  private int[] lostOfGroup = {};
  private int[] touchedGroups = new int[16];
  private int[] firstLost = new int[16];
  private int touched;
  private int[] waits = {};

  private Scratch(BlockingQueue<Scratch> pool) {
    this.pool = pool;
  }

  /// Keeps as many as there may be walks at a time; more than that are made and thrown away.
  static BlockingQueue<Scratch> pool() {
    return new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
  }

  static Scratch from(BlockingQueue<Scratch> pool, int nodes, int groups) {
    Scratch kept = pool.poll();
    Scratch scratch = kept == null ? new Scratch(pool) : kept;
    scratch.down.begin(nodes);
    scratch.degraded.begin(nodes);
    scratch.dataLost.begin(nodes);
    if (scratch.waits.length < nodes) {
      scratch.waits = new int[nodes];
    }
    if (scratch.lostOfGroup.length < groups) {
      scratch.lostOfGroup = Arrays.copyOf(scratch.lostOfGroup, groups);
    }
    return scratch;
  }

  public Reached down() {
    return down;
  }

  public Reached degraded() {
    return degraded;
  }

  public Reached dataLost() {
    return dataLost;
  }

  /// One more member of a group is down.
  ///
  /// @param place its place among those down
  /// @return how many of the group are down now
  public int lose(int group, int place) {
    int lost = ++lostOfGroup[group];
    if (lost == 1) {
      if (touched == touchedGroups.length) {
        touchedGroups = Arrays.copyOf(touchedGroups, touched * 2);
        firstLost = Arrays.copyOf(firstLost, touched * 2);
      }
      touchedGroups[touched] = group;
      firstLost[touched++] = place;
    }
    return lost;
  }

  /// How many groups have lost something.
  public int touched() {
    return touched;
  }

  /// The nth of them, in the order in which they did.
  public int touchedGroup(int nth) {
    return touchedGroups[nth];
  }

  /// The place among those down of the first that it lost.
  public int firstLost(int nth) {
    return firstLost[nth];
  }

  /// How many of a group are down.
  public int lost(int group) {
    return lostOfGroup[group];
  }

  /// Groups have lost nothing, to be counted once more over the same nodes.
  public void countAgain() {
    for (int nth = 0; nth < touched; nth++) {
      lostOfGroup[touchedGroups[nth]] = 0;
    }
    touched = 0;
  }

  /// A number for every node that is down; what stands there before is of earlier walks.
  public int[] waits() {
    return waits;
  }

  @Override
  public void close() {
    down.clear();
    degraded.clear();
    dataLost.clear();
    countAgain();
    // A full pool drops it.
    boolean _ = pool.offer(this);
  }
}
