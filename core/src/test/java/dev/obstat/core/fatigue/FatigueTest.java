package dev.obstat.core.fatigue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FatigueTest {
  private static final Instant NOON = Samples.NOON;

  private final InMemoryJournal journal = new InMemoryJournal(Clock.fixed(NOON, ZoneOffset.UTC));

  @BeforeEach
  void openSession() {
    record(new Fact.SessionOpened(Samples.session("s-1")));
  }

  private void record(Fact... facts) {
    journal.write(
        books -> {
          List.of(facts).forEach(books::record);
          return true;
        });
  }

  private Fatigue fatigue(int days) {
    return journal.read(books -> Fatigue.of(books, days, NOON.plusSeconds(3600)));
  }

  private static Review review(int number) {
    return Samples.review("r-" + number, Samples.delete("s-1", "bucket-" + number));
  }

  private static Vote vote(Review review, Vote.Choice choice, Duration after) {
    return new Vote("ben", choice, "looked", review.digest(), "", "console", NOON.plus(after));
  }

  private void approve(int number, Duration looking) {
    Review review = review(number);
    Action action = review.action();
    String grant = "g-" + number;
    String dispatch = "d-" + number;
    record(
        new Fact.ReviewOpened(review),
        new Fact.ReviewSeen(review.id(), "ben", NOON),
        new Fact.VoteCast(review.id(), vote(review, Vote.Choice.APPROVE, looking)),
        new Fact.ReviewApproved(review.id(), Samples.grant(grant, review), NOON.plus(looking)),
        Samples.dispatched(dispatch, action, grant, NOON.plusSeconds(90)),
        new Fact.Completed(dispatch, "HTTP 204", NOON.plusSeconds(91)));
  }

  @Test
  void withoutReviewsThereIsNothingToSay() {
    Fatigue fatigue = fatigue(14);
    assertThat(fatigue.total()).isEqualTo(new Tally(0, 0, 0, 0, 0));
    assertThat(fatigue.perDay()).hasSize(14);
    assertThat(fatigue.pace()).isEqualTo(new Pace(Optional.empty(), Optional.empty(), 0, 0));
    assertThat(fatigue.advice()).isEmpty();
  }

  @Test
  void reviewsAreCountedByDayAndByPolicyWithWhatBecameOfThem() {
    approve(1, Duration.ofSeconds(40));
    record(
        new Fact.ReviewOpened(review(2)),
        new Fact.ReviewRejected("r-2", "ben", "no", NOON.plusSeconds(120)),
        new Fact.ReviewOpened(review(3)),
        new Fact.ReviewExpired("r-3", NOON.plusSeconds(3600)),
        new Fact.ReviewOpened(review(4)));

    Fatigue fatigue = fatigue(2);
    Tally all = new Tally(4, 1, 1, 1, 1);
    assertThat(fatigue.total()).isEqualTo(all);
    assertThat(fatigue.total().waiting()).isEqualTo(1);
    assertThat(fatigue.perDay())
        .containsExactly(
            new Fatigue.Day(LocalDate.parse("2026-02-28"), new Tally(0, 0, 0, 0, 0)),
            new Fatigue.Day(LocalDate.parse("2026-03-01"), all));
    assertThat(fatigue.policies())
        .containsExactly(new Fatigue.Policy("needs-a-peer", "policies/base.cedar", 12, all));
    assertThat(fatigue.pace())
        .isEqualTo(
            new Pace(
                Optional.of(Duration.ofSeconds(40)), Optional.of(Duration.ofSeconds(40)), 1, 0));
    assertThat(fatigue.voters()).isEqualTo(new Voters(1, 1, 1, 0));
  }

  @Test
  void aPolicyWhoseHoldsAreAllApprovedAndHurtNothingIsToBeNarrowed() {
    for (int i = 0; i < 10; i++) {
      approve(i, Duration.ofSeconds(40));
    }
    assertThat(fatigue(14).advice())
        .anyMatch(
            sentence ->
                sentence.startsWith(
                    "Narrow `needs-a-peer` (policies/base.cedar:12): it held 10 actions in 14 days,"
                        + " nobody rejected one, and 10 went through"));
  }

  @Test
  void oneRejectionIsReasonEnoughToKeepAPolicyAsItIs() {
    for (int i = 0; i < 10; i++) {
      approve(i, Duration.ofSeconds(40));
    }
    record(
        new Fact.ReviewOpened(review(11)),
        new Fact.ReviewRejected("r-11", "ben", "no", NOON.plusSeconds(120)));
    assertThat(fatigue(14).advice()).noneMatch(sentence -> sentence.startsWith("Narrow"));
  }

  @Test
  void votesWithinFiveSecondsOfOpeningThePageAreHasty() {
    for (int i = 0; i < 10; i++) {
      approve(i, Duration.ofSeconds(i < 3 ? 4 : 40));
    }
    Fatigue fatigue = fatigue(14);
    assertThat(fatigue.pace().looked()).isEqualTo(10);
    assertThat(fatigue.pace().hasty()).isEqualTo(3);
    assertThat(fatigue.advice())
        .contains(
            "3 of 10 votes came within five seconds of opening the page: nobody has read it by"
                + " then.")
        .noneMatch(sentence -> sentence.contains("ben"));
  }

  @Test
  void reviewsThatNobodyAnswersAskForAnotherWay() {
    for (int i = 0; i < 5; i++) {
      record(
          new Fact.ReviewOpened(review(i)),
          new Fact.ReviewExpired("r-" + i, NOON.plusSeconds(3600)));
    }
    assertThat(fatigue(14).advice())
        .anyMatch(sentence -> sentence.startsWith("5 of 5 reviews by `needs-a-peer`"));
  }

  @Test
  void whatIsOlderThanTheDaysAskedForIsLeftOut() {
    approve(1, Duration.ofSeconds(40));
    Fatigue later = journal.read(books -> Fatigue.of(books, 2, NOON.plus(Duration.ofDays(2))));
    assertThat(later.total().held()).isZero();
  }
}
