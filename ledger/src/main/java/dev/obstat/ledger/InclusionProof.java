package dev.obstat.ledger;

import java.util.List;

/// That the entry at `index` is in the tree of `size` entries (RFC 9162 §2.1.3).
///
/// A proof read from elsewhere may hold any numbers; [#check] refuses what makes no sense: a
/// negative or too large index, and a tree of size 0, which has no entries to prove.
public record InclusionProof(long index, long size, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /// Makes the proof; the index must be less than the size.
  public static InclusionProof of(long index, long size, Hashes hashes) {
    return new InclusionProof(index, size, SubtreeInclusionProof.of(index, 0, size, hashes).path());
  }

  /// Whether the proof leads from this leaf hash to this root.
  public ProofCheck check(Hash leaf, Hash root) {
    return new SubtreeInclusionProof(index, 0, size, path).check(leaf, root);
  }
}
