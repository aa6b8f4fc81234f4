package dev.obstat.ledger;

import java.util.List;
import java.util.Optional;

/// Stored leaf hashes one by one, with the root that they lead to.
final class StoredLeaves {
  private static final int BATCH = 256;

  private final LeafHashes leaves;
  private final long size;
  private final Tree tree = new Tree();
  private List<Hash> batch = List.of();
  private int next;

  StoredLeaves(LeafHashes leaves, long size) {
    this.leaves = leaves;
    this.size = size;
  }

  /// The next leaf hash; empty at the end and from the first one on that is not stored.
  Optional<Hash> next() {
    if (tree.size() == size) {
      return Optional.empty();
    }
    if (next == batch.size()) {
      batch = leaves.read(tree.size(), BATCH);
      next = 0;
      if (batch.isEmpty()) {
        return Optional.empty();
      }
    }
    Hash leaf = batch.get(next);
    next++;
    tree.appendLeaf(leaf);
    return Optional.of(leaf);
  }

  /// The root of all stored leaf hashes, if all were there.
  Optional<Hash> root() {
    return tree.size() == size ? Optional.of(tree.root()) : Optional.empty();
  }
}
