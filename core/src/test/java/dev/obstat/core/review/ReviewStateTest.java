package dev.obstat.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Actions;
import dev.obstat.core.catalog.People;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          Map.of("owners of cost-explorer", Set.of("olga", "rosa")),
          OPENED,
          List.of(),
          new Review.State.Open());

  private static final Terms OWNER_THEN_SRE =
      new Terms(
          List.of(new Terms.Approvals(new Group.OwnersOf("cost-explorer"), 1)),
          List.of(new Terms.Round(List.of(new Terms.Approvals(new Group.Named("sre"), 1)))),
          Duration.ZERO,
          Duration.ofHours(1));
  private static final Showing SHOWN =
      Showing.of(REVIEW, Optional.empty(), Showing.Brakes.NONE, LATER);

  /// Olga operates the agent; Rosa owns; Sam and Tim are in no group that matters.
  private static final People PEOPLE =
      new Colleagues(
          Map.of(
              "olga", Set.of("owners"),
              "rosa", Set.of("owners"),
              "sam", Set.of("sre"),
              "tim", Set.of()));

  private record Colleagues(Map<String, Set<String>> groups) implements People {
    @Override
    public boolean knows(String person) {
      return groups.containsKey(person);
    }

    @Override
    public Set<String> groupsOf(String person) {
      return groups.getOrDefault(person, Set.of());
    }

    @Override
    public Set<String> membersOf(String group) {
      return groups.keySet().stream()
          .filter(person -> groupsOf(person).contains(group))
          .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> ownersOf(String service) {
      return service.equals("cost-explorer") ? Optional.of("owners") : Optional.empty();
    }
  }

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
    assertThat(notCounted(one, approve("rosa"))).contains("one person has one vote");
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
  void sentBackWithoutAConditionDoesNotCountAndWithOneItEndsTheReview() {
    assertThat(notCounted(REVIEW, vote("sam", Vote.Choice.SEND_BACK, "")))
        .contains("on what condition");
    Review back = counted(REVIEW, vote("sam", Vote.Choice.SEND_BACK, "with a snapshot")).review();
    assertThat(back.state()).isEqualTo(new Review.State.SentBack("sam", "with a snapshot", LATER));
    assertThat(notCounted(back, approve("rosa"))).contains("already sent back");
  }

  @Test
  void aVoteOnSomethingElseThanTheReviewIsAboutDoesNotCount() {
    Vote other =
        new Vote(
            "sam",
            Vote.Choice.APPROVE,
            "",
            Actions.deleteBucket("s-1", "another").digest(),
            SHOWN.text(),
            "console",
            LATER);
    assertThat(notCounted(REVIEW, other)).contains("load the page again");
  }

  @Test
  void anApprovalOfWhatChangedSinceItWasShownDoesNotCountAndIsToldWhatChanged() {
    Showing halted =
        Showing.of(
            REVIEW,
            Optional.empty(),
            new Showing.Brakes(
                List.of(new Halt("h-1", new Scope.Everything(), "rosa", "stop", LATER)),
                List.of(),
                List.of()),
            LATER);
    ReviewState.Answer answer =
        ReviewState.vote(
            REVIEW.barring(Set.of("olga", "tim")),
            approve("sam"),
            Showing.of(
                REVIEW.barring(Set.of("olga", "tim")),
                Optional.empty(),
                new Showing.Brakes(
                    List.of(new Halt("h-1", new Scope.Everything(), "rosa", "stop", LATER)),
                    List.of(),
                    List.of()),
                LATER),
            electorate(REVIEW),
            false,
            LATER);
    assertThat(answer)
        .isEqualTo(
            new ReviewState.Answer.NotCounted(
                "this changed since you looked: barred, brakes; look at it again, then decide"));
    assertThat(halted.changedSince(SHOWN)).containsExactly("brakes");
    assertThat(Showing.parse(halted.text())).contains(halted);
    assertThat(halted.hash()).matches("[0-9a-f]{64}").isNotEqualTo(SHOWN.hash());
  }

  @Test
  void anApprovalThatDoesNotSayWhatWasShownDoesNotCountButARejectionDoes() {
    for (String shown : List.of("", "impact", "impact:xyz", "x".repeat(2_000), "a:1 b:2")) {
      Vote blind = new Vote("sam", Vote.Choice.APPROVE, "", REVIEW.digest(), shown, "x", LATER);
      assertThat(notCounted(REVIEW, blind)).contains("send along `shown`");
    }
    Vote no = new Vote("sam", Vote.Choice.REJECT, "no", REVIEW.digest(), "", "x", LATER);
    assertThat(counted(REVIEW, no).review().state()).isInstanceOf(Review.State.Rejected.class);
  }

  @Test
  void everyPartOfWhatIsShownIsPartOfWhatIsVotedOn() {
    Review other =
        new Review(
            "r-1",
            Actions.deleteBucket("s-1", "another"),
            Actions.deleteBucket("s-1", "another").digest(),
            "something else",
            new Terms(
                List.of(new Terms.Approvals(new Group.Peers(), 1)),
                Duration.ZERO,
                Duration.ofHours(2)),
            List.of(Reason.builtIn("halt", "so", "x")),
            Impact.NONE.withUnknown("what it costs"),
            Set.of("sam"),
            Map.of(),
            OPENED,
            List.of(),
            new Review.State.Open());
    assertThat(Showing.of(other, Optional.empty(), Showing.Brakes.NONE, LATER).changedSince(SHOWN))
        .containsExactly("action", "barred", "impact", "intent", "reasons", "terms");
  }

  @Test
  void anOpenReviewExpiresByItselfAndThenTakesNoVotes() {
    Instant over = OPENED.plus(Duration.ofHours(1));
    assertThat(ReviewState.at(REVIEW, over.minusMillis(1)).isOpen()).isTrue();
    assertThat(ReviewState.at(REVIEW, over).state()).isEqualTo(new Review.State.Expired(over));
    assertThat(ReviewState.vote(REVIEW, approve("sam"), SHOWN, electorate(REVIEW), false, over))
        .isEqualTo(new ReviewState.Answer.NotCounted("this review expired at " + over));
  }

  @Test
  void votersWhoLeftTheirGroupAreNoLongerEnough() {
    assertThat(met(REVIEW, PEOPLE, "rosa", "sam")).isTrue();
    assertThat(met(REVIEW, PEOPLE, "tim", "sam")).isFalse();
    assertThat(met(REVIEW, PEOPLE, "rosa", "gone")).isFalse();
    assertThat(met(REVIEW, PEOPLE, "rosa", "olga")).isFalse();
    assertThat(met(REVIEW, PEOPLE, "rosa", "rosa")).isFalse();
  }

  @Test
  void whoJoinsAGroupAfterTheReviewWasOpenedDoesNotVoteInItsName() {
    People later =
        new Colleagues(
            Map.of("tim", Set.of("owners"), "sam", Set.of("sre"), "olga", Set.of("owners")));
    assertThat(met(REVIEW, later, "tim", "sam")).isFalse();
    assertThat(met(REVIEW.with(List.of(), REVIEW.state()), later, "rosa", "sam")).isFalse();
  }

  @Test
  void whoLatelyChangedPoliciesOrCatalogDoesNotVote() {
    Electorate electorate = Electorate.of(REVIEW, PEOPLE, Set.of("rosa"));
    assertThat(electorate.whyNot("rosa").orElse("")).contains("you lately changed the policies");
    assertThat(electorate.tally(List.of(approve("rosa"), approve("sam"))).isMet()).isFalse();
    assertThat(electorate.mayVote("sam")).isTrue();
  }

  @Test
  void aServiceWithoutOwnersCannotBeApprovedByAnyone() {
    Terms orphan =
        new Terms(
            List.of(new Terms.Approvals(new Group.OwnersOf("orphan"), 1)),
            Duration.ZERO,
            Duration.ofHours(1));
    Review review = asking(orphan);
    assertThat(review.electorate()).containsEntry("owners of orphan", Set.of());
    assertThat(met(review, PEOPLE, "rosa", "sam", "tim")).isFalse();
  }

  @Test
  void theNextRoundBeginsWhenTheOneBeforeIsMetAndNobodyCountsInTwo() {
    Review review = asking(OWNER_THEN_SRE);
    assertThat(notCounted(review, approve("sam"))).contains("others decide first");
    Review owner = counted(review, approve("rosa")).review();
    assertThat(counted(owner, approve("sam")).termsMet()).isTrue();

    assertThat(met(review, PEOPLE, "sam", "rosa")).isFalse();
    People both = new Colleagues(Map.of("rosa", Set.of("owners", "sre"), "sam", Set.of("sre")));
    assertThat(met(asking(OWNER_THEN_SRE, both), both, "rosa")).isFalse();
    assertThat(met(asking(OWNER_THEN_SRE, both), both, "rosa", "sam")).isTrue();
  }

  @Test
  void anApprovalThatIsTakenBackCountsNoMoreAndNeitherDoTheRoundsThatStoodOnIt() {
    Review owner = counted(asking(OWNER_THEN_SRE), approve("rosa")).review();
    Review both = counted(owner, approve("sam")).review();
    ReviewState.Answer.Counted back = withdrawn(both, "rosa");
    assertThat(back.termsMet()).isFalse();
    assertThat(back.review().votes()).extracting(Vote::by).containsExactly("sam");
    assertThat(electorate(both).tally(back.review().votes()).running()).isZero();

    assertThat(ReviewState.withdraw(both, "tim", electorate(both), false, LATER))
        .isEqualTo(
            new ReviewState.Answer.NotCounted(
                "you have not approved this, so there is nothing to take back"));
  }

  @Test
  void anApprovedReviewIsStoppedAsLongAsItsGrantIsNotUsed() {
    Review approved = REVIEW.with(List.of(), new Review.State.Approved("g-1", LATER));
    Vote no = vote("sam", Vote.Choice.REJECT, "wait");
    assertThat(ReviewState.vote(approved, no, SHOWN, electorate(approved), true, LATER))
        .isInstanceOf(ReviewState.Answer.Counted.class);
    assertThat(ReviewState.vote(approved, no, SHOWN, electorate(approved), false, LATER))
        .isEqualTo(new ReviewState.Answer.NotCounted("this review is already approved"));
    assertThat(ReviewState.vote(approved, approve("sam"), SHOWN, electorate(REVIEW), true, LATER))
        .isEqualTo(new ReviewState.Answer.NotCounted("this review is already approved"));
    assertThat(ReviewState.withdraw(approved, "sam", electorate(REVIEW), false, LATER))
        .isEqualTo(
            new ReviewState.Answer.NotCounted("it is too late: the grant was used, or is over"));
  }

  private static Review asking(Terms terms) {
    return asking(terms, PEOPLE);
  }

  private static Review asking(Terms terms, People people) {
    return new Review(
        "r-1",
        ACTION,
        ACTION.digest(),
        "fix the sum",
        terms,
        List.of(),
        Impact.NONE,
        Set.of("olga"),
        Electorate.membersNow(terms, people),
        OPENED,
        List.of(),
        new Review.State.Open());
  }

  private static boolean met(Review review, People people, String... approvers) {
    List<Vote> votes = Stream.of(approvers).map(ReviewStateTest::approve).toList();
    return Electorate.of(review, people, Set.of()).tally(votes).isMet();
  }

  private static Electorate electorate(Review review) {
    return Electorate.of(review, PEOPLE, Set.of());
  }

  private static ReviewState.Answer.Counted withdrawn(Review review, String by) {
    return (ReviewState.Answer.Counted)
        ReviewState.withdraw(review, by, electorate(review), false, LATER);
  }

  private static ReviewState.Answer.Counted counted(Review review, Vote vote) {
    return (ReviewState.Answer.Counted) answer(review, vote);
  }

  private static String notCounted(Review review, Vote vote) {
    return ((ReviewState.Answer.NotCounted) answer(review, vote)).why();
  }

  /// Whoever votes has just looked.
  private static ReviewState.Answer answer(Review review, Vote vote) {
    Showing now = Showing.of(review, Optional.empty(), Showing.Brakes.NONE, LATER);
    Vote looked =
        vote.shown().equals(SHOWN.text())
            ? new Vote(
                vote.by(),
                vote.choice(),
                vote.comment(),
                vote.digest(),
                now.text(),
                vote.manner(),
                vote.at())
            : vote;
    return ReviewState.vote(review, looked, now, electorate(review), false, LATER);
  }

  private static Vote approve(String by) {
    return vote(by, Vote.Choice.APPROVE, "");
  }

  private static Vote vote(String by, Vote.Choice choice, String comment) {
    return new Vote(by, choice, comment, REVIEW.digest(), SHOWN.text(), "console", LATER);
  }
}
