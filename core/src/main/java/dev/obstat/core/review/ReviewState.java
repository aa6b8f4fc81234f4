package dev.obstat.core.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The review's state machine: pure functions for what people do, and one for what time does.
///
/// | in state | an approval | a rejection, sent back | withdrawn | time is over |
/// |---|---|---|---|---|
/// | open | open, or approved when the terms are met | rejected, sent back | open, without the vote | expired |
/// | approved, its grant not used | refused | rejected, sent back: the grant is void | approved, and the grant void unless the other votes are enough | – |
/// | all others | refused | refused | refused | – |
public final class ReviewState {
  private ReviewState() {}

  /// What a vote, or taking one back, does.
  public sealed interface Answer {

    /// It counts.
    ///
    /// @param review as it is now; its state is still open or approved, or rejected, or sent back
    /// @param termsMet whether the votes are now enough
    record Counted(Review review, boolean termsMet) implements Answer {}

    /// It does not count, and why, in a sentence for the voter.
    record NotCounted(String why) implements Answer {}
  }

  /// One person votes.
  ///
  /// @param shown what the review's page shows at this moment
  /// @param stoppable whether it is approved and its grant can still be made void
  /// @param now the moment of the vote
  public static Answer vote(
      Review review,
      Vote vote,
      Showing shown,
      Electorate electorate,
      boolean stoppable,
      Instant now) {
    Optional<String> closed = whyClosed(review, vote, stoppable, now);
    if (closed.isPresent()) {
      return new Answer.NotCounted(closed.get());
    }
    if (!vote.digest().equals(review.digest())) {
      return new Answer.NotCounted(
          "what you had in front of you is not what this review is about: load the page again");
    }
    Optional<String> barred = electorate.whyNot(vote.by());
    if (barred.isPresent()) {
      return new Answer.NotCounted(barred.get());
    }
    Optional<String> bad = whyBadWords(vote);
    if (bad.isPresent()) {
      return new Answer.NotCounted(bad.get());
    }
    return switch (vote.choice()) {
      case APPROVE -> approve(review, vote, shown, electorate);
      // A no needs no more than what is asked: it is never too late to stop something.
      case REJECT ->
          new Answer.Counted(
              review.with(
                  with(review.votes(), vote),
                  new Review.State.Rejected(vote.by(), vote.comment(), now)),
              false);
      case SEND_BACK ->
          new Answer.Counted(
              review.with(
                  with(review.votes(), vote),
                  new Review.State.SentBack(vote.by(), vote.comment(), now)),
              false);
    };
  }

  private static Optional<String> whyClosed(
      Review review, Vote vote, boolean stoppable, Instant now) {
    return switch (review.state()) {
      case Review.State.Open _ ->
          now.isBefore(review.expires())
              ? Optional.empty()
              : Optional.of("this review expired at " + review.expires());
      case Review.State.Approved _ when stoppable && vote.choice() != Vote.Choice.APPROVE ->
          Optional.empty();
      case Review.State.Approved _,
          Review.State.Rejected _,
          Review.State.SentBack _,
          Review.State.Expired _ ->
          Optional.of("this review is already " + review.state().word());
    };
  }

  private static Optional<String> whyBadWords(Vote vote) {
    if (vote.comment().length() > Vote.LONGEST_COMMENT) {
      return Optional.of("the comment is longer than " + Vote.LONGEST_COMMENT + " characters");
    }
    if (!vote.comment().isBlank()) {
      return Optional.empty();
    }
    return switch (vote.choice()) {
      case APPROVE -> Optional.empty();
      case REJECT -> Optional.of("a rejection needs a reason: the agent is told it");
      case SEND_BACK -> Optional.of("say on what condition: the agent is told it");
    };
  }

  private static Answer approve(Review review, Vote vote, Showing shown, Electorate electorate) {
    Optional<Showing> seen = Showing.parse(vote.shown());
    if (seen.isEmpty()) {
      return new Answer.NotCounted(
          "an approval says what was shown: send along `shown` as the review has it");
    }
    List<String> changed = shown.changedSince(seen.get());
    if (!changed.isEmpty()) {
      return new Answer.NotCounted(
          "this changed since you looked: "
              + String.join(", ", changed)
              + "; look at it again, then decide");
    }
    if (Electorate.approversOf(review.votes()).anyMatch(vote.by()::equals)) {
      return new Answer.NotCounted("you have approved this already: one person has one vote");
    }
    if (electorate.turn(vote.by(), electorate.tally(review.votes())) == Electorate.Turn.LATER) {
      return new Answer.NotCounted(
          "others decide first: your approval would not count before they have");
    }
    List<Vote> votes = with(review.votes(), vote);
    return new Answer.Counted(review.with(votes, review.state()), electorate.tally(votes).isMet());
  }

  private static List<Vote> with(List<Vote> votes, Vote vote) {
    List<Vote> all = without(votes, vote.by());
    all.add(vote);
    return all;
  }

  private static List<Vote> without(List<Vote> votes, String person) {
    List<Vote> others = new ArrayList<>(votes);
    others.removeIf(vote -> vote.by().equals(person));
    return others;
  }

  /// One person takes their approval back.
  ///
  /// @param stoppable whether it is approved and its grant can still be made void
  public static Answer withdraw(
      Review review, String by, Electorate electorate, boolean stoppable, Instant now) {
    boolean open = review.isOpen() && now.isBefore(review.expires());
    if (!open && !stoppable) {
      return new Answer.NotCounted(
          review.state() instanceof Review.State.Approved
              ? "it is too late: the grant was used, or is over"
              : "this review is already " + at(review, now).state().word());
    }
    if (Electorate.approversOf(review.votes()).noneMatch(by::equals)) {
      return new Answer.NotCounted("you have not approved this, so there is nothing to take back");
    }
    List<Vote> votes = without(review.votes(), by);
    return new Answer.Counted(review.with(votes, review.state()), electorate.tally(votes).isMet());
  }

  /// What time does to a review: an open one whose time is over is expired, all others stay.
  public static Review at(Review review, Instant now) {
    if (review.isOpen() && !now.isBefore(review.expires())) {
      return review.with(review.votes(), new Review.State.Expired(review.expires()));
    }
    return review;
  }
}
