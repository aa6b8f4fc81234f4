package dev.obstat.core.fatigue;

import dev.obstat.core.review.Review;
import java.util.Collection;

/// What became of some reviews.
///
/// @param held how many there were
/// @param rejected or sent back with a condition
/// @param harmless of those approved: went, and nothing in the catalog was hurt
public record Tally(int held, int approved, int rejected, int expired, int harmless) {

  static Tally of(Collection<Asked> asked) {
    int approved = 0;
    int rejected = 0;
    int expired = 0;
    int harmless = 0;
    for (Asked each : asked) {
      switch (each.review().state()) {
        case Review.State.Open _ -> {}
        case Review.State.Approved _ -> approved++;
        case Review.State.Rejected _, Review.State.SentBack _ -> rejected++;
        case Review.State.Expired _ -> expired++;
      }
      harmless += each.harmless() ? 1 : 0;
    }
    return new Tally(asked.size(), approved, rejected, expired, harmless);
  }

  public int waiting() {
    return held - approved - rejected - expired;
  }

  public int decided() {
    return approved + rejected;
  }

  /// Whether that many of the hundred, or more, are.
  static boolean isShare(int part, int whole, int percent) {
    return whole > 0 && part * 100L >= (long) whole * percent;
  }
}
