package dev.obstat.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Actions;
import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.review.Look;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewDeskTest {
  private static final Instant OPENED = Samples.NOON;
  private static final Duration COOL_OFF = Duration.ofMinutes(10);
  private static final Action ACTION = Actions.deleteBucket("s-1", "cost-reports-eu");

  private static final People ANYBODY =
      new People() {
        @Override
        public boolean knows(String person) {
          return true;
        }

        @Override
        public Set<String> groupsOf(String person) {
          return Set.of();
        }

        @Override
        public Set<String> membersOf(String group) {
          return Set.of();
        }

        @Override
        public Optional<String> ownersOf(String service) {
          return Optional.empty();
        }
      };

  private final InMemoryJournal journal = new InMemoryJournal(Clock.fixed(OPENED, ZoneOffset.UTC));

  @Test
  void aReviewThatAsksForTimeAloneIsGrantedWhenItsCoolOffHasPassed() {
    open();

    assertThat(deskAt(OPENED.plus(COOL_OFF).minusMillis(1)).passTime()).isZero();
    assertThat(review().isOpen()).isTrue();

    assertThat(deskAt(OPENED.plus(COOL_OFF)).passTime()).isEqualTo(1);
    Review.State.Approved approved = (Review.State.Approved) review().state();
    Grant grant = journal.read(books -> books.grants().find(approved.grant())).orElseThrow();
    assertThat(grant.notBefore()).isEqualTo(OPENED.plus(COOL_OFF));
    assertThat(grant.voters()).isEmpty();
  }

  @Test
  void theFirstLookOfSomebodyWhoMayVoteIsNotedAndNoOther() {
    open();
    deskAt(OPENED).looked(review().id(), "ben");
    deskAt(OPENED).looked(review().id(), "ben");
    deskAt(OPENED).looked("r-unknown", "ben");
    deskAt(OPENED).looked(review().id(), "olga");
    assertThat(whoLooked()).containsExactly("ben");

    vote(Vote.Choice.REJECT, OPENED.plusSeconds(1));
    deskAt(OPENED).looked(review().id(), "cara");
    assertThat(whoLooked()).containsExactly("ben");
  }

  @Test
  void aYesDoesNotShortenTheCoolOff() {
    open();
    vote(Vote.Choice.APPROVE, OPENED.plusSeconds(1));
    assertThat(review().isOpen()).isTrue();
  }

  @Test
  void anyoneWhoMayVoteStopsIt() {
    open();
    vote(Vote.Choice.REJECT, OPENED.plusSeconds(1));
    assertThat(deskAt(OPENED.plus(COOL_OFF)).passTime()).isZero();
    assertThat(review().state()).isInstanceOf(Review.State.Rejected.class);
  }

  @Test
  void anOpenReviewEndsWhenItsTimeIsOver() {
    open();
    assertThat(deskAt(OPENED.plus(Duration.ofHours(2))).passTime()).isEqualTo(1);
    assertThat(review().state()).isInstanceOf(Review.State.Expired.class);
    assertThat(deskAt(OPENED.plus(Duration.ofHours(2))).passTime()).isZero();
  }

  @Test
  void aVoteOnAReviewThatDoesNotExistSaysSo() {
    ReviewDesk.Answer answer = deskAt(OPENED).vote("r-none", of(Vote.Choice.APPROVE, OPENED));
    assertThat(answer).isEqualTo(new ReviewDesk.Answer.NotCounted("there is no review `r-none`"));
  }

  private void open() {
    Review review =
        new Review(
            "r-1",
            ACTION,
            ACTION.digest(),
            "tidy up",
            new Terms(List.of(), COOL_OFF, Duration.ofHours(1)),
            List.of(),
            Impact.NONE,
            Set.of("olga"),
            Map.of(),
            OPENED,
            List.of(),
            new Review.State.Open());
    journal.write(
        books -> {
          books.record(new Fact.SessionOpened(Samples.session("s-1")));
          books.record(new Fact.ReviewOpened(review));
          return review;
        });
  }

  private void vote(Vote.Choice choice, Instant at) {
    assertThat(deskAt(at).vote("r-1", of(choice, at)))
        .isInstanceOf(ReviewDesk.Answer.Counted.class);
  }

  private Vote of(Vote.Choice choice, Instant at) {
    String shown =
        journal.read(
            books ->
                books
                    .reviews()
                    .find("r-1")
                    .map(review -> Electorates.showing(books, review, at).text())
                    .orElse(""));
    return new Vote(
        "sam", choice, "wait for the report run", ACTION.digest(), shown, "console", at);
  }

  private Review review() {
    return journal.read(books -> books.reviews().find("r-1")).orElseThrow();
  }

  private List<String> whoLooked() {
    String id = review().id();
    return journal.read(books -> books.reviews().looks(id).stream().map(Look::by).toList());
  }

  private ReviewDesk deskAt(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new ReviewDesk(
        journal, new Electorates(() -> ANYBODY), new Ids(new SecureRandom()), clock);
  }
}
