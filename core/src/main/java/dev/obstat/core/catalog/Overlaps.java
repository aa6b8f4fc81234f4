package dev.obstat.core.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Patterns of different entities that some name fits both of. Nothing is wrong with them (the
/// stricter stage holds, and both entities count), but one of the two is often a mistake.
public final class Overlaps {
  /// Pairs that are looked at closely; more than that are not, which is said.
  private static final int MOST_COMPARED = 500_000;

  private final List<Claim> claims = new ArrayList<>();
  private final List<Overlap> found = new ArrayList<>();
  private final int most;
  private int compared;

  /// Two patterns.
  ///
  /// @param entity whose pattern is `match`
  /// @param otherEntity whose pattern is `other`
  public record Overlap(int entity, Match match, int otherEntity, Match other) {
    /// Whether it is the same pattern.
    public boolean isSame() {
      return match.pattern().equals(other.pattern());
    }
  }

  /// What was found.
  ///
  /// @param complete whether all patterns were compared
  public record Answer(List<Overlap> overlaps, boolean complete) {
    public Answer {
      overlaps = List.copyOf(overlaps);
    }
  }

  /// @param prefix the text before its first star
  private record Claim(int entity, Match match, String prefix) {}

  private Overlaps(Catalog catalog, int most) {
    this.most = most;
    for (int index = 0; index < catalog.entities().size(); index++) {
      for (Match match : catalog.entity(index).matches()) {
        int star = match.pattern().indexOf('*');
        String prefix = star < 0 ? match.pattern() : match.pattern().substring(0, star);
        claims.add(new Claim(index, match, prefix));
      }
    }
    claims.sort(Comparator.comparing(Claim::prefix));
  }

  /// @param most how many at most
  public static Answer of(Catalog catalog, int most) {
    return new Overlaps(catalog, most).answer();
  }

  /// Only where the text before the stars of one begins that of the other can a name fit both. In
  /// the order of that text, these follow each other.
  private Answer answer() {
    for (int one = 0; one < claims.size(); one++) {
      String prefix = claims.get(one).prefix();
      for (int other = one + 1;
          other < claims.size() && claims.get(other).prefix().startsWith(prefix);
          other++) {
        if (found.size() == most || ++compared > MOST_COMPARED) {
          return new Answer(found, false);
        }
        compare(claims.get(one), claims.get(other));
      }
    }
    return new Answer(found, true);
  }

  private void compare(Claim one, Claim other) {
    if (one.entity() != other.entity() && overlap(one.match().pattern(), other.match().pattern())) {
      found.add(new Overlap(one.entity(), one.match(), other.entity(), other.match()));
    }
  }

  /// Whether some name fits both patterns.
  static boolean overlap(String one, String other) {
    int width = other.length();
    // fits[j]: the rest of `one` from here and the rest of `other` from j have a name in common.
    boolean[] fits = new boolean[width + 1];
    fits[width] = true;
    for (int j = width - 1; j >= 0 && other.charAt(j) == '*'; j--) {
      fits[j] = true;
    }
    for (int i = one.length() - 1; i >= 0; i--) {
      char letter = one.charAt(i);
      boolean afterBoth = fits[width];
      fits[width] = letter == '*' && fits[width];
      for (int j = width - 1; j >= 0; j--) {
        boolean afterOne = fits[j];
        if (letter == '*' || other.charAt(j) == '*') {
          fits[j] = afterOne || fits[j + 1];
        } else {
          fits[j] = letter == other.charAt(j) && afterBoth;
        }
        afterBoth = afterOne;
      }
    }
    return fits[0];
  }
}
