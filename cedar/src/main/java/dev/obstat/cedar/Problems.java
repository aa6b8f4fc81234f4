package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.Comparator;
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

  /// In the order of the files and of the places in each.
  List<Problem> inOrder(List<SourceFile> files) {
    List<String> names = files.stream().map(SourceFile::name).toList();
    return found.stream()
        .sorted(
            Comparator.comparingInt((Problem problem) -> names.indexOf(problem.position().file()))
                .thenComparingInt(problem -> problem.position().line())
                .thenComparingInt(problem -> problem.position().column()))
        .toList();
  }
}
