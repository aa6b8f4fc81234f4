package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;

/// Collects problems up to [Bounds#PROBLEMS].
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Position position, String message, String... expected) {
    if (found.size() < Bounds.PROBLEMS) {
      found.add(new Problem(position, message, List.of(expected)));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  boolean isFull() {
    return found.size() >= Bounds.PROBLEMS;
  }

  List<Problem> inOrder() {
    return found;
  }
}
