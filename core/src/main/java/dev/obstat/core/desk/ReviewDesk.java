package dev.obstat.core.desk;

import dev.obstat.core.catalog.People;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.review.Vote;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/// Where people vote.
public final class ReviewDesk {
  private final Journal journal;
  private final Supplier<? extends People> people;
  private final Ids ids;
  private final Clock clock;

  public ReviewDesk(Journal journal, Supplier<? extends People> people, Ids ids, Clock clock) {
    this.journal = journal;
    this.people = people;
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

  /// Counts a vote, and closes the review when that rejects it or meets its terms; the grant is
  /// issued in the same transaction as the vote that completes them.
  public Answer vote(String reviewId, Vote vote) {
    return journal.write(books -> vote(books, reviewId, vote));
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
    return people.get().knows(person)
        && books
            .reviews()
            .find(reviewId)
            .map(review -> review.isOpen() && !review.barred().contains(person))
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
            } else if (asksForTimeAlone(review) && !now.isBefore(coolOffEnds(review))) {
              books.record(new Fact.ReviewApproved(review.id(), grant(review, now), now));
              changed++;
            }
          }
          return changed;
        });
  }

  private static boolean asksForTimeAlone(Review review) {
    return review.terms().approvals().stream().allMatch(asked -> asked.count() == 0);
  }

  private static Instant coolOffEnds(Review review) {
    return review.opened().plus(review.terms().coolOff());
  }

  private Answer vote(Journal.Transaction books, String reviewId, Vote vote) {
    var found = books.reviews().find(reviewId);
    if (found.isEmpty()) {
      return new Answer.NotCounted("there is no review `" + reviewId + "`");
    }
    Instant now = clock.instant();
    return switch (ReviewState.vote(found.get(), vote, people.get(), now)) {
      case ReviewState.Answer.NotCounted(String why) -> new Answer.NotCounted(why);
      case ReviewState.Answer.Counted(Review review, boolean termsMet) -> {
        books.record(new Fact.VoteCast(reviewId, vote));
        if (review.state() instanceof Review.State.Rejected no) {
          books.record(new Fact.ReviewRejected(reviewId, no.by(), no.comment(), now));
        }
        if (termsMet && !asksForTimeAlone(review)) {
          books.record(new Fact.ReviewApproved(reviewId, grant(review, now), now));
        }
        yield new Answer.Counted(books.reviews().find(reviewId).orElseThrow());
      }
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
        ReviewState.approversOf(review.votes()),
        now,
        notBefore,
        notBefore.plus(Grant.LIFE),
        id,
        new Grant.State.Usable());
  }
}
