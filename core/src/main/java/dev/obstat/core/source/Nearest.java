package dev.obstat.core.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that somebody probably meant.
public final class Nearest {
  /// Longer words are not compared: nobody mistypes that much, and the comparison is quadratic.
  private static final int LONGEST = 100;

  private Nearest() {}

  /// The known word that differs least, when it differs by no more than a third of its letters (and
  /// at least one difference is always forgiven). Case does not count. The first wins a tie.
  public static Optional<String> to(String written, Collection<String> known) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String word : known) {
      int distance = distance(written, word);
      if (distance < least && distance <= Math.max(1, word.length() / 3)) {
        best = word;
        least = distance;
      }
    }
    return least == Integer.MAX_VALUE ? Optional.empty() : Optional.of(best);
  }

  /// A hint to put behind a message, with the space before it; empty when nothing is near.
  public static String hint(String written, Collection<String> known) {
    return to(written, known).map(word -> "; did you mean `" + word + "`?").orElse("");
  }

  /// How many letters to insert, leave out, change or swap with their neighbour, whatever the case.
  public static int distance(String one, String other) {
    if (one.length() > LONGEST || other.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
