package dev.obstat.core.catalog;

import static dev.obstat.core.catalog.CatalogSketch.some;
import static dev.obstat.core.catalog.CatalogSketch.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.source.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LooseningTest {
  private static final Position AT = Position.whole("sketch.yaml");

  private static final Catalog BEFORE =
      new CatalogSketch()
          .entity("web", weight(0, 41_000, 18_400, 780), List.of("resource:db"), "web")
          .needing(
              "resource:db",
              Weight.UNKNOWN,
              List.of(),
              List.of(some(1, List.of("resource:a", "resource:b"))),
              "db",
              "db/*")
          .entity("resource:a", Weight.UNKNOWN, List.of())
          .entity("resource:b", Weight.UNKNOWN, List.of())
          .team("sre", List.of(), List.of())
          .person("rosa", "group:sre")
          .catalog();

  @Test
  void theSameAndAStricterCatalogAreNotLooser() {
    assertThat(Loosening.between(BEFORE, BEFORE)).isEmpty();
    assertThat(Loosening.between(Catalog.none(List.of("rosa")), Catalog.none(List.of("rosa"))))
        .isEmpty();
    Catalog more =
        new CatalogSketch()
            .entity("web", weight(0, 50_000, 20_000, 900), List.of("resource:db"), "web", "web/*")
            .needing(
                "resource:db",
                weight(3, 1, 1, 1),
                List.of("resource:a"),
                List.of(some(1, List.of("resource:a", "resource:b"))),
                "db",
                "db/*")
            .entity("resource:a", Weight.UNKNOWN, List.of())
            .entity("resource:b", Weight.UNKNOWN, List.of())
            .entity("new", Weight.UNKNOWN, List.of())
            .team("sre", List.of(), List.of())
            .person("rosa", "group:sre")
            .catalog();
    assertThat(Loosening.between(BEFORE, more)).isEmpty();
  }

  @Test
  void everythingThatCountsForLessIsSaid() {
    Catalog after =
        new CatalogSketch()
            .staged("web", "staging", weight(1, 40_999, 18_400, 30), List.of(), "web")
            .stagedNeeding(
                "resource:db",
                "staging",
                Weight.UNKNOWN,
                List.of(),
                List.of(some(2, List.of("resource:a", "resource:b"))),
                "db")
            .entity("resource:a", Weight.UNKNOWN, List.of())
            .team("sre", List.of(), List.of())
            .team("owners", List.of(), List.of())
            .person("rosa", "group:sre", "group:owners")
            .person("eve", "group:sre")
            .add(
                new Entity(
                    CatalogSketch.parse("resource:b"),
                    "",
                    "staging",
                    "",
                    Weight.UNKNOWN,
                    Edges.NONE,
                    List.of(),
                    AT))
            .catalog();
    assertThat(Loosening.between(BEFORE, after))
        .containsExactly(
            "`web` counts as staging and no longer as production",
            "`web` no longer needs `resource:db`",
            "`web` has fewer customers: 40999 instead of 41000",
            "`web` has fewer minutes to recover: 30 instead of 780",
            "`web` is no longer of tier 0",
            "`resource:db` counts as staging and no longer as production",
            "`resource:db` no longer stands for `db/*`",
            "`resource:db` no longer needs `1 of [resource:a, resource:b]`",
            "`resource:b` counts as staging and no longer as production",
            "`eve` is new and in [sre]",
            "`rosa` is now in [owners]");
  }

  @Test
  void whatIsGoneIsSaidAndALongListIsCut() {
    CatalogSketch sketch = new CatalogSketch();
    for (int nth = 0; nth < 300; nth++) {
      sketch.entity("s" + nth, Weight.UNKNOWN, List.of());
    }
    List<String> said = Loosening.between(sketch.catalog(), Catalog.none(List.of()));
    assertThat(said).hasSize(201).startsWith("`s0` is gone").endsWith("and 100 more");
  }
}
