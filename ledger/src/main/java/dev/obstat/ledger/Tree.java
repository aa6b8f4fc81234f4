package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of a log, appended entry by entry; keeps only its [Frontier].
///
/// An append costs two hashes on average, a root at most 62. For one thread at a time.
public final class Tree {
  private final Hasher hasher = new Hasher();
  private final List<Hash> peaks;
  private final Nodes nodes;
  private long size;

  /// An empty tree.
  public Tree() {
    this(Frontier.EMPTY);
  }

  /// The tree that goes on from here; compare its root with a signed checkpoint first.
  public Tree(Frontier frontier) {
    this(frontier, (_, _, _) -> {});
  }

  Tree(Frontier frontier, Nodes nodes) {
    this.peaks = new ArrayList<>(frontier.peaks());
    this.size = frontier.size();
    this.nodes = nodes;
  }

  /// Appends an entry of any bytes and returns its leaf hash; its index is the size before.
  public Hash append(byte[] entry) {
    Hash leaf = hasher.leaf(entry);
    appendLeaf(leaf);
    return leaf;
  }

  /// Appends an entry of which only the leaf hash is at hand.
  public void appendLeaf(Hash leaf) {
    if (size == Long.MAX_VALUE) {
      throw new LedgerException("the tree is full: it holds 2^63-1 entries");
    }
    Hash node = leaf;
    nodes.complete(0, size, node);
    int level = 0;
    for (long left = size; (left & 1) == 1; left >>= 1) {
      node = hasher.node(peaks.removeLast(), node);
      level++;
      nodes.complete(level, size >> level, node);
    }
    peaks.add(node);
    size++;
  }

  public long size() {
    return size;
  }

  public Hash root() {
    return Frontier.root(peaks, hasher);
  }

  /// What to keep so that a restart need not hash everything again.
  public Frontier frontier() {
    return new Frontier(size, peaks);
  }

  /// Told of every perfect subtree the moment its last leaf arrives, smallest first.
  @FunctionalInterface
  interface Nodes {
    void complete(int level, long index, Hash hash);
  }
}
