package dev.obstat.core.gate;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.grant.Redemption;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What becomes of a held action, inside the dispatch transaction: a grant answers it, a review
/// that is open takes it in, or a new review is opened.
public final class Holds {
  private final Electorates electorates;
  private final Ids ids;

  public Holds(Electorates electorates, Ids ids) {
    this.electorates = electorates;
    this.ids = ids;
  }

  /// The three answers to a hold.
  sealed interface Answer {

    record Granted(Grant grant) implements Answer {}

    record Waits(Review review) implements Answer {}

    record TurnedDown(Review review) implements Answer {}
  }

  Answer settle(Journal.Transaction books, Action action, Context context, Decision.Hold hold) {
    Optional<Review> latest = books.reviews().latestOf(action.digest());
    Optional<Grant> usable = books.grants().usable(action.digest());
    if (usable.isPresent() && latest.isPresent()) {
      Grant grant = usable.get();
      Review review = books.reviews().find(grant.review()).orElseThrow();
      // Who opened the session that comes for it cannot have voted, whichever session asked first.
      Electorate electorate =
          electorates.of(books, review, context.at()).without(context.session().openedBy());
      switch (Redemption.check(grant, review, action, hold, context, electorate)) {
        case Redemption.Answer.Answers _ -> {
          return new Answer.Granted(grant);
        }
        case Redemption.Answer.TooEarly _ -> {
          return new Answer.Waits(review);
        }
        case Redemption.Answer.TooLate no ->
            books.record(new Fact.GrantVoided(grant.id(), no.why(), context.at()));
      }
    }
    return latest
        .map(review -> attach(books, review, action, context, hold))
        .orElseGet(() -> open(books, action, context, hold));
  }

  /// The same action was held before: it joins while people consider it, is told that it was turned
  /// down as long as the review would have lived, and otherwise starts anew.
  private Answer attach(
      Journal.Transaction books,
      Review review,
      Action action,
      Context context,
      Decision.Hold hold) {
    Instant now = context.at();
    Review current = ReviewState.at(review, now);
    return switch (current.state()) {
      case Review.State.Open _ -> {
        if (!current.terms().cover(hold.terms())
            || !action.undoneNoWorseThan(current.action())
            || !context.impact().noLargerThan(current.seen())
            || !context.live().noWorseThan(current.live())) {
          books.record(new Fact.ReviewExpired(current.id(), now));
          yield open(books, action, context, hold);
        }
        if (!current.action().session().equals(action.session())) {
          books.record(new Fact.ReviewJoined(current.id(), action.session(), now));
        }
        yield new Answer.Waits(current);
      }
      case Review.State.Rejected _, Review.State.SentBack _ -> {
        if (now.isBefore(current.expires())) {
          yield new Answer.TurnedDown(current);
        }
        yield open(books, action, context, hold);
      }
      case Review.State.Expired _ -> {
        if (review.isOpen()) {
          books.record(new Fact.ReviewExpired(review.id(), now));
        }
        yield open(books, action, context, hold);
      }
      case Review.State.Approved _ -> open(books, action, context, hold);
    };
  }

  private Answer open(
      Journal.Transaction books, Action action, Context context, Decision.Hold hold) {
    Review review =
        new Review(
            ids.next('r'),
            action,
            action.digest(),
            context.session().intent(),
            hold.terms(),
            hold.reasons(),
            context.impact(),
            context.live(),
            // Mostly the same person, which a set made of single elements would refuse.
            Set.copyOf(List.of(action.principal().operatedBy(), context.session().openedBy())),
            Electorate.membersNow(hold.terms(), electorates.people()),
            context.at(),
            List.of(),
            new Review.State.Open());
    books.record(new Fact.ReviewOpened(review));
    return new Answer.Waits(review);
  }
}
