package dev.obstat.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final LocalTime MORNING = LocalTime.of(8, 0);
  private static final QuietHours NIGHTS = new QuietHours(EVENING, MORNING, VIENNA, Set.of());

  @Test
  void hoursThatPassMidnightCoverBothSidesOfIt() {
    assertThat(NIGHTS.covers(Instant.parse("2026-02-10T18:59:59Z"))).isFalse();
    assertThat(NIGHTS.covers(Instant.parse("2026-02-10T19:00:00Z"))).isTrue();
    assertThat(NIGHTS.covers(Instant.parse("2026-02-11T06:59:59Z"))).isTrue();
    assertThat(NIGHTS.covers(Instant.parse("2026-02-11T07:00:00Z"))).isFalse();
  }

  @Test
  void hoursWithinADayCoverOnlyThem() {
    QuietHours siesta = new QuietHours(LocalTime.NOON, LocalTime.of(14, 0), VIENNA, Set.of());
    assertThat(siesta.covers(Instant.parse("2026-02-10T12:00:00Z"))).isTrue();
    assertThat(siesta.covers(Instant.parse("2026-02-10T13:00:00Z"))).isFalse();
    assertThat(siesta.endAfter(Instant.parse("2026-02-10T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-02-10T13:00:00Z"));
  }

  @Test
  void theyEndByTheClockOfTheirZoneOverAChangeOfItsTime() {
    // Clocks go forward in the night to the 29th of March 2026.
    assertThat(NIGHTS.endAfter(Instant.parse("2026-03-28T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T06:00:00Z"));
    assertThat(NIGHTS.endAfter(Instant.parse("2026-03-27T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-28T07:00:00Z"));
  }

  @Test
  void wholeDaysJoinTheNightsBesideThem() {
    QuietHours weekends =
        new QuietHours(EVENING, MORNING, VIENNA, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    // From a Friday evening to Monday morning.
    assertThat(weekends.endAfter(Instant.parse("2026-02-13T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-02-16T07:00:00Z"));
    assertThat(weekends.endAfter(Instant.parse("2026-02-13T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-02-13T12:00:00Z"));
  }

  @Test
  void hoursThatNeverEndAreRefused() {
    assertThatThrownBy(() -> new QuietHours(MORNING, MORNING, VIENNA, Set.of()))
        .hasMessage("quiet hours from `08:00` to the same are all day");
    assertThatThrownBy(
            () -> new QuietHours(EVENING, MORNING, VIENNA, EnumSet.allOf(DayOfWeek.class)))
        .hasMessage("with seven quiet days nobody would ever be told");
  }
}
