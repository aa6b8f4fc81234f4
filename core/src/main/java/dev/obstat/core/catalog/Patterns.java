package dev.obstat.core.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/// Finds the entities whose patterns a name fits, without trying every pattern. A pattern without
/// `*` is looked up. All others are filed by the literal text before their first `*` and the
/// literal text after their last one, so that a look-up asks once for every pair of lengths that
/// occurs: a few dozen, however many patterns there are.
final class Patterns {
  private final Map<String, List<Integer>> exact = new HashMap<>();
  private final Map<String, Map<String, List<Filed>>> globs = new HashMap<>();
  private final Map<String, int[]> suffixLengths = new HashMap<>();
  private int[] prefixLengths = {};

  private record Filed(Glob glob, int entity) {}

  Patterns(List<Entity> entities) {
    for (int index = 0; index < entities.size(); index++) {
      for (Match match : entities.get(index).matches()) {
        file(match.pattern(), index);
      }
    }
    SortedSet<Integer> prefixes = new TreeSet<>();
    globs.forEach(
        (prefix, bySuffix) -> {
          prefixes.add(prefix.length());
          suffixLengths.put(
              prefix,
              bySuffix.keySet().stream().mapToInt(String::length).distinct().sorted().toArray());
        });
    prefixLengths = prefixes.stream().mapToInt(length -> length).toArray();
  }

  private void file(String pattern, int entity) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      exact.computeIfAbsent(pattern, _ -> new ArrayList<>()).add(entity);
      return;
    }
    String suffix = pattern.substring(pattern.lastIndexOf('*') + 1);
    globs
        .computeIfAbsent(pattern.substring(0, star), _ -> new HashMap<>())
        .computeIfAbsent(suffix, _ -> new ArrayList<>())
        .add(new Filed(new Glob(pattern), entity));
  }

  /// Hands over every entity with a pattern that the name fits; some more than once.
  void eachMatching(String name, IntConsumer found) {
    exact.getOrDefault(name, List.of()).forEach(found::accept);
    for (int length : prefixLengths) {
      if (length > name.length()) {
        return;
      }
      String prefix = name.substring(0, length);
      Map<String, List<Filed>> bySuffix = globs.get(prefix);
      int[] lengths = suffixLengths.get(prefix);
      if (bySuffix != null && lengths != null) {
        eachMatching(name, bySuffix, lengths, found);
      }
    }
  }

  private static void eachMatching(
      String name, Map<String, List<Filed>> bySuffix, int[] lengths, IntConsumer found) {
    for (int length : lengths) {
      if (length > name.length()) {
        return;
      }
      String suffix = name.substring(name.length() - length);
      for (Filed filed : bySuffix.getOrDefault(suffix, List.of())) {
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
