package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// The stretch of a log where entries and recorded leaf hashes begin to differ, and what most
/// likely happened there. Told from the first [#WINDOW] hashes; what moved further than that looks
/// removed or added.
final class Difference {
  static final int WINDOW = 1_024;

  private final long index;
  private final List<Hash> found = new ArrayList<>();
  private final List<Hash> recorded = new ArrayList<>();

  Difference(long index) {
    this.index = index;
  }

  void found(Hash leaf) {
    if (found.size() < WINDOW) {
      found.add(leaf);
    }
  }

  void recorded(Hash leaf) {
    if (recorded.size() < WINDOW) {
      recorded.add(leaf);
    }
  }

  /// For the case that the recorded hashes are the right ones.
  Verdict verdict() {
    Hash here = found.getFirst();
    Hash was = recorded.getFirst();
    int recordedAs = recorded.indexOf(here);
    if (recordedAs >= 0 && found.contains(was)) {
      return new Verdict.Reordered(index, index + recordedAs);
    }
    int inPlace = matches(found, 1, recorded, 1);
    int movedUp = matches(found, 0, recorded, 1);
    int movedDown = matches(found, 1, recorded, 0);
    if (movedUp > inPlace && movedUp > movedDown) {
      return new Verdict.Removed(index, was);
    }
    if (movedDown > inPlace) {
      return new Verdict.Added(index, here);
    }
    return new Verdict.Changed(index, was, here);
  }

  /// For the case that the entries are the right ones.
  Verdict storedWrongly() {
    return new Verdict.LeafHashDiffers(index, recorded.getFirst(), found.getFirst());
  }

  private static int matches(List<Hash> one, int from, List<Hash> other, int otherFrom) {
    int matches = 0;
    for (int i = from, j = otherFrom; i < one.size() && j < other.size(); i++, j++) {
      if (one.get(i).equals(other.get(j))) {
        matches++;
      }
    }
    return matches;
  }
}
