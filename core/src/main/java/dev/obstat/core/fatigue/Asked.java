package dev.obstat.core.fatigue;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Look;
import dev.obstat.core.review.Review;
import java.time.Instant;
import java.util.List;

/// One review as a question to people.
///
/// @param looks who opened its page when, first times
/// @param harmless whether it was approved, went and was accepted, and nothing in the catalog was
///   hurt
record Asked(Review review, List<Look> looks, boolean harmless) {

  Asked {
    looks = List.copyOf(looks);
  }

  /// Those opened since, newest first.
  ///
  /// @param most how many at most
  static List<Asked> since(Books books, Instant since, int most) {
    return books.reviews().latest(most).stream()
        .filter(review -> !review.opened().isBefore(since))
        .map(
            review ->
                new Asked(review, books.reviews().looks(review.id()), wasHarmless(books, review)))
        .toList();
  }

  private static boolean wasHarmless(Books books, Review review) {
    return review.seen().isNone()
        && review.state() instanceof Review.State.Approved approved
        && books.grants().find(approved.grant()).map(grant -> went(books, grant)).orElse(false);
  }

  private static boolean went(Books books, Grant grant) {
    return grant.state() instanceof Grant.State.Redeemed redeemed
        && books
            .dispatches()
            .find(redeemed.dispatch())
            .map(dispatch -> dispatch.state() instanceof Dispatch.State.Completed)
            .orElse(false);
  }
}
