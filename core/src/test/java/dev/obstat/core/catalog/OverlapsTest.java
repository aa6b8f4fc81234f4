package dev.obstat.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OverlapsTest {

  @Test
  void patternsWithANameInCommonAreFoundWithWhereTheyStand() {
    Catalog catalog =
        new CatalogSketch()
            .entity("resource:reports", Weight.UNKNOWN, List.of(), "arn:aws:s3:::reports/*")
            .staged("resource:old", "staging", Weight.UNKNOWN, List.of(), "arn:aws:s3:::*/2019/*")
            .entity("resource:one", Weight.UNKNOWN, List.of(), "arn:aws:s3:::reports/2020/x")
            .entity(
                "resource:db", Weight.UNKNOWN, List.of(), "arn:aws:rds:*:db:main", "main", "ma*")
            .entity("resource:same", Weight.UNKNOWN, List.of(), "main")
            .catalog();
    Overlaps.Answer answer = Overlaps.of(catalog, 100);
    assertThat(answer.complete()).isTrue();
    assertThat(answer.overlaps())
        .extracting(o -> o.match().pattern() + " " + o.other().pattern() + " " + o.other().at())
        .containsExactlyInAnyOrder(
            "arn:aws:s3:::*/2019/* arn:aws:s3:::reports/* sketch.yaml:1:1",
            "arn:aws:s3:::reports/* arn:aws:s3:::reports/2020/x sketch.yaml:3:1",
            "main main sketch.yaml:5:1",
            "ma* main sketch.yaml:5:1");
    assertThat(Overlaps.of(catalog, 1).complete()).isFalse();
  }

  @Test
  void twoPatternsOverlapExactlyWhenSomeNameFitsBoth() {
    Random random = new Random(7);
    List<String> names = names();
    int overlapping = 0;
    for (int round = 0; round < 3_000; round++) {
      String one = pattern(random);
      String other = pattern(random);
      Patterns.Glob first = new Patterns.Glob(one);
      Patterns.Glob second = new Patterns.Glob(other);
      boolean both = names.stream().anyMatch(n -> first.matches(n) && second.matches(n));
      assertThat(Overlaps.overlap(one, other)).as("%s and %s", one, other).isEqualTo(both);
      overlapping += both ? 1 : 0;
    }
    assertThat(overlapping).isBetween(300, 2_700);
  }

  /// All names of two letters up to a length at which two short patterns must have met.
  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= 8; length++) {
      int end = names.size();
      for (int index = from; index < end; index++) {
        names.add(names.get(index) + "a");
        names.add(names.get(index) + "b");
      }
      from = end;
    }
    return names;
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    int length = random.nextInt(5);
    for (int place = 0; place < length; place++) {
      pattern.append("ab*".charAt(random.nextInt(3)));
    }
    return pattern.toString();
  }
}
