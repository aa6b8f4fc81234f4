package dev.obstat.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One pass over the entries of a log beside its checkpoints and its stored leaf hashes.
final class Replay {
  private static final int BATCH = 256;

  private final List<Checkpoint> checkpoints;
  private final Checkpoint head;
  private final EntrySource entries;
  private final StoredLeaves stored;
  private final Tree tree;

  private int nextCheckpoint;
  private long agreed;
  private long unsigned;
  private @Nullable Difference difference;
  private Verdict.@Nullable RootDiffers mismatch;

  /// @param checkpoints by rising size; the last one is the head
  Replay(List<Checkpoint> checkpoints, EntrySource entries, LeafHashes leaves, Tree.Nodes watcher) {
    this.checkpoints = checkpoints;
    this.head = checkpoints.getLast();
    this.entries = entries;
    this.stored = new StoredLeaves(leaves, head.size());
    this.tree = new Tree(Frontier.EMPTY, watcher);
  }

  Verdict verdict() {
    compareCheckpoints();
    Optional<Verdict> broken = readEntries();
    readRemainingLeaves();
    if (difference != null && stored.root().equals(Optional.of(head.root()))) {
      return difference.verdict();
    }
    if (mismatch != null) {
      boolean headAgrees = tree.size() == head.size() && tree.root().equals(head.root());
      return headAgrees ? new Verdict.Forked(mismatch.at(), head) : mismatch;
    }
    if (broken.isPresent()) {
      return broken.get();
    }
    if (difference != null) {
      return difference.storedWrongly();
    }
    return new Verdict.Intact(head, checkpoints.size() - 1, unsigned);
  }

  private Optional<Verdict> readEntries() {
    long expected = 0;
    while (true) {
      switch (entries.read(expected, BATCH)) {
        case Parsed.Refused<List<Entry>>(String reason) -> {
          return Optional.of(new Verdict.Unreadable(expected, reason));
        }
        case Parsed.Read<List<Entry>>(List<Entry> batch) -> {
          if (batch.isEmpty()) {
            return expected < head.size()
                ? Optional.of(new Verdict.Truncated(expected, head))
                : Optional.empty();
          }
          for (Entry entry : batch) {
            if (entry.index() > expected) {
              return Optional.of(new Verdict.Gap(expected, entry.index()));
            }
            if (entry.index() < expected) {
              return Optional.of(new Verdict.OutOfOrder(expected, entry.index()));
            }
            accept(entry);
            expected++;
          }
        }
      }
    }
  }

  private void accept(Entry entry) {
    if (tree.size() == head.size()) {
      unsigned++;
      return;
    }
    Hash leaf = tree.append(entry.bytes());
    Optional<Hash> recorded = stored.next();
    if (difference == null && recorded.isPresent() && !recorded.get().equals(leaf)) {
      difference = new Difference(entry.index());
    }
    if (difference != null) {
      difference.found(leaf);
      recorded.ifPresent(difference::recorded);
    }
    compareCheckpoints();
  }

  private void compareCheckpoints() {
    while (nextCheckpoint < checkpoints.size()
        && checkpoints.get(nextCheckpoint).size() == tree.size()) {
      Checkpoint checkpoint = checkpoints.get(nextCheckpoint);
      nextCheckpoint++;
      Hash root = tree.root();
      if (root.equals(checkpoint.root())) {
        agreed = tree.size();
      } else if (mismatch == null) {
        mismatch = new Verdict.RootDiffers(checkpoint, root, agreed);
      }
    }
  }

  /// Whether the stored leaf hashes can be trusted is known only when all are read.
  private void readRemainingLeaves() {
    if (difference == null) {
      return;
    }
    for (Optional<Hash> leaf = stored.next(); leaf.isPresent(); leaf = stored.next()) {
      difference.recorded(leaf.get());
    }
  }
}
