package dev.obstat.core.desk;

import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.review.Vote;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Where people vote, and take a vote back.
public final class ReviewDesk {
  private final Journal journal;
  private final Electorates electorates;
  private final StepUp stepUp;
  private final Ids ids;
  private final Clock clock;

  public ReviewDesk(Journal journal, Electorates electorates, Ids ids, Clock clock) {
    this(journal, electorates, StepUp.WHERE_ENROLLED, ids, clock);
  }

  /// @param stepUp when an approval needs a touch
  public ReviewDesk(Journal journal, Electorates electorates, StepUp stepUp, Ids ids, Clock clock) {
    this.stepUp = stepUp;
    this.journal = journal;
    this.electorates = electorates;
    this.ids = ids;
    this.clock = clock;
  }

  /// What became of a vote.
  public sealed interface Answer {

    /// It counts; the review stands as given.
    record Counted(Review review) implements Answer {}

    /// It does not count, and why, in a sentence for the voter.
    record NotCounted(String why) implements Answer {}
  }

  /// Counts a vote, and closes the review when that ends it or meets its terms; the grant is issued
  /// in the same transaction as the vote that completes them. A rejection of what was approved
  /// makes its grant void, as long as that was not redeemed.
  public Answer vote(String reviewId, Vote vote) {
    return vote(reviewId, vote, Optional.empty());
  }

  /// @param touch of one of the voter's passkeys, whose signature is good
  public Answer vote(String reviewId, Vote vote, Optional<Touch> touch) {
    return journal.write(
        books ->
            books
                .reviews()
                .find(reviewId)
                .map(review -> vote(books, review, vote, touch))
                .orElseGet(() -> noReview(reviewId)));
  }

  /// Takes an approval back. Where the others are no longer enough, the grant is void.
  public Answer withdraw(String reviewId, String by) {
    return journal.write(
        books ->
            books
                .reviews()
                .find(reviewId)
                .map(review -> withdraw(books, review, by))
                .orElseGet(() -> noReview(reviewId)));
  }

  private static Answer noReview(String id) {
    return new Answer.NotCounted("there is no review `" + id + "`");
  }

  /// Notes that somebody who may vote on a review has it before them, once for each person. What is
  /// not open, or unknown, is left alone.
  public void looked(String reviewId, String person) {
    if (journal.read(books -> isNewTo(books, reviewId, person))) {
      journal.write(
          books -> {
            if (isNewTo(books, reviewId, person)) {
              books.record(new Fact.ReviewSeen(reviewId, person, clock.instant()));
            }
            return true;
          });
    }
  }

  private boolean isNewTo(Books books, String reviewId, String person) {
    return books
            .reviews()
            .find(reviewId)
            .filter(Review::isOpen)
            .map(review -> electorates.of(books, review, clock.instant()).mayVote(person))
            .orElse(false)
        && books.reviews().looks(reviewId).stream().noneMatch(look -> look.by().equals(person));
  }

  /// Lets time do its part with all open reviews: one whose time is over ends; one that asks for no
  /// votes but for time is granted once its cool-off has passed and nobody stopped it.
  ///
  /// @return how many changed
  public int passTime() {
    return journal.write(
        books -> {
          Instant now = clock.instant();
          int changed = 0;
          for (Review review : books.reviews().open()) {
            if (!ReviewState.at(review, now).isOpen()) {
              books.record(new Fact.ReviewExpired(review.id(), now));
              changed++;
            } else if (review.terms().askForTimeAlone() && !now.isBefore(coolOffEnds(review))) {
              books.record(new Fact.ReviewApproved(review.id(), grant(review, now), now));
              changed++;
            }
          }
          return changed;
        });
  }

  private static Instant coolOffEnds(Review review) {
    return review.opened().plus(review.terms().coolOff());
  }

  /// Whether this person's approval would need a touch.
  public StepUp.Need stepUp(Books books, Review review, String person) {
    return stepUp.of(books, review, person);
  }

  private Answer vote(Journal.Transaction books, Review review, Vote vote, Optional<Touch> touch) {
    Instant now = clock.instant();
    Optional<Grant> stoppable = stoppable(books, review, now);
    ReviewState.Answer answer =
        ReviewState.vote(
            review,
            vote,
            Electorates.showing(books, review, now),
            electorates.of(books, review, now),
            stoppable.isPresent(),
            now);
    return switch (answer) {
      case ReviewState.Answer.NotCounted(String why) -> new Answer.NotCounted(why);
      case ReviewState.Answer.Counted(Review voted, boolean termsMet) -> {
        Optional<String> unconfirmed = stepUp.confirm(books, review, vote, touch);
        if (unconfirmed.isPresent()) {
          yield new Answer.NotCounted(unconfirmed.get());
        }
        books.record(new Fact.VoteCast(review.id(), vote));
        switch (voted.state()) {
          case Review.State.Rejected no ->
              books.record(new Fact.ReviewRejected(review.id(), no.by(), no.comment(), now));
          case Review.State.SentBack back ->
              books.record(new Fact.ReviewSentBack(review.id(), back.by(), back.condition(), now));
          case Review.State.Open _ when termsMet && !review.terms().askForTimeAlone() ->
              books.record(new Fact.ReviewApproved(review.id(), grant(voted, now), now));
          case Review.State.Open _, Review.State.Approved _, Review.State.Expired _ -> {}
        }
        if (vote.choice() != Vote.Choice.APPROVE) {
          stoppable.ifPresent(
              grant ->
                  books.record(
                      new Fact.GrantVoided(grant.id(), vote.by() + " said no after all", now)));
        }
        yield counted(books, review);
      }
    };
  }

  private Answer withdraw(Journal.Transaction books, Review review, String by) {
    Instant now = clock.instant();
    Optional<Grant> stoppable = stoppable(books, review, now);
    Electorate electorate = electorates.of(books, review, now);
    return switch (ReviewState.withdraw(review, by, electorate, stoppable.isPresent(), now)) {
      case ReviewState.Answer.NotCounted(String why) -> new Answer.NotCounted(why);
      case ReviewState.Answer.Counted(Review _, boolean termsMet) -> {
        books.record(new Fact.VoteWithdrawn(review.id(), by, now));
        if (!termsMet) {
          stoppable.ifPresent(
              grant ->
                  books.record(
                      new Fact.GrantVoided(
                          grant.id(),
                          by + " took their approval back, and the others are not enough",
                          now)));
        }
        yield counted(books, review);
      }
    };
  }

  private static Answer counted(Books books, Review review) {
    return new Answer.Counted(books.reviews().find(review.id()).orElseThrow());
  }

  /// The grant of an approved review, while it can still be made void.
  private static Optional<Grant> stoppable(Books books, Review review, Instant now) {
    return switch (review.state()) {
      case Review.State.Approved(String grant, Instant _) ->
          books
              .grants()
              .find(grant)
              .filter(found -> found.state() instanceof Grant.State.Usable)
              .filter(found -> now.isBefore(found.expires()));
      case Review.State.Open _,
          Review.State.Rejected _,
          Review.State.SentBack _,
          Review.State.Expired _ ->
          Optional.empty();
    };
  }

  private Grant grant(Review review, Instant now) {
    Instant coolOffEnds = coolOffEnds(review);
    Instant notBefore = coolOffEnds.isAfter(now) ? coolOffEnds : now;
    String id = ids.next('g');
    return new Grant(
        id,
        review.id(),
        review.digest(),
        review.terms(),
        review.seen(),
        Electorate.approversOf(review.votes()).toList(),
        now,
        notBefore,
        notBefore.plus(Grant.LIFE),
        id,
        new Grant.State.Usable());
  }
}
