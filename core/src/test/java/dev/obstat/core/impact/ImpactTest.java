package dev.obstat.core.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ImpactTest {
  private static final Impact SEEN = impact(List.of("a"), List.of("b"), 100, List.of());

  @Test
  void theSameImpactIsNoLarger() {
    assertThat(impact(List.of("a"), List.of("b"), 100, List.of()).noLargerThan(SEEN)).isTrue();
    assertThat(Impact.NONE.noLargerThan(SEEN)).isTrue();
  }

  @Test
  void anotherServiceOfTheSamePriceIsLarger() {
    assertThat(impact(List.of("c"), List.of(), 1, List.of()).noLargerThan(SEEN)).isFalse();
  }

  @Test
  void degradedThatBecomesDownIsLargerAndDownThatBecomesDegradedIsNot() {
    assertThat(impact(List.of("a", "b"), List.of(), 100, List.of()).noLargerThan(SEEN)).isFalse();
    assertThat(impact(List.of(), List.of("a", "b"), 100, List.of()).noLargerThan(SEEN)).isTrue();
  }

  @Test
  void whatHasBecomeUnknownIsLarger() {
    assertThat(impact(List.of("a"), List.of(), 100, List.of("who reads it")).noLargerThan(SEEN))
        .isFalse();
    Measure unknown = new Measure.Unknown();
    assertThat(unknown.noGreaterThan(Measure.of(1))).isFalse();
    assertThat(Measure.of(1_000_000).noGreaterThan(unknown)).isTrue();
  }

  @Test
  void aSumWithAnUnknownIsUnknownAndNeverZero() {
    assertThat(Measure.of(5).plus(new Measure.Unknown())).isEqualTo(new Measure.Unknown());
    assertThat(new Measure.Unknown().plus(Measure.zero())).isEqualTo(new Measure.Unknown());
    assertThat(Measure.of(5).plus(Measure.of(6)))
        .isEqualTo(new Measure.Exactly(BigDecimal.valueOf(11)));
  }

  @Test
  void aNegativeMeasureIsRefused() {
    assertThatThrownBy(() -> Measure.of(-1)).hasMessageContaining("not negative");
  }

  private static Impact impact(
      List<String> down, List<String> degraded, long customers, List<String> unknown) {
    SortedSet<String> nothing = new TreeSet<>();
    return new Impact(
        new TreeSet<>(down),
        new TreeSet<>(degraded),
        nothing,
        0,
        Measure.of(customers),
        Measure.zero(),
        "USD",
        Measure.zero(),
        List.of(),
        unknown);
  }
}
