package dev.obstat.catalogs.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Need;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Segment;
import dev.obstat.core.source.SourceFiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeedLinesTest {
  private static final String OTHERS =
      """
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata: {name: a}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata: {name: b, annotations: {obstat.dev/stage: staging}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata: {name: key}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: try, annotations: {obstat.dev/stage: staging}}
      spec: {dependsOn: [resource:toy]}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata: {name: toy, annotations: {obstat.dev/match: "toy-*"}}
      """;

  @Test
  void aGroupASoftNeedAndADataLineAreRead() {
    Catalog catalog =
        catalog(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: web
              annotations:
                obstat.dev/customers: retail=41000, partners=200
                obstat.dev/recovery: 2h..6h
                obstat.dev/needs: |
                  1 of resource:a, resource:b
                  data resource:key
                  soft component:try
            spec: {dependsOn: [resource:a, resource:key]}
            """);
    Entity web = catalog.service("web").orElseThrow();
    assertThat(web.edges().dependsOn())
        .as("a member of a group is needed as that alone, a key for its data also")
        .extracting(reference -> reference.to().toString())
        .containsExactly("resource:key");
    assertThat(web.edges().needs())
        .satisfiesExactly(
            group -> {
              assertThat(group).isInstanceOf(Need.Some.class);
              assertThat(group.references())
                  .extracting(reference -> reference.to().name() + "@" + reference.at().line())
                  .containsExactly("a@9", "b@9");
            },
            data -> assertThat(data).isInstanceOf(Need.Data.class),
            soft -> assertThat(soft).isInstanceOf(Need.Soft.class));
    assertThat(web.weight().segments())
        .containsExactly(
            new Segment("retail", BigDecimal.valueOf(41_000)),
            new Segment("partners", BigDecimal.valueOf(200)));
    assertThat(web.weight().recoveryMinutes())
        .isEqualTo(new Figure.Range(BigDecimal.valueOf(120), BigDecimal.valueOf(360)));
  }

  @Test
  void aResourceThatStatesNoStageIsWhatNeedsItAndNothingIsLessThanWhatNeedsIt() {
    Catalog catalog =
        catalog(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: web
              annotations:
                obstat.dev/needs: 1 of resource:a, resource:b
            """);
    assertThat(catalog.bind("toy-1").stage()).as("only staging needs it").isEqualTo("staging");
    assertThat(catalog.bind("toy").stage()).as("no entity matches it").isEqualTo("production");
    int labelled =
        catalog.entities().indexOf(catalog.find(new Ref("resource", "default", "b")).orElseThrow());
    assertThat(catalog.stage(labelled)).as("production needs it").isEqualTo("production");
    int key =
        catalog
            .entities()
            .indexOf(catalog.find(new Ref("resource", "default", "key")).orElseThrow());
    assertThat(catalog.stage(key)).as("nobody needs it").isEqualTo("production");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any resource:a | c.yaml:6:23: `any resource:a` is not a need: write `all`
          1 of a | c.yaml:6:23: `a` does not name an entity
          3 of resource:a, resource:b | c.yaml:6:23: `web` needs 3 of a group of 2
          0 of resource:a, resource:b | c.yaml:6:23: `web` needs 0 of a group of 2
          1 of resource:a, resource:a | c.yaml:6:23: `web` names `resource:a` twice in one group
          soft resource:nobody | c.yaml:6:23: `web` needs `resource:nobody`, which nothing describes
          """)
  void aNeedThatCannotBeIsReportedWithItsPlace(String line, String expected) {
    String text =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: web
          annotations:
            obstat.dev/needs: "%s"
        """
            .formatted(line);
    assertThat(CatalogFiles.read(SourceFiles.of(Map.of("c.yaml", text + OTHERS))))
        .isInstanceOfSatisfying(
            CatalogFiles.Result.Rejected.class,
            rejected ->
                assertThat(rejected.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).startsWith(expected)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          customers | retail=1, retail=2 | names the segment `retail` twice
          customers | retail=-1 | is negative
          customers | retail=, x | is not a list of segments
          recovery | 6h..2h | ends before it begins
          recovery | 2h..soon | is not a range of times to recover
          recovery | 2h..9000d | is not a range of times to recover
          """)
  void absurdPeopleAndTimesAreRefused(String annotation, String text, String expected) {
    String file =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: web, annotations: {obstat.dev/%s: "%s"}}
        """
            .formatted(annotation, text);
    assertThat(CatalogFiles.read(SourceFiles.of(Map.of("c.yaml", file))))
        .isInstanceOfSatisfying(
            CatalogFiles.Result.Rejected.class,
            rejected -> assertThat(rejected.problems().getFirst().toString()).contains(expected));
  }

  private static Catalog catalog(String text) {
    return switch (CatalogFiles.read(SourceFiles.of(Map.of("c.yaml", text + OTHERS)))) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected rejected ->
          throw new AssertionError(List.copyOf(rejected.problems()));
    };
  }
}
