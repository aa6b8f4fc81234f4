package dev.obstat.core.impact;

import static dev.obstat.core.catalog.CatalogSketch.weight;
import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static dev.obstat.core.impact.Deeds.removal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReckoningTest {
  private static final Weight RECOVERS_IN_AN_HOUR =
      new Weight(
          new Figure.NotStated(),
          new Figure.NotStated(),
          new Figure.NotStated(),
          "",
          Position.whole(""),
          Figure.of(60));

  private final Catalog catalog =
      new CatalogSketch()
          .entity("web", weight(0, 41_000, 18_400, 30), List.of("api"))
          .entity("api", weight(1, 0, 0, 240), List.of("resource:reports"))
          .entity(
              "export", weight(1, 2_600, 950, 20), List.of("resource:reports", "resource:queue"))
          .entity("resource:reports", RECOVERS_IN_AN_HOUR, List.of(), "reports", "reports/*")
          .entity("resource:queue", Weight.UNKNOWN, List.of(), "queue")
          .entity("resource:spare", Weight.UNKNOWN, List.of(), "spare")
          .entity("mail", Weight.UNKNOWN, List.of("resource:spool"))
          .entity("resource:spool", Weight.UNKNOWN, List.of(), "spool")
          .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "try")
          .catalog();

  @Test
  void whateverNeedsWhatIsRemovedIsDownToAnyDistance() {
    Impact impact = delete(List.of(), known("reports", Harm.REMOVES));
    assertThat(impact.down()).containsExactly("api", "export", "web");
    assertThat(impact.tierZeroDown()).isEqualTo(1);
    assertThat(impact.customers()).isEqualTo(Measure.of(43_600));
    assertThat(impact.revenuePerHour()).isEqualTo(Measure.of(19_350));
    assertThat(impact.recoveryMinutes()).isEqualTo(Measure.of(240));
    assertThat(impact.exposure())
        .as("web waits four hours for api; export one for reports")
        .isEqualTo(new Measure.Exactly(new BigDecimal("74550.00")));
    assertThat(impact.dataLost()).isEmpty();
    assertThat(impact.paths())
        .containsExactly(
            path("resource:reports", "api"),
            path("resource:reports", "export"),
            path("resource:reports", "api", "web"));
    assertThat(impact.isKnown()).isTrue();
  }

  @Test
  void disablingTakesAsMuchAsRemoving() {
    assertThat(delete(List.of(), known("reports", Harm.DISABLES)))
        .isEqualTo(delete(List.of(), known("reports", Harm.REMOVES)));
  }

  @Test
  void lostDataIsNotAnOutage() {
    Impact impact = delete(List.of(), known("reports/2026.csv", Harm.LOSES_DATA));
    assertThat(impact.down()).isEmpty();
    assertThat(impact.dataLost()).containsExactly("resource:reports");
    assertThat(impact.recoveryMinutes()).isEqualTo(Measure.of(60));
    assertThat(impact.paths())
        .containsExactly(new Impact.Path(List.of("resource:reports"), Impact.End.DATA_LOST));
  }

  @Test
  void whatIsAlreadyGoneCountsToo() {
    Impact impact =
        delete(List.of(removal(known("spool", Harm.REMOVES))), known("queue", Harm.REMOVES));
    assertThat(impact.down()).containsExactly("export", "mail");
  }

  @Test
  void anActionThatTakesNothingHasNoImpactWhateverIsGone() {
    Impact impact =
        Reckoning.of(
            catalog,
            List.of(removal(known("reports", Harm.REMOVES))),
            action(Effect.UPDATE, List.of(known("queue"))));
    assertThat(impact.isNone()).isTrue();
  }

  @Test
  void whatNobodyStatesIsUnknownAndNotZero() {
    Impact impact = delete(List.of(), known("spool", Harm.REMOVES));
    assertThat(impact.down()).containsExactly("mail");
    assertThat(impact.customers()).isEqualTo(new Measure.Unknown());
    assertThat(impact.revenuePerHour()).isEqualTo(new Measure.Unknown());
    assertThat(impact.recoveryMinutes()).isEqualTo(new Measure.Unknown());
    assertThat(impact.isKnown()).as("what is down is known").isTrue();
  }

  @Test
  void aServiceThatStatesItsRecoveryNeedsNoneOfWhatItStandsOn() {
    assertThat(delete(List.of(), known("queue", Harm.REMOVES)).recoveryMinutes())
        .isEqualTo(Measure.of(20));
    assertThat(delete(List.of(), known("spare", Harm.REMOVES)).recoveryMinutes())
        .as("nothing depends on it, and nobody states how long it takes")
        .isEqualTo(new Measure.Unknown());
  }

  @Test
  void removingWhatNoEntityMatchesIsUnknown() {
    Impact impact = delete(List.of(), known("mystery", Harm.REMOVES), known("queue", Harm.REMOVES));
    assertThat(impact.unknown())
        .containsExactly(
            "nobody knows what needs `mystery`: no catalog entity matches it, so it counts as"
                + " production");
    assertThat(impact.down()).containsExactly("export");
    assertThat(delete(List.of(), known("try", Harm.REMOVES)).isKnown()).isTrue();
  }

  @Test
  void touchingWhatNoEntityMatchesWithoutHarmIsKnown() {
    Impact impact =
        Reckoning.of(catalog, List.of(), action(Effect.UPDATE, List.of(known("mystery"))));
    assertThat(impact.isKnown()).isTrue();
  }

  @Test
  void anUnresolvedTargetIsUnknownForEveryEffectButRead() {
    Target wildcard = new Target.Unresolved("reports-*", "a wildcard", Set.of());
    for (Effect effect : Effect.values()) {
      Impact impact = Reckoning.of(catalog, List.of(), action(effect, List.of(wildcard)));
      assertThat(impact.unknown())
          .as(effect.word())
          .isEqualTo(
              effect == Effect.READ
                  ? List.of()
                  : List.of(
                      "nobody knows what `reports-*` is: a wildcard, so it counts as production"));
    }
  }

  @Test
  void withoutACatalogEveryRemovalIsUnknown() {
    Impact impact =
        Reckoning.of(
            Catalog.none(List.of()),
            List.of(),
            action(Effect.DELETE, List.of(known("reports", Harm.REMOVES))));
    assertThat(impact.isKnown()).isFalse();
  }

  @Test
  void moreThanFiveHundredPathsAreNotCarriedButAllServicesAre() {
    CatalogSketch sketch =
        new CatalogSketch().entity("resource:disk", Weight.UNKNOWN, List.of(), "d");
    for (int service = 0; service < 700; service++) {
      sketch.entity("s" + service, weight(1, 1, 1, 1), List.of("resource:disk"));
    }
    Impact impact =
        Reckoning.of(
            sketch.catalog(), List.of(), action(Effect.DELETE, List.of(known("d", Harm.REMOVES))));
    assertThat(impact.down()).hasSize(700);
    assertThat(impact.customers()).isEqualTo(Measure.of(700));
    assertThat(impact.paths()).hasSize(500);
  }

  private Impact delete(List<Removal> gone, Target... targets) {
    return Reckoning.of(catalog, gone, action(Effect.DELETE, List.of(targets)));
  }

  private static Impact.Path path(String... steps) {
    return new Impact.Path(List.of(steps), Impact.End.DOWN);
  }
}
