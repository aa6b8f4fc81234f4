package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// That the subtree over `start` to `end` is part of the tree of `size` entries. With start 0 it is
/// the consistency proof of RFC 9162 §2.1.4; the general form is that of the IETF draft on Merkle
/// tree certificates.
///
/// An empty subtree (`start == end`) is part of every tree: accepted when its root is the hash of
/// nothing and the path is empty. That says nothing about the tree's root, so it is not offered to
/// callers: [ConsistencyProof] refuses it.
record SubtreeConsistencyProof(long start, long end, long size, List<Hash> path) {
  SubtreeConsistencyProof {
    path = List.copyOf(path);
  }

  static SubtreeConsistencyProof of(long start, long end, long size, Hashes hashes) {
    if (!Range.valid(start, end) || end > size) {
      throw new LedgerException(
          "%d to %d is not a subtree of a tree of %d entries: nothing to prove"
              .formatted(start, end, size));
    }
    List<Hash> path = new ArrayList<>();
    Range whole = new Range(0, size);
    Range sought = new Range(start, end);
    boolean known = true;
    while (!whole.equals(sought)) {
      long split = whole.split();
      if (sought.end() <= split) {
        path.add(whole.right().hash(hashes));
        whole = whole.left();
      } else {
        path.add(whole.left().hash(hashes));
        whole = whole.right();
        if (sought.start() < split) {
          sought = new Range(split, sought.end());
          known = false;
        }
      }
    }
    if (!known) {
      path.add(whole.hash(hashes));
    }
    return new SubtreeConsistencyProof(start, end, size, path.reversed());
  }

  ProofCheck check(Hash subtree, Hash root) {
    if (start == end && start >= 0 && end <= size) {
      return checkEmpty(subtree);
    }
    if (!Range.valid(start, end) || end > size) {
      return new ProofCheck.Refused(
          "%d to %d is not a subtree of a tree of %d entries".formatted(start, end, size));
    }
    return new Climb(start, end - 1, size - 1).check(path, subtree, root);
  }

  private ProofCheck checkEmpty(Hash subtree) {
    if (!path.isEmpty()) {
      return new ProofCheck.Refused("the proof of an empty subtree has no hashes");
    }
    if (!subtree.equals(Hash.EMPTY_TREE)) {
      return new ProofCheck.Refused("the root of an empty subtree is the hash of nothing");
    }
    return new ProofCheck.Holds();
  }

  /// The way from the lowest node shared by both trees up to the two roots: positions of the
  /// subtree's first and last node and of the tree's last node, at the level reached.
  private static final class Climb {
    private final Hasher hasher = new Hasher();
    private long first;
    private long last;
    private long treeLast;

    Climb(long first, long last, long treeLast) {
      this.first = first;
      this.last = last;
      this.treeLast = treeLast;
    }

    ProofCheck check(List<Hash> path, Hash subtree, Hash root) {
      boolean suffix = last == treeLast;
      while (first != last && (suffix || (last & 1) == 1)) {
        up();
      }
      // Here the whole subtree is one node, which the verifier knows, or the path starts with one.
      int next = first == last ? 0 : 1;
      if (path.size() < next) {
        return new ProofCheck.Refused("the proof is empty");
      }
      Hash small = next == 0 ? subtree : path.getFirst();
      Hash large = small;
      for (Hash step : path.subList(next, path.size())) {
        if (treeLast == 0) {
          return new ProofCheck.Refused("the proof is longer than the tree is high");
        }
        if ((last & 1) == 1 || last == treeLast) {
          if (first < last) {
            small = hasher.node(step, small);
          }
          large = hasher.node(step, large);
          while ((last & 1) == 0 && last != 0) {
            up();
          }
        } else {
          large = hasher.node(large, step);
        }
        up();
      }
      return conclude(small, subtree, large, root);
    }

    private ProofCheck conclude(Hash small, Hash subtree, Hash large, Hash root) {
      if (treeLast != 0) {
        return new ProofCheck.Refused("the proof is shorter than the tree is high");
      }
      if (!small.equals(subtree)) {
        return new ProofCheck.Refused(
            "the proof leads to the old root %s, not %s".formatted(small, subtree));
      }
      if (!large.equals(root)) {
        return new ProofCheck.Refused(
            "the proof leads to the new root %s, not %s".formatted(large, root));
      }
      return new ProofCheck.Holds();
    }

    private void up() {
      first >>= 1;
      last >>= 1;
      treeLast >>= 1;
    }
  }
}
