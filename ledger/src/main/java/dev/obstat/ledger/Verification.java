package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Recomputes a log from its entries and compares it with what was signed. Reads every entry once,
/// in order, and keeps a bounded number of hashes.
///
/// It shows that the store is what the key's owner signed. It cannot show that the owner signed
/// only one history: for that, give it the checkpoints that others have kept.
public final class Verification {
  private final VerifierKey log;

  public Verification(VerifierKey log) {
    this.log = log;
  }

  /// Verifies entries against a signed checkpoint and any earlier signed ones, in any order.
  ///
  /// @param leaves leaf hashes stored apart from the entries, or [LeafHashes#NONE]
  public Verdict verify(byte[] head, List<byte[]> earlier, EntrySource entries, LeafHashes leaves) {
    return verify(head, earlier, entries, leaves, (_, _, _) -> {});
  }

  Verdict verify(
      byte[] head,
      List<byte[]> earlier,
      EntrySource entries,
      LeafHashes leaves,
      Tree.Nodes watcher) {
    return switch (Checkpoint.open(head, log)) {
      case Parsed.Refused<Checkpoint>(String reason) ->
          new Verdict.BadCheckpoint("the checkpoint", reason);
      case Parsed.Read<Checkpoint>(Checkpoint checkpoint) -> {
        List<Checkpoint> opened = new ArrayList<>(earlier.size());
        for (byte[] bytes : earlier) {
          switch (Checkpoint.open(bytes, log)) {
            case Parsed.Refused<Checkpoint>(String reason) -> {
              yield new Verdict.BadCheckpoint(
                  "earlier checkpoint %d".formatted(opened.size() + 1), reason);
            }
            case Parsed.Read<Checkpoint>(Checkpoint one) -> opened.add(one);
          }
        }
        opened.sort(Comparator.comparingLong(Checkpoint::size));
        yield verify(checkpoint, opened, entries, leaves, watcher);
      }
    };
  }

  /// Checkpoints of one size must have one root, and none may be larger than the head; the rest the
  /// entries decide.
  private static Verdict verify(
      Checkpoint head,
      List<Checkpoint> earlier,
      EntrySource entries,
      LeafHashes leaves,
      Tree.Nodes watcher) {
    if (!earlier.isEmpty() && earlier.getLast().size() > head.size()) {
      return new Verdict.RolledBack(head, earlier.getLast());
    }
    List<Checkpoint> all = new ArrayList<>(earlier);
    all.add(head);
    for (int i = 1; i < all.size(); i++) {
      Checkpoint one = all.get(i - 1);
      Checkpoint next = all.get(i);
      if (one.size() == next.size() && !one.root().equals(next.root())) {
        return new Verdict.Forked(one, next);
      }
    }
    return new Replay(all, entries, leaves, watcher).verdict();
  }
}
