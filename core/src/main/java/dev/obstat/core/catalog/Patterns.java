package dev.obstat.core.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Finds the entities whose patterns a name fits, without trying every pattern. A pattern without
/// `*` is looked up. All others are filed by the literal text before their first `*` and the
/// literal text after their last one, so that a look-up asks once for every pair of lengths that
/// occurs: a few dozen, however many patterns there are.
final class Patterns {
  private static final int[] NONE = {};

  private final Map<String, int[]> exact = new HashMap<>();
  private final Map<String, Tails> globs = new HashMap<>();
  private final int[] prefixLengths;

  private record Filed(Glob glob, int entity) {}

  /// Patterns with the same text before their first star, by the text after their last one.
  private static final class Tails {
    private Map<String, List<Filed>> bySuffix = new HashMap<>();
    private int[] lengths = {};

    /// Most have one pattern: there may be hundreds of thousands of these.
    void close() {
      bySuffix.replaceAll((_, filed) -> List.copyOf(filed));
      bySuffix = Map.copyOf(bySuffix);
      lengths = bySuffix.keySet().stream().mapToInt(String::length).distinct().sorted().toArray();
    }
  }

  Patterns(List<Entity> entities) {
    for (int index = 0; index < entities.size(); index++) {
      for (Match match : entities.get(index).matches()) {
        file(match.pattern(), index);
      }
    }
    globs.values().forEach(Tails::close);
    prefixLengths = globs.keySet().stream().mapToInt(String::length).distinct().sorted().toArray();
  }

  private void file(String pattern, int entity) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      exact.merge(pattern, new int[] {entity}, Patterns::joined);
      return;
    }
    String suffix = pattern.substring(pattern.lastIndexOf('*') + 1);
    globs
        .computeIfAbsent(pattern.substring(0, star), _ -> new Tails())
        .bySuffix
        .computeIfAbsent(suffix, _ -> new ArrayList<>())
        .add(new Filed(new Glob(pattern), entity));
  }

  private static int[] joined(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// Hands over every entity with a pattern that the name fits; some more than once.
  void eachMatching(String name, IntConsumer found) {
    for (int entity : exact.getOrDefault(name, NONE)) {
      found.accept(entity);
    }
    for (int length : prefixLengths) {
      if (length > name.length()) {
        return;
      }
      Tails tails = globs.get(name.substring(0, length));
      if (tails != null) {
        eachMatching(name, tails, found);
      }
    }
  }

  private static void eachMatching(String name, Tails tails, IntConsumer found) {
    for (int length : tails.lengths) {
      if (length > name.length()) {
        return;
      }
      String suffix = name.substring(name.length() - length);
      for (Filed filed : tails.bySuffix.getOrDefault(suffix, List.of())) {
        if (filed.glob().matches(name)) {
          found.accept(filed.entity());
        }
      }
    }
  }

  /// A pattern cut at its stars.
  static final class Glob {
    private final String[] parts;

    Glob(String pattern) {
      this.parts = pattern.split("\\*+", -1);
    }

    /// Takes every part at its first possible place, which is right because stars take anything.
    boolean matches(String name) {
      if (parts.length == 1) {
        return name.equals(parts[0]);
      }
      String last = parts[parts.length - 1];
      int end = name.length() - last.length();
      int at = parts[0].length();
      if (at > end || !name.startsWith(parts[0]) || !name.endsWith(last)) {
        return false;
      }
      for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
        int found = name.indexOf(part, at);
        if (found < 0 || found + part.length() > end) {
          return false;
        }
        at = found + part.length();
      }
      return true;
    }
  }
}
