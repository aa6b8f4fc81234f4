package dev.obstat.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  /// A Sunday.
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Channel PLATFORM = channel("platform", Set.of("platform"), Duration.ZERO);
  private static final Channel BILLING = channel("billing", Set.of("billing"), Duration.ZERO);
  private static final Channel EVERYONE = channel("everyone", Set.of(), Duration.ZERO);
  private static final Channel BOSS = channel("boss", Set.of(), Duration.ofMinutes(10));
  private static final Channel SLEEPER =
      new Channel(
          "sleeper",
          EnumSet.allOf(Occasion.class),
          Set.of(),
          Duration.ZERO,
          Optional.of(
              new QuietHours(
                  LocalTime.of(8, 0),
                  LocalTime.of(7, 0),
                  ZoneOffset.UTC,
                  Set.of(DayOfWeek.SUNDAY))));

  private static Channel channel(String name, Set<String> groups, Duration after) {
    return new Channel(name, EnumSet.allOf(Occasion.class), groups, after, Optional.empty());
  }

  private static Notice notice(Occasion occasion, String... done) {
    return new Notice(7, occasion, "x-1", NOON, Set.of(done));
  }

  private static Affair review(boolean seen, String... groups) {
    return new Affair(Set.of(groups), seen, false, Optional.of(NOON.plusSeconds(3600)));
  }

  private static List<String> toldAt(
      Instant moment, Notice notice, Affair affair, Channel... channels) {
    return new Routing(List.of(channels))
        .due(notice, affair, moment).stream().map(Channel::name).toList();
  }

  @Test
  void aReviewGoesToTheChannelsOfTheGroupsItAsks() {
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), review(false, "billing"), PLATFORM, BILLING))
        .containsExactly("billing");
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), review(false, "billing"), PLATFORM, EVERYONE))
        .containsExactly("everyone");
  }

  @Test
  void aReviewThatNoChannelIsForGoesToAllOfThem() {
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), review(false, "sales"), PLATFORM, BILLING))
        .containsExactly("platform", "billing");
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), review(false), PLATFORM, BILLING))
        .containsExactly("platform", "billing");
  }

  @Test
  void haltsGoToEveryGroup() {
    Affair halt = new Affair(Set.of(), false, false, Optional.empty());
    assertThat(toldAt(NOON, notice(Occasion.HALT), halt, PLATFORM, BILLING))
        .containsExactly("platform", "billing");
  }

  @Test
  void aChannelIsToldOnlyOfItsOccasions() {
    Channel halts =
        new Channel("h", Set.of(Occasion.HALT), Set.of(), Duration.ZERO, Optional.empty());
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), review(false), halts)).isEmpty();
  }

  @Test
  void whoWasToldIsNotToldAgain() {
    Notice told = notice(Occasion.REVIEW, "platform");
    assertThat(toldAt(NOON, told, review(false), PLATFORM, BILLING)).containsExactly("billing");
  }

  @Test
  void anEscalationIsToldOnlyWhenNobodyHasLookedByThen() {
    Notice notice = notice(Occasion.REVIEW, "everyone");
    assertThat(toldAt(NOON.plusSeconds(599), notice, review(false), EVERYONE, BOSS)).isEmpty();
    assertThat(toldAt(NOON.plusSeconds(600), notice, review(false), EVERYONE, BOSS))
        .containsExactly("boss");
    assertThat(toldAt(NOON.plusSeconds(600), notice, review(true), EVERYONE, BOSS)).isEmpty();
  }

  @Test
  void whatIsDecidedIsToldToNobody() {
    Affair decided = new Affair(Set.of(), true, true, Optional.empty());
    assertThat(toldAt(NOON, notice(Occasion.REVIEW), decided, EVERYONE)).isEmpty();
  }

  @Test
  void quietHoursKeepAReviewBackUntilHalfOfItsTimeIsOverAndNobodyHasLooked() {
    Notice notice = notice(Occasion.REVIEW);
    assertThat(toldAt(NOON.plusSeconds(1799), notice, review(false), SLEEPER)).isEmpty();
    assertThat(toldAt(NOON.plusSeconds(1800), notice, review(false), SLEEPER))
        .containsExactly("sleeper");
    assertThat(toldAt(NOON.plusSeconds(1800), notice, review(true), SLEEPER)).isEmpty();
  }

  @Test
  void quietHoursDoNotKeepBackHaltsAndIncidents() {
    Affair urgent = new Affair(Set.of(), false, false, Optional.empty());
    assertThat(toldAt(NOON, notice(Occasion.HALT), urgent, SLEEPER)).containsExactly("sleeper");
    assertThat(toldAt(NOON, notice(Occasion.INCIDENT), urgent, SLEEPER)).containsExactly("sleeper");
    assertThat(toldAt(NOON, notice(Occasion.FREEZE), urgent, SLEEPER)).isEmpty();
  }
}
