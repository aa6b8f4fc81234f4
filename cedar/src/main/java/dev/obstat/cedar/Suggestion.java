package dev.obstat.cedar;

import java.util.List;
import java.util.Locale;

/// The known name that a misspelt one probably means.
final class Suggestion {
  /// Longer names are not compared.
  private static final int LONGEST = 40;

  private Suggestion() {}

  /// `: did you mean ...?`, or nothing when no name is near.
  static String among(List<String> names, String written) {
    if (written.length() > LONGEST) {
      return "";
    }
    String best = "";
    int least = 1 + Math.max(1, written.length() / 3);
    for (String name : names) {
      int distance = distance(name.toLowerCase(Locale.ROOT), written.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : ": did you mean `" + best + "`?";
  }

  /// Levenshtein's distance.
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column < previous.length; column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[previous.length];
      current[0] = row;
      for (int column = 1; column < current.length; column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
