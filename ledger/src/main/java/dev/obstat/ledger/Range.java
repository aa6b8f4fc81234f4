package dev.obstat.ledger;

/// The entries from `start` up to, but not including, `end`, split as RFC 9162 §2.1.1 splits a
/// tree: the left part is the largest power of two smaller than the whole.
record Range(long start, long end) {
  /// Whether these entries are a subtree that is not empty.
  static boolean valid(long start, long end) {
    if (start < 0 || start >= end) {
      return false;
    }
    long size = end - start;
    if (size == 1 || start == 0) {
      return true;
    }
    long largestBelow = Long.highestOneBit(size - 1);
    return largestBelow <= Long.MAX_VALUE / 2 && start % (largestBelow * 2) == 0;
  }

  long size() {
    return end - start;
  }

  long split() {
    return start + Long.highestOneBit(size() - 1);
  }

  Range left() {
    return new Range(start, split());
  }

  Range right() {
    return new Range(split(), end);
  }

  /// The root over these entries, which are a valid subtree.
  Hash hash(Hashes hashes) {
    if (Long.bitCount(size()) == 1) {
      int level = Long.numberOfTrailingZeros(size());
      return hashes.node(level, start >> level);
    }
    return Hash.ofNode(left().hash(hashes), right().hash(hashes));
  }
}
