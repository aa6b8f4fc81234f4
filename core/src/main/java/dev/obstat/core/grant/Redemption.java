package dev.obstat.core.grant;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import java.time.Instant;
import java.util.List;

/// Whether a grant answers a hold. Every check is here:
///
/// 1. the grant is usable and is for this very action, by digest;
/// 2. its time has come and is not over;
/// 3. its terms cover those that the policies ask for now;
/// 4. the impact is not larger than what its voters saw, what they saw could be undone still can,
///    and what was known to protect the targets still does;
/// 5. its voters have not taken their votes back, may still vote and are still enough;
/// 6. nothing in the action can have changed since (no unpinned references).
///
/// That it is redeemed only once is the dispatch transaction's doing: it asks again, in the same
/// transaction, and records the redemption with the dispatch.
public final class Redemption {
  private Redemption() {}

  /// What the checks say.
  public sealed interface Answer {

    record Answers() implements Answer {}

    /// Not yet: the cool-off runs.
    record TooEarly(Instant notBefore) implements Answer {}

    /// Never again, and why.
    record TooLate(String why) implements Answer {}
  }

  /// @param electorate who may vote on the review now, whoever comes for the grant left out
  public static Answer check(
      Grant grant,
      Review review,
      Action action,
      Decision.Hold hold,
      Context context,
      Electorate electorate) {
    Instant now = context.at();
    if (!(grant.state() instanceof Grant.State.Usable)) {
      return new Answer.TooLate("it was already used");
    }
    if (!grant.digest().equals(action.digest())) {
      return new Answer.TooLate("it is for another action");
    }
    if (!action.unpinned().isEmpty()) {
      return new Answer.TooLate("what it names can change: " + action.unpinned());
    }
    if (!now.isBefore(grant.expires())) {
      return new Answer.TooLate("it expired at " + grant.expires());
    }
    if (!grant.terms().cover(hold.terms())) {
      return new Answer.TooLate("the policies now ask for more than was given");
    }
    if (!context.impact().noLargerThan(grant.seen())) {
      return new Answer.TooLate("the impact is larger than what the reviewers saw");
    }
    if (!action.undoneNoWorseThan(review.action())) {
      return new Answer.TooLate(
          "it could be undone when the reviewers saw it, and nobody can say so now");
    }
    List<String> worse = context.live().worseThan(review.live());
    if (!worse.isEmpty()) {
      return new Answer.TooLate("what the reviewers saw has changed: " + worse.getFirst());
    }
    if (!electorate.tally(review.votes()).isMet()) {
      return new Answer.TooLate("its voters may no longer vote, or are no longer enough");
    }
    if (now.isBefore(grant.notBefore())) {
      return new Answer.TooEarly(grant.notBefore());
    }
    return new Answer.Answers();
  }
}
