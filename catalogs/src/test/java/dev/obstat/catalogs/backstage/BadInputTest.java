package dev.obstat.catalogs.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Overlaps;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import dev.obstat.core.source.SourceFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people and agents get wrong in entity files, each told with file and line.
final class BadInputTest {
  private static final String HEAD = "apiVersion: backstage.io/v1alpha1\n";

  @Test
  void entitiesThatNeedEachOtherInACircleAreLegalAndUpAsLongAsTheyAre() {
    Catalog catalog =
        read(
            Map.of(
                "a.yaml", component("a", "spec: {dependsOn: ['component:b']}\n"),
                "b.yaml", component("b", "spec: {dependsOn: ['component:a', 'component:c']}\n"),
                "c.yaml", component("c", "")));
    int a = catalog.indexOf("a").orElseThrow();
    int c = catalog.indexOf("c").orElseThrow();
    Impact nothing = Reckoning.without(catalog, List.of(), List.of());
    assertThat(nothing.down()).isEmpty();
    assertThat(Reckoning.without(catalog, List.of(a), List.of()).down()).containsExactly("a", "b");
    assertThat(Reckoning.without(catalog, List.of(c), List.of()).down())
        .containsExactly("a", "b", "c");
  }

  @Test
  void anEntityHasOneOwner() {
    assertThat(problems(component("web", "spec:\n  owner: [a, b]\n")))
        .containsExactly("c.yaml:5:10: `spec.owner` is a list, not a text");
    assertThat(problems(component("web", "spec:\n  owner: a\n  owner: b\n")))
        .singleElement()
        .asString()
        .startsWith("c.yaml:6:3: ")
        .contains("owner");
    assertThat(problems(component("web", "spec: {owner: a}\n") + "---\n" + component("web", "")))
        .contains("c.yaml:6:1: `web` is already described at c.yaml:1:1");
  }

  @Test
  void aBombOfAliasesInAnEntityIsRefusedWithItsLine() {
    StringBuilder bomb =
        new StringBuilder(component("web", "spec:\n  a0: &a0 [x, x, x, x, x, x]\n"));
    for (int level = 1; level < 30; level++) {
      String before = "*a" + (level - 1);
      bomb.append(
          "  a%d: &a%d [%s, %s, %s, %s]\n".formatted(level, level, before, before, before, before));
    }
    assertThat(problems(bomb.toString())).isNotEmpty().allMatch(said -> said.startsWith("c.yaml"));
  }

  @Test
  void entitiesThatClaimEachOthersResourcesAreBothMeantAndListedWithTheirLines() {
    Catalog catalog =
        read(
            Map.of(
                "a.yaml", resource("a", "production", "arn:aws:s3:::data/*\n      arn:aws:s3:::b"),
                "b.yaml", resource("b", "staging", "arn:aws:s3:::b\n      arn:aws:s3:::data/a*")));
    assertThat(catalog.bind("arn:aws:s3:::b").entities()).hasSize(2);
    assertThat(catalog.bind("arn:aws:s3:::b").stage()).isEqualTo("production");
    assertThat(Overlaps.of(catalog, 10).overlaps())
        .extracting(overlap -> overlap.match().at() + " " + overlap.other().at())
        .containsExactlyInAnyOrder("a.yaml:8 b.yaml:7", "a.yaml:7 b.yaml:8");
  }

  @Test
  void accountsAreTwelveDigitsAndBelongToAStage() {
    assertThat(
            read(Map.of("c.yaml", system("production", "'111122223333, 444455556666'")))
                .entities()
                .getFirst()
                .accounts())
        .containsExactly("111122223333", "444455556666");
    assertThat(problems(system("production", "'1111-2222-3333'")))
        .containsExactly(
            "c.yaml:6:26: `1111-2222-3333` is not an account: write its 12 digits in quotes,"
                + " several with commas");
    assertThat(
            problems(
                HEAD
                    + "kind: System\nmetadata:\n  name: live\n  annotations:\n"
                    + "    obstat.dev/accounts: '111122223333'\n"))
        .containsExactly(
            "c.yaml:6:26: accounts get the stage of what names them: state `obstat.dev/stage` too");
  }

  private static String component(String name, String rest) {
    return HEAD + "kind: Component\nmetadata: {name: " + name + "}\n" + rest;
  }

  private static String resource(String name, String stage, String matches) {
    return HEAD
        + "kind: Resource\nmetadata:\n  name: "
        + name
        + "\n  annotations:\n    obstat.dev/match: |\n      "
        + matches
        + "\n    obstat.dev/stage: "
        + stage
        + "\n";
  }

  private static String system(String stage, String accounts) {
    return HEAD
        + "kind: System\nmetadata:\n  name: live\n  annotations:\n    obstat.dev/accounts: "
        + accounts
        + "\n    obstat.dev/stage: "
        + stage
        + "\n";
  }

  private static Catalog read(Map<String, String> files) {
    return switch (CatalogFiles.read(SourceFiles.of(files))) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }

  private static List<String> problems(String text) {
    return switch (CatalogFiles.read(SourceFiles.of(Map.of("c.yaml", text)))) {
      case CatalogFiles.Result.Loaded loaded -> throw new AssertionError("read: " + loaded);
      case CatalogFiles.Result.Rejected rejected ->
          rejected.problems().stream().map(Object::toString).toList();
    };
  }
}
