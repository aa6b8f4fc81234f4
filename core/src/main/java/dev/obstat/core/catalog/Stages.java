package dev.obstat.core.catalog;

import java.util.List;

/// How strict stages are towards each other.
public final class Stages {
  public static final String PRODUCTION = "production";

  /// Those whose order is known, the strictest last.
  public static final List<String> ORDERED = List.of("development", "test", "staging", PRODUCTION);

  private Stages() {}

  /// The one that holds where two bindings disagree. Of two different stages of which one is not in
  /// the known order, nobody says which is stricter: production holds.
  public static String stricter(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    int first = ORDERED.indexOf(one);
    int second = ORDERED.indexOf(other);
    if (first < 0 || second < 0) {
      return PRODUCTION;
    }
    return ORDERED.get(Math.max(first, second));
  }
}
