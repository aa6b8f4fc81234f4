package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// That an entry is in the subtree over `start` (inclusive) to `end` (exclusive), as RFC 9162
/// §2.1.3 does for whole trees. A subtree is valid when its start is a multiple of the smallest
/// power of two that is not less than its size; then it is a tree of its own, moved by `start`.
///
/// Empty subtrees hold no entry: always refused.
record SubtreeInclusionProof(long index, long start, long end, List<Hash> path) {
  SubtreeInclusionProof {
    path = List.copyOf(path);
  }

  static SubtreeInclusionProof of(long index, long start, long end, Hashes hashes) {
    if (!Range.valid(start, end) || index < start || index >= end) {
      throw new LedgerException(
          "no entry %d in a subtree from %d to %d: nothing to prove".formatted(index, start, end));
    }
    List<Hash> path = new ArrayList<>();
    Range range = new Range(start, end);
    while (range.size() > 1) {
      boolean left = index < range.split();
      path.add((left ? range.right() : range.left()).hash(hashes));
      range = left ? range.left() : range.right();
    }
    return new SubtreeInclusionProof(index, start, end, path.reversed());
  }

  ProofCheck check(Hash leaf, Hash root) {
    if (!Range.valid(start, end)) {
      return new ProofCheck.Refused("%d to %d is not a subtree".formatted(start, end));
    }
    if (index < start || index >= end) {
      return new ProofCheck.Refused(
          "entry %d is not between %d and %d".formatted(index, start, end));
    }
    Hasher hasher = new Hasher();
    long first = index - start;
    long last = end - start - 1;
    Hash hash = leaf;
    for (Hash step : path) {
      if (last == 0) {
        return new ProofCheck.Refused("the proof is longer than the tree is high");
      }
      if ((first & 1) == 1 || first == last) {
        hash = hasher.node(step, hash);
        while ((first & 1) == 0 && first != 0) {
          first >>= 1;
          last >>= 1;
        }
      } else {
        hash = hasher.node(hash, step);
      }
      first >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      return new ProofCheck.Refused("the proof is shorter than the tree is high");
    }
    if (!hash.equals(root)) {
      return new ProofCheck.Refused("the proof leads to root %s, not %s".formatted(hash, root));
    }
    return new ProofCheck.Holds();
  }
}
