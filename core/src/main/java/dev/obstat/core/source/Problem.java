package dev.obstat.core.source;

import java.util.Comparator;

/// Something wrong, or worth a note, in a file that people write.
///
/// @param message what it is and what to write instead; lower case, user input in backticks
public record Problem(Position at, String message) {

  /// By file, line and column.
  public static final Comparator<Problem> IN_ORDER =
      Comparator.<Problem, String>comparing(problem -> problem.at().file())
          .thenComparingInt(problem -> problem.at().line())
          .thenComparingInt(problem -> problem.at().column());

  @Override
  public String toString() {
    return at + ": " + message;
  }
}
