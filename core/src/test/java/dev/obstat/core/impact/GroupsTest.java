package dev.obstat.core.impact;

import static dev.obstat.core.catalog.CatalogSketch.data;
import static dev.obstat.core.catalog.CatalogSketch.soft;
import static dev.obstat.core.catalog.CatalogSketch.some;
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
import dev.obstat.core.catalog.Segment;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Replicas, soft needs, keys, circles, customers of two services.
final class GroupsTest {
  private static final Weight NOTHING_STATED = Weight.UNKNOWN;

  private final Catalog catalog =
      new CatalogSketch()
          .needing("web", people(100, "retail", 41_000), List.of("orders"), List.of(soft("ads")))
          .needing("orders", people(0, "retail", 40_000), List.of("resource:orders-db"), List.of())
          .needing("ads", weight(2, 5, 5, 5), List.of("resource:key"), List.of(), "ads")
          .needing(
              "resource:orders-db",
              NOTHING_STATED,
              List.of(),
              List.of(some(1, List.of("resource:a", "resource:b", "resource:c"))))
          .needing("resource:a", NOTHING_STATED, List.of(), List.of(), "db-a")
          .needing("resource:b", NOTHING_STATED, List.of(), List.of(), "db-b")
          .needing("resource:c", NOTHING_STATED, List.of(), List.of(data("resource:key")), "db-c")
          .needing("resource:key", NOTHING_STATED, List.of(), List.of(), "key")
          .needing("here", weight(1, 1, 1, 1), List.of("there"), List.of(), "here")
          .needing("there", weight(1, 1, 1, 1), List.of("here"), List.of(), "there")
          .catalog();

  @Test
  void replicasGoOneByOneUntilTheLastOneTakesTheServiceDown() {
    Impact first = delete(List.of(), known("db-a", Harm.REMOVES));
    assertThat(first.down()).isEmpty();
    assertThat(first.degraded()).containsExactly("orders");
    assertThat(first.redundancy())
        .containsExactly(new Impact.Redundancy("resource:orders-db", 2, 3, 1));
    assertThat(first.paths())
        .containsExactly(
            new Impact.Path(
                List.of("resource:a", "resource:orders-db", "orders"), Impact.End.DEGRADED));

    Target a = known("db-a", Harm.REMOVES);
    Impact second = delete(List.of(removal(a)), known("db-b", Harm.REMOVES));
    assertThat(second.down()).isEmpty();
    assertThat(second.redundancy())
        .containsExactly(new Impact.Redundancy("resource:orders-db", 1, 3, 1));
    assertThat(second.noLargerThan(first)).as("less is left than was seen").isFalse();

    Target b = known("db-b", Harm.DISABLES);
    Impact last = delete(List.of(removal(a), removal(b)), known("db-c", Harm.REMOVES));
    assertThat(last.down()).containsExactly("orders", "web");
    assertThat(last.noLargerThan(second)).isFalse();
  }

  @Test
  void aSoftNeedOnlyDegradesAndOnlyTheOneThatHasIt() {
    Impact impact = delete(List.of(), known("ads", Harm.REMOVES));
    assertThat(impact.down()).containsExactly("ads");
    assertThat(impact.degraded()).containsExactly("web");
  }

  @Test
  void aLostKeyLosesWhatItEncryptsAndADisabledOneOnlyStopsIt() {
    Impact lost = delete(List.of(), known("key", Harm.LOSES_DATA));
    assertThat(lost.dataLost()).containsExactly("resource:c", "resource:key");
    assertThat(lost.down()).isEmpty();
    assertThat(lost.paths())
        .contains(new Impact.Path(List.of("resource:key", "resource:c"), Impact.End.DATA_LOST));
    Impact disabled = delete(List.of(), known("key", Harm.DISABLES));
    assertThat(disabled.dataLost()).isEmpty();
    assertThat(disabled.down()).containsExactly("ads");
  }

  @Test
  void whatIsOnlyWeakenedIsDegradedAndNotDown() {
    Impact impact = delete(List.of(), known("db-a", Harm.DEGRADES));
    assertThat(impact.down()).isEmpty();
    assertThat(impact.degraded()).containsExactly("orders");
    assertThat(impact.redundancy()).as("it still counts").isEmpty();
  }

  @Test
  void aCircleIsUpAsLongAsItsMembersAre() {
    assertThat(delete(List.of(), known("db-a", Harm.REMOVES)).down()).isEmpty();
    assertThat(delete(List.of(), known("here", Harm.REMOVES)).down())
        .containsExactly("here", "there");
  }

  @Test
  void whoIsACustomerOfTwoServicesCountsOnce() {
    Impact impact =
        delete(
            List.of(),
            known("db-a", Harm.REMOVES),
            known("db-b", Harm.REMOVES),
            known("db-c", Harm.REMOVES));
    assertThat(impact.customers())
        .as("the larger number of the segment, and who is in none")
        .isEqualTo(Measure.of(41_100));
    assertThat(impact.recoveryMinutes())
        .isEqualTo(new Measure.Between(BigDecimal.valueOf(120), BigDecimal.valueOf(360)));
    assertThat(impact.exposure())
        .as("20 an hour for two to six hours")
        .isEqualTo(new Measure.Between(new BigDecimal("40.00"), new BigDecimal("120.00")));
  }

  private static Weight people(long others, String segment, long inIt) {
    return new Weight(
        Figure.of(1),
        Figure.of(others),
        List.of(new Segment(segment, BigDecimal.valueOf(inIt))),
        Figure.of(10),
        "USD",
        Position.whole("sketch.yaml"),
        new Figure.Range(BigDecimal.valueOf(120), BigDecimal.valueOf(360)));
  }

  private Impact delete(List<Removal> gone, Target... targets) {
    return Reckoning.of(catalog, gone, action(Effect.DELETE, List.of(targets)));
  }
}
