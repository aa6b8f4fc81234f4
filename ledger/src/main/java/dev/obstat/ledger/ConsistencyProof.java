package dev.obstat.ledger;

import java.util.List;

/// That the tree of `newSize` entries starts with the tree of `oldSize` entries: nothing that was
/// recorded has been changed, removed or reordered since (RFC 9162 §2.1.4).
///
/// Zero sizes are refused by [#check] and by [#of]: every log extends the empty one, so such a
/// proof says nothing and passing it would look like an assurance. Whoever has seen nothing yet (as
/// a witness does at first) has nothing to check and should say so in its own code. Equal sizes
/// hold when the path is empty and the roots are the same.
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /// Makes the proof; `0 < oldSize <= newSize`.
  public static ConsistencyProof of(long oldSize, long newSize, Hashes hashes) {
    return new ConsistencyProof(
        oldSize, newSize, SubtreeConsistencyProof.of(0, oldSize, newSize, hashes).path());
  }

  /// Whether the proof leads from what is known to both roots.
  public ProofCheck check(Hash oldRoot, Hash newRoot) {
    if (oldSize == 0) {
      return new ProofCheck.Refused("every tree extends the empty one: nothing to prove");
    }
    return new SubtreeConsistencyProof(0, oldSize, newSize, path).check(oldRoot, newRoot);
  }
}
