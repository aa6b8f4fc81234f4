package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises about reviews and grants.
public abstract class ReviewsContract extends JournalFixture {

  @Test
  void aReviewIsFoundByIdAndByDigestTheLatestOfSeveral() {
    Review first = Samples.review("r-1", Samples.delete("s-1", "a"));
    Review second = Samples.review("r-2", Samples.delete("s-2", "a"));
    Review other = Samples.review("r-3", Samples.delete("s-1", "b"));
    record(
        new Fact.ReviewOpened(first),
        new Fact.ReviewExpired("r-1", LATER),
        new Fact.ReviewOpened(second),
        new Fact.ReviewOpened(other));

    assertThat(found(books -> books.reviews().find("r-1")))
        .contains(first.with(List.of(), new Review.State.Expired(LATER)));
    assertThat(found(books -> books.reviews().latestOf(first.digest()))).contains(second);
    assertThat(all(books -> books.reviews().open())).containsExactly(second, other);
    assertThat(all(books -> books.reviews().latest(2))).containsExactly(other, second);
    assertThat(all(books -> books.reviews().latest(9))).hasSize(3);
    assertThat(found(books -> books.reviews().find("r-9"))).isEmpty();
    assertThat(found(books -> books.reviews().latestOf(Samples.read("s-1", "x").digest())))
        .isEmpty();
    refused(new Fact.ReviewOpened(first), "review `r-1` is already there");
  }

  @Test
  void theLaterVoteOfTheSamePersonReplacesTheEarlierOneAndGoesToTheEnd() {
    Review review = Samples.review("r-1", Samples.delete("s-1", "a"));
    Vote bens = Samples.vote("ben", Vote.Choice.APPROVE, review);
    Vote caras = Samples.vote("cara", Vote.Choice.APPROVE, review);
    Vote bensNow = Samples.vote("ben", Vote.Choice.REJECT, review);
    record(
        new Fact.ReviewOpened(review),
        new Fact.VoteCast("r-1", bens),
        new Fact.VoteCast("r-1", caras),
        new Fact.VoteCast("r-1", bensNow));

    assertThat(review("r-1").votes()).containsExactly(caras, bensNow);
    refused(new Fact.VoteCast("r-2", bens), "review `r-2` is not there");
  }

  @Test
  void anApprovedReviewHasItsGrantWhichIsUsableUntilRedeemed() {
    Action action = Samples.delete("s-1", "a");
    Review review = Samples.review("r-1", action);
    Grant grant = Samples.grant("g-1", review);
    record(new Fact.ReviewOpened(review), new Fact.ReviewApproved("r-1", grant, LATER));

    assertThat(review("r-1").state()).isEqualTo(new Review.State.Approved("g-1", LATER));
    assertThat(all(books -> books.reviews().open())).isEmpty();
    assertThat(found(books -> books.grants().usable(action.digest()))).contains(grant);
    assertThat(found(books -> books.grants().find("g-1"))).contains(grant);

    record(Samples.dispatched("d-1", action, "g-1", LATER));
    assertThat(found(books -> books.grants().usable(action.digest()))).isEmpty();
    assertThat(grant("g-1").state()).isEqualTo(new Grant.State.Redeemed("d-1", LATER));
    refused(Samples.dispatched("d-2", action, "g-1", LATER), "grant `g-1` is no longer usable");
    refused(Samples.dispatched("d-2", action, "g-2", LATER), "grant `g-2` is not there");
    refused(new Fact.GrantVoided("g-1", "late", LATER), "grant `g-1` is no longer usable");
  }

  @Test
  void theLatestUsableGrantOfADigestIsTheOneThatCounts() {
    Action action = Samples.delete("s-1", "a");
    Review first = Samples.review("r-1", action);
    Review second = Samples.review("r-2", action);
    record(
        new Fact.ReviewOpened(first),
        new Fact.ReviewApproved("r-1", Samples.grant("g-1", first), LATER),
        new Fact.ReviewOpened(second),
        new Fact.ReviewApproved("r-2", Samples.grant("g-2", second), LATER));
    assertThat(found(books -> books.grants().usable(action.digest())).orElseThrow().id())
        .isEqualTo("g-2");

    record(new Fact.GrantVoided("g-2", "the impact grew", LATER));
    assertThat(found(books -> books.grants().usable(action.digest())).orElseThrow().id())
        .isEqualTo("g-1");
    assertThat(grant("g-2").state()).isEqualTo(new Grant.State.Voided("the impact grew", LATER));
    assertThat(found(books -> books.grants().find("g-3"))).isEmpty();
  }

  @Test
  void aVoteIsTakenBackFromAnOpenReviewAndFromAnApprovedOne() {
    Review review = Samples.review("r-1", Samples.delete("s-1", "a"));
    Vote bens = Samples.vote("ben", Vote.Choice.APPROVE, review);
    Vote caras = Samples.vote("cara", Vote.Choice.APPROVE, review);
    record(
        new Fact.ReviewOpened(review),
        new Fact.VoteCast("r-1", bens),
        new Fact.VoteWithdrawn("r-1", "ben", LATER),
        new Fact.VoteCast("r-1", caras),
        new Fact.ReviewApproved("r-1", Samples.grant("g-1", review), LATER));
    assertThat(review("r-1").votes()).containsExactly(caras);

    record(new Fact.VoteWithdrawn("r-1", "cara", LATER));
    assertThat(review("r-1").votes()).isEmpty();
    assertThat(review("r-1").state()).isEqualTo(new Review.State.Approved("g-1", LATER));
    refused(new Fact.VoteWithdrawn("r-1", "cara", LATER), "review `r-1` has no vote of `cara`");
    refused(new Fact.VoteWithdrawn("r-2", "cara", LATER), "review `r-2` is not there");
  }

  @Test
  void anApprovedReviewIsStoppedAndThenChangesNoMore() {
    Review review = Samples.review("r-1", Samples.delete("s-1", "a"));
    record(
        new Fact.ReviewOpened(review),
        new Fact.ReviewApproved("r-1", Samples.grant("g-1", review), LATER),
        new Fact.ReviewSentBack("r-1", "ben", "with a snapshot", LATER),
        new Fact.GrantVoided("g-1", "ben said no after all", LATER));
    assertThat(review("r-1").state())
        .isEqualTo(new Review.State.SentBack("ben", "with a snapshot", LATER));
    refused(
        new Fact.ReviewRejected("r-1", "ben", "again", LATER), "review `r-1` is no longer open");
    refused(new Fact.VoteWithdrawn("r-1", "ben", LATER), "review `r-1` is no longer open");
  }

  @Test
  void whoOpenedASessionThatJoinsAReviewIsBarredToo() {
    Review review = Samples.review("r-1", Samples.delete("s-1", "a"));
    Session first = Samples.session("s-2");
    Session others =
        new Session(
            "s-2",
            first.agent(),
            "ben",
            first.intent(),
            first.accessKeyId(),
            first.opened(),
            first.expires(),
            first.standing());
    record(
        new Fact.SessionOpened(others),
        new Fact.ReviewOpened(review),
        new Fact.ReviewJoined("r-1", "s-2", LATER),
        new Fact.ReviewJoined("r-1", "s-9", LATER));
    assertThat(review("r-1").barred()).containsExactlyInAnyOrder("ana", "olga", "ben");
    assertThat(all(books -> books.reviews().open()).getFirst().barred()).contains("ben");
  }

  @Test
  void whoChangedPoliciesAndCatalogIsKnownFromThenOnByName() {
    record(
        new Fact.PolicySetInForce(
            "p1", Map.of(), Map.of("a.cedar", Set.of("ben", "cara"), "b.cedar", Set.of()), LATER),
        new Fact.CatalogInForce(
            "c1", Map.of(), Map.of("x.yaml", Set.of("ben"), "y.yaml", Set.of("ben")), LATER));

    assertThat(all(books -> List.copyOf(books.edits().editors(LATER))))
        .containsExactlyInAnyOrder("ben", "cara");
    assertThat(all(books -> List.copyOf(books.edits().editors(LATER.plusMillis(1))))).isEmpty();
    assertThat(all(books -> books.edits().latest(LATER, 9)))
        .containsExactly(
            new Edit(Edit.CATALOG, "ben", 2, "x.yaml", LATER),
            new Edit(Edit.POLICIES, "cara", 1, "a.cedar", LATER),
            new Edit(Edit.POLICIES, "ben", 1, "a.cedar", LATER),
            new Edit(Edit.POLICIES, "", 1, "b.cedar", LATER));
    assertThat(all(books -> books.edits().latest(LATER, 1))).hasSize(1);
    record(new Fact.PolicySetInForce("p2", Map.of("a.cedar", "01"), LATER));
    assertThat(all(books -> List.of(books.edits().inForce(Edit.POLICIES))))
        .containsExactly(Map.of("a.cedar", "01"));
    assertThat(all(books -> List.of(books.edits().inForce(Edit.CATALOG))))
        .containsExactly(Map.of());
  }

  @Test
  void aReviewThatIsNoLongerOpenChangesNoMore() {
    Review review = Samples.review("r-1", Samples.delete("s-1", "a"));
    record(
        new Fact.ReviewOpened(review),
        new Fact.ReviewRejected("r-1", "ben", "not like this", LATER));
    assertThat(review("r-1").state())
        .isEqualTo(new Review.State.Rejected("ben", "not like this", LATER));

    String message = "review `r-1` is no longer open";
    refused(new Fact.ReviewExpired("r-1", LATER), message);
    refused(new Fact.ReviewRejected("r-1", "ben", "again", LATER), message);
    refused(new Fact.ReviewApproved("r-1", Samples.grant("g-1", review), LATER), message);
    refused(new Fact.VoteCast("r-1", Samples.vote("ben", Vote.Choice.APPROVE, review)), message);
    assertThat(found(books -> books.grants().find("g-1"))).isEmpty();
    refused(new Fact.ReviewJoined("r-2", "s-1", LATER), "review `r-2` is not there");
  }
}
