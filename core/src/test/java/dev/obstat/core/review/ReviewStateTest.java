package dev.obstat.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Actions;
import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewStateTest {
  private static final Instant OPENED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = OPENED.plusSeconds(60);
  private static final Action ACTION = Actions.deleteBucket("s-1", "cost-reports-eu");
  private static final Terms TWO_PEERS_ONE_OWNER =
      new Terms(
          List.of(
              new Terms.Approvals(new Group.Peers(), 2),
              new Terms.Approvals(new Group.OwnersOf("cost-explorer"), 1)),
          Duration.ZERO,
          Duration.ofHours(1));
  private static final Review REVIEW =
      new Review(
          "r-1",
          ACTION,
          ACTION.digest(),
          "fix the sum",
          TWO_PEERS_ONE_OWNER,
          List.of(),
          Impact.NONE,
          Set.of("olga"),
          OPENED,
          List.of(),
          new Review.State.Open());

  /// Olga operates the agent; Rosa owns; Sam and Tim are in no group that matters.
  private static final People PEOPLE =
      new People() {
        private final Map<String, Set<String>> groups =
            Map.of(
                "olga", Set.of("owners"),
                "rosa", Set.of("owners"),
                "sam", Set.of("sre"),
                "tim", Set.of());

        @Override
        public boolean knows(String person) {
          return groups.containsKey(person);
        }

        @Override
        public Set<String> groupsOf(String person) {
          return groups.getOrDefault(person, Set.of());
        }

        @Override
        public Optional<String> ownersOf(String service) {
          return service.equals("cost-explorer") ? Optional.of("owners") : Optional.empty();
        }
      };

  @Test
  void twoPeersOneOfThemAnOwnerMeetTheTerms() {
    ReviewState.Answer.Counted first = counted(REVIEW, approve("sam"));
    assertThat(first.termsMet()).isFalse();
    assertThat(counted(first.review(), approve("rosa")).termsMet()).isTrue();
  }

  @Test
  void twoPeersWithoutAnOwnerDoNot() {
    Review one = counted(REVIEW, approve("sam")).review();
    assertThat(counted(one, approve("tim")).termsMet()).isFalse();
  }

  @Test
  void onePersonHasOneVote() {
    Review one = counted(REVIEW, approve("rosa")).review();
    ReviewState.Answer.Counted again = counted(one, approve("rosa"));
    assertThat(again.termsMet()).isFalse();
    assertThat(again.review().votes()).hasSize(1);
  }

  @Test
  void theOperatorCannotVoteAndIsToldWhy() {
    assertThat(notCounted(REVIEW, approve("olga"))).contains("another person must decide");
  }

  @Test
  void aStrangerCannotVote() {
    assertThat(notCounted(REVIEW, approve("mallory"))).contains("`mallory` is nobody");
  }

  @Test
  void aRejectionNeedsAReasonAndEndsTheReview() {
    Vote silent = vote("sam", Vote.Choice.REJECT, " ");
    assertThat(notCounted(REVIEW, silent)).contains("needs a reason");

    Review rejected = counted(REVIEW, vote("sam", Vote.Choice.REJECT, "use the fix")).review();
    assertThat(rejected.state()).isEqualTo(new Review.State.Rejected("sam", "use the fix", LATER));
    assertThat(notCounted(rejected, approve("rosa"))).contains("already rejected");
  }

  @Test
  void aVoteOnSomethingElseThanTheReviewIsAboutDoesNotCount() {
    Vote other =
        new Vote(
            "sam",
            Vote.Choice.APPROVE,
            "",
            Actions.deleteBucket("s-1", "another").digest(),
            "console",
            LATER);
    assertThat(notCounted(REVIEW, other)).contains("load the page again");
  }

  @Test
  void anOpenReviewExpiresByItselfAndThenTakesNoVotes() {
    Instant over = OPENED.plus(Duration.ofHours(1));
    assertThat(ReviewState.at(REVIEW, over.minusMillis(1)).isOpen()).isTrue();
    assertThat(ReviewState.at(REVIEW, over).state()).isEqualTo(new Review.State.Expired(over));
    assertThat(ReviewState.vote(REVIEW, approve("sam"), PEOPLE, over))
        .isEqualTo(new ReviewState.Answer.NotCounted("this review expired at " + over));
  }

  @Test
  void votersWhoLeftTheirGroupAreNoLongerEnough() {
    assertThat(ReviewState.termsMet(REVIEW, List.of("rosa", "sam"), PEOPLE)).isTrue();
    assertThat(ReviewState.termsMet(REVIEW, List.of("tim", "sam"), PEOPLE)).isFalse();
    assertThat(ReviewState.termsMet(REVIEW, List.of("rosa", "gone"), PEOPLE)).isFalse();
    assertThat(ReviewState.termsMet(REVIEW, List.of("rosa", "olga"), PEOPLE)).isFalse();
    assertThat(ReviewState.termsMet(REVIEW, List.of("rosa", "rosa"), PEOPLE)).isFalse();
  }

  @Test
  void aServiceWithoutOwnersCannotBeApprovedByAnyone() {
    Terms orphan =
        new Terms(
            List.of(new Terms.Approvals(new Group.OwnersOf("orphan"), 1)),
            Duration.ZERO,
            Duration.ofHours(1));
    assertThat(new Electorate(PEOPLE, Set.of()).meet(orphan, List.of("rosa", "sam", "tim")))
        .isFalse();
  }

  private static ReviewState.Answer.Counted counted(Review review, Vote vote) {
    return (ReviewState.Answer.Counted) ReviewState.vote(review, vote, PEOPLE, LATER);
  }

  private static String notCounted(Review review, Vote vote) {
    return ((ReviewState.Answer.NotCounted) ReviewState.vote(review, vote, PEOPLE, LATER)).why();
  }

  private static Vote approve(String by) {
    return vote(by, Vote.Choice.APPROVE, "");
  }

  private static Vote vote(String by, Vote.Choice choice, String comment) {
    return new Vote(by, choice, comment, REVIEW.digest(), "console", LATER);
  }
}
