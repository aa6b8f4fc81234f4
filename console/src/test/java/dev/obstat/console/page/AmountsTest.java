package dev.obstat.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.impact.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AmountsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void timesAreSaidInTheirLargestUnits() {
    assertThat(Amounts.rough(Duration.ofSeconds(41))).isEqualTo("41 s");
    assertThat(Amounts.rough(Duration.ofMinutes(47))).isEqualTo("47 min");
    assertThat(Amounts.rough(Duration.ofMinutes(570))).isEqualTo("9 h 30 min");
    assertThat(Amounts.rough(Duration.ofHours(13))).isEqualTo("13 h");
    assertThat(Amounts.rough(Duration.ofHours(76))).isEqualTo("3 days 4 h");
    assertThat(Amounts.ago(NOON, NOON.plusSeconds(5))).isEqualTo("5 s ago");
    assertThat(Amounts.ago(NOON, NOON.minusSeconds(5))).isEqualTo("just now");
    assertThat(Amounts.left(NOON, NOON)).isEqualTo("none");
    assertThat(Amounts.moment(NOON)).isEqualTo("1 Mar 2026, 12:00:00 UTC");
  }

  @Test
  void numbersHaveTheirThousandsApartAndUnknownIsAWord() {
    assertThat(Amounts.count(new BigDecimal("41000"))).isEqualTo("41,000");
    assertThat(Amounts.count(new BigDecimal("1E+5"))).isEqualTo("100,000");
    assertThat(Amounts.count(new BigDecimal("18400.5"))).isEqualTo("18,400.50");
    assertThat(Amounts.count(new BigDecimal("7.00"))).isEqualTo("7");
    assertThat(Amounts.count(new Measure.Unknown())).isEqualTo("not known");
    assertThat(Amounts.of(1, "service", "services")).isEqualTo("1 service");
  }
}
