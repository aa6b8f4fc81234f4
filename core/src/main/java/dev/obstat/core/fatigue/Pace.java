package dev.obstat.core.fatigue;

import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How fast people answered.
///
/// @param median from a review's opening to its decision; empty while none is decided
/// @param slow nine of ten were decided within this
/// @param looked votes of people who had opened the page
/// @param hasty of those: cast within five seconds of it
public record Pace(Optional<Duration> median, Optional<Duration> slow, int looked, int hasty) {
  /// Faster than this nobody has read the page.
  public static final Duration HASTY = Duration.ofSeconds(5);

  static Pace of(Collection<Asked> asked) {
    List<Duration> waits = new ArrayList<>();
    int looked = 0;
    int hasty = 0;
    for (Asked each : asked) {
      decided(each.review())
          .ifPresent(at -> waits.add(Duration.between(each.review().opened(), at)));
      for (Vote vote : each.review().votes()) {
        Optional<Instant> look =
            each.looks().stream()
                .filter(one -> one.by().equals(vote.by()))
                .map(one -> one.at())
                .findFirst();
        if (look.isPresent()) {
          looked++;
          hasty += Duration.between(look.get(), vote.at()).compareTo(HASTY) < 0 ? 1 : 0;
        }
      }
    }
    Collections.sort(waits);
    return new Pace(at(waits, 50), at(waits, 90), looked, hasty);
  }

  private static Optional<Instant> decided(Review review) {
    return switch (review.state()) {
      case Review.State.Approved approved -> Optional.of(approved.at());
      case Review.State.Rejected rejected -> Optional.of(rejected.at());
      case Review.State.SentBack back -> Optional.of(back.at());
      case Review.State.Open _, Review.State.Expired _ -> Optional.empty();
    };
  }

  private static Optional<Duration> at(List<Duration> sorted, int percent) {
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get((sorted.size() - 1) * percent / 100));
  }
}
