package dev.obstat.core.catalog;

import static dev.obstat.core.catalog.CatalogSketch.parse;
import static dev.obstat.core.catalog.CatalogSketch.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.source.Position;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CatalogTest {

  @Test
  void whatStatesNoStageIsProductionInAnAccountOfProduction() {
    String mine = "arn:aws:rds:eu-west-1:111122223333:db:x";
    Catalog catalog =
        new CatalogSketch()
            .staged("try", "staging", Weight.UNKNOWN, List.of("resource:x", "resource:bucket"))
            .staged("resource:x", "", Weight.UNKNOWN, List.of(), "arn:aws:rds:*:*:db:x")
            .staged("resource:bucket", "", Weight.UNKNOWN, List.of(), "arn:aws:s3:::try")
            .staged("resource:labelled", "staging", Weight.UNKNOWN, List.of(), "arn:aws:rds:*:db:y")
            .add(
                new Entity(
                    CatalogSketch.parse("system:live"),
                    "",
                    "production",
                    "",
                    Weight.UNKNOWN,
                    Edges.NONE,
                    List.of(),
                    List.of("111122223333"),
                    Position.whole("sketch.yaml")))
            .catalog();
    assertThat(catalog.bind(mine).stage()).isEqualTo("production");
    assertThat(catalog.bind(mine.replace("1111", "4444")).stage()).isEqualTo("staging");
    assertThat(catalog.bind(mine.replace(":x", ":y")).stage())
        .as("people said so")
        .isEqualTo("staging");
    assertThat(catalog.bind("arn:aws:s3:::try").stage()).isEqualTo("staging");
    assertThat(catalog.bind("arn:aws:s3:::try", "111122223333").stage()).isEqualTo("production");
  }

  @Test
  void aResourceIsWhatItsPatternsSay() {
    Catalog catalog =
        new CatalogSketch()
            .entity(
                "resource:reports", Weight.UNKNOWN, List.of(), "arn:aws:s3:::r", "arn:aws:s3:::r/*")
            .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "arn:aws:s3:::try*")
            .catalog();
    assertThat(catalog.bind("arn:aws:s3:::r")).isEqualTo(new Binding("production", List.of(0)));
    assertThat(catalog.bind("arn:aws:s3:::r/a/b").entities()).containsExactly(0);
    assertThat(catalog.bind("arn:aws:s3:::try-2")).isEqualTo(new Binding("staging", List.of(1)));
  }

  @Test
  void whatNoPatternFitsCountsAsProduction() {
    Catalog catalog =
        new CatalogSketch()
            .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "arn:aws:s3:::try")
            .catalog();
    for (String name : List.of("arn:aws:s3:::tr", "arn:aws:s3:::try2", "", "ARN:aws:s3:::try")) {
      assertThat(catalog.bind(name)).isEqualTo(new Binding("production", List.of()));
    }
  }

  @Test
  void whereTwoBindingsDisagreeTheStricterHolds() {
    Catalog catalog =
        new CatalogSketch()
            .staged("resource:wide", "staging", Weight.UNKNOWN, List.of(), "arn:aws:rds:*:db:*")
            .entity("resource:orders", Weight.UNKNOWN, List.of(), "arn:aws:rds:eu:1:db:orders")
            .staged("resource:toys", "playground", Weight.UNKNOWN, List.of(), "arn:aws:rds:*toy*")
            .staged("resource:dev", "development", Weight.UNKNOWN, List.of(), "arn:aws:rds:*dev*")
            .catalog();
    assertThat(catalog.bind("arn:aws:rds:eu:1:db:other").stage()).isEqualTo("staging");
    assertThat(catalog.bind("arn:aws:rds:eu:1:db:orders").stage()).isEqualTo("production");
    assertThat(catalog.bind("arn:aws:rds:eu:1:db:dev-1").stage()).isEqualTo("staging");
    assertThat(catalog.bind("arn:aws:rds:eu:1:db:toy").stage())
        .as("nobody says which of staging and playground is stricter")
        .isEqualTo("production");
  }

  @Test
  void theServicesOfAResourceAreTheNearestThatNeedIt() {
    Catalog catalog =
        new CatalogSketch()
            .entity("web", Weight.UNKNOWN, List.of("api"))
            .entity("api", Weight.UNKNOWN, List.of("resource:db"))
            .entity("export", Weight.UNKNOWN, List.of("resource:disk"))
            .entity("resource:db", Weight.UNKNOWN, List.of("resource:disk"))
            .entity("resource:disk", Weight.UNKNOWN, List.of())
            .catalog();
    assertThat(catalog.servicesOf(4)).containsExactlyInAnyOrder("api", "export");
    assertThat(catalog.servicesOf(3)).containsExactly("api");
    assertThat(catalog.servicesOf(1)).containsExactlyInAnyOrder("api", "web");
    assertThat(catalog.servicesOf(0)).containsExactly("web");
  }

  @Test
  void whoeverIsInAGroupIsInItsParentsToo() {
    Catalog catalog =
        new CatalogSketch()
            .team("all", List.of(), List.of())
            .team("sre", List.of("group:all"), List.of("user:sam"))
            .team("empty", List.of("group:all"), List.of())
            .person("rosa", "group:sre")
            .person("sam")
            .person("nobody")
            .catalog();
    assertThat(catalog.groupsOf("rosa")).containsExactlyInAnyOrder("sre", "all");
    assertThat(catalog.groupsOf("sam")).containsExactlyInAnyOrder("sre", "all");
    assertThat(catalog.groupsOf("nobody")).isEmpty();
    assertThat(catalog.knows("nobody")).isTrue();
    assertThat(catalog.knows("stranger")).isFalse();
    assertThat(catalog.hasMembers("all")).isTrue();
    assertThat(catalog.hasMembers("empty")).isFalse();
  }

  @Test
  void groupsThatAreEachOthersParentsDoNotHang() {
    Catalog catalog =
        new CatalogSketch()
            .team("a", List.of("group:b"), List.of("user:rosa"))
            .team("b", List.of("group:a"), List.of())
            .person("rosa")
            .catalog();
    assertThat(catalog.groupsOf("rosa")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aServiceHasTheOwnersItNames() {
    Catalog catalog =
        new CatalogSketch()
            .owned("web", Weight.UNKNOWN, "group:sre", List.of())
            .owned("mine", Weight.UNKNOWN, "user:rosa", List.of())
            .entity("orphan", Weight.UNKNOWN, List.of())
            .team("sre", List.of(), List.of())
            .person("rosa")
            .catalog();
    assertThat(catalog.ownersOf("web")).contains("sre");
    assertThat(catalog.ownersOf("mine")).as("a person is not a group").isEmpty();
    assertThat(catalog.ownersOf("orphan")).isEmpty();
    assertThat(catalog.ownersOf("no such")).isEmpty();
  }

  @Test
  void withoutACatalogOnlyTheLocalPeopleAreKnownAndAllIsProduction() {
    Catalog none = Catalog.none(List.of("olga"));
    assertThat(none.digest()).isEqualTo("none");
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.knows("olga")).isTrue();
    assertThat(none.knows("Olga")).isFalse();
    assertThat(none.bind("anything")).isEqualTo(new Binding("production", List.of()));
    assertThat(none.people()).isEqualTo(Set.of("olga"));
  }

  @Test
  void referencesThatLeadNowhereAreRefusedWithTheirPlaceAndTheNearestName() {
    assertThat(
            problems(
                new CatalogSketch()
                    .entity("web", Weight.UNKNOWN, List.of("resource:reprots"))
                    .entity("api", Weight.UNKNOWN, List.of("reports"))
                    .entity("far", Weight.UNKNOWN, List.of("resource:unheard-of"))
                    .entity("resource:reports", Weight.UNKNOWN, List.of())))
        .containsExactly(
            "sketch.yaml:1:1: `web` depends on `resource:reprots`, which nothing describes; did you"
                + " mean `reports`?",
            "sketch.yaml:2:1: `api` depends on `reports`, which nothing describes; did you mean"
                + " `resource:reports`?",
            "sketch.yaml:3:1: `far` depends on `resource:unheard-of`, which nothing describes");
  }

  @Test
  void nothingCanDependOnPeople() {
    assertThat(
            problems(
                new CatalogSketch()
                    .entity("web", Weight.UNKNOWN, List.of("user:rosa"))
                    .person("rosa")))
        .containsExactly(
            "sketch.yaml:1:1: `web` depends on `user:rosa`, which cannot be: name a component or"
                + " resource or system");
  }

  @Test
  void aNameIsGivenOnce() {
    assertThat(
            problems(
                new CatalogSketch()
                    .entity("web", Weight.UNKNOWN, List.of())
                    .entity("resource:web", Weight.UNKNOWN, List.of())
                    .entity("WEB", Weight.UNKNOWN, List.of())))
        .containsExactly("sketch.yaml:3:1: `web` is already described at sketch.yaml:1:1");
  }

  @Test
  void aGroupCannotBeNamedLikeAWordOfPolicies() {
    assertThat(problems(new CatalogSketch().team("service-owner", List.of(), List.of())))
        .containsExactly(
            "sketch.yaml:1:1: a group cannot be named `service-owner`: policies mean something else"
                + " by it");
  }

  @Test
  void moneyOfTwoCurrenciesIsRefused() {
    Weight euros =
        new Weight(
            Figure.of(1),
            Figure.of(1),
            Figure.of(5),
            "EUR",
            new Position("e.yaml", 7, 3),
            Figure.of(1));
    assertThat(
            problems(
                new CatalogSketch()
                    .entity("web", weight(0, 1, 1, 1), List.of())
                    .entity("shop", euros, List.of())))
        .containsExactly(
            "e.yaml:7:3: revenue in `EUR` cannot be added to revenue in `USD` (sketch.yaml): state"
                + " all in one currency");
  }

  @Test
  void namesAreReadAsBackstageWritesThem() {
    assertThat(parse("resource:team-a/db")).isEqualTo(new Ref("resource", "team-a", "db"));
    assertThat(parse("Component:Default/Web")).isEqualTo(parse("web"));
    assertThat(parse("team-a/web")).hasToString("team-a/web");
    assertThat(parse("resource:db")).hasToString("resource:db");
    for (String bad :
        List.of("", ":", "a/", "/a", "a b", "a/b/c", "-a", "resource:", "x".repeat(64))) {
      assertThat(Ref.parse(bad, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE)).as(bad).isEmpty();
    }
    assertThat(Ref.parse("db", "", Ref.DEFAULT_NAMESPACE)).isEmpty();
  }

  private static List<String> problems(CatalogSketch sketch) {
    return switch (sketch.result()) {
      case Catalog.Result.Built _ -> List.of();
      case Catalog.Result.Refused refused ->
          refused.problems().stream().map(Object::toString).toList();
    };
  }
}
