package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// Every hash of a tree in memory, about 64 bytes of hash an entry: for small logs and tests. For
/// one thread at a time.
public final class InMemoryHashes implements Hashes {
  private final List<List<Hash>> levels = new ArrayList<>();
  private final Tree tree = new Tree(Frontier.EMPTY, (level, _, hash) -> level(level).add(hash));

  public Hash append(byte[] entry) {
    return tree.append(entry);
  }

  public long size() {
    return tree.size();
  }

  public Hash root() {
    return tree.root();
  }

  @Override
  public Hash node(int level, long index) {
    if (level < 0 || level >= levels.size() || index < 0 || index >= levels.get(level).size()) {
      throw new LedgerException(
          "a tree of %d entries has no complete subtree %d at level %d"
              .formatted(tree.size(), index, level));
    }
    return levels.get(level).get(Math.toIntExact(index));
  }

  private List<Hash> level(int level) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    return levels.get(level);
  }
}
