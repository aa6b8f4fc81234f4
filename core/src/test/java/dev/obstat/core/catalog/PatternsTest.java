package dev.obstat.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PatternsTest {

  @Test
  void theIndexFindsWhatTryingEveryPatternFinds() {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 300; round++) {
      CatalogSketch sketch = new CatalogSketch();
      List<List<String>> patterns = new ArrayList<>();
      for (int entity = 0; entity < 12; entity++) {
        List<String> own = List.of(word(random, "ab:*", 6), word(random, "ab:*", 4));
        patterns.add(own);
        sketch.entity("resource:e" + entity, Weight.UNKNOWN, List.of(), own.toArray(String[]::new));
      }
      Catalog catalog = sketch.catalog();
      for (int name = 0; name < 40; name++) {
        String text = word(random, "ab:", 7);
        assertThat(new TreeSet<>(catalog.bind(text).entities()))
            .as("%s among %s", text, patterns)
            .isEqualTo(tried(patterns, text));
      }
    }
  }

  @Test
  void allButTheStarIsLiteral() {
    Catalog catalog =
        new CatalogSketch()
            .entity("resource:odd", Weight.UNKNOWN, List.of(), "a.b?[c]\\d*")
            .catalog();
    assertThat(catalog.bind("a.b?[c]\\d-1").isUnbound()).isFalse();
    assertThat(catalog.bind("axb?[c]\\d-1").isUnbound()).isTrue();
  }

  private static Set<Integer> tried(List<List<String>> patterns, String text) {
    Set<Integer> found = new TreeSet<>();
    for (int entity = 0; entity < patterns.size(); entity++) {
      for (String pattern : patterns.get(entity)) {
        String regex =
            pattern
                .chars()
                .mapToObj(letter -> letter == '*' ? ".*" : Pattern.quote("" + (char) letter))
                .collect(Collectors.joining());
        if (text.matches(regex)) {
          found.add(entity);
        }
      }
    }
    return found;
  }

  private static String word(Random random, String letters, int longest) {
    return random
        .ints(1 + random.nextInt(longest), 0, letters.length())
        .mapToObj(at -> String.valueOf(letters.charAt(at)))
        .collect(Collectors.joining());
  }
}
