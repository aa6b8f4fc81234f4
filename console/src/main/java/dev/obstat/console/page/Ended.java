package dev.obstat.console.page;

import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import java.time.Instant;
import java.util.List;

/// How a review ended.
///
/// @param by who ended it; empty when time did
/// @param why in their words; empty for none
record Ended(Shown by, Shown why, Instant at) {

  static Ended of(Review review) {
    return switch (review.state()) {
      case Review.State.Open _ -> new Ended(Shown.of(""), Shown.of(""), review.expires());
      case Review.State.Approved approved ->
          new Ended(Shown.of(String.join(", ", approvers(review))), Shown.of(""), approved.at());
      case Review.State.Rejected rejected ->
          new Ended(Shown.of(rejected.by()), Shown.of(rejected.comment()), rejected.at());
      case Review.State.SentBack back ->
          new Ended(Shown.of(back.by()), Shown.of(back.condition()), back.at());
      case Review.State.Expired expired -> new Ended(Shown.of(""), Shown.of(""), expired.at());
    };
  }

  private static List<String> approvers(Review review) {
    return Electorate.approversOf(review.votes()).toList();
  }
}
