package dev.obstat.core.review;

import dev.obstat.core.catalog.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The review's state machine: one pure function for what happens, one for what time does.
///
/// | in state | a vote that counts | the terms are met | time is over |
/// |---|---|---|---|
/// | open | open, with the vote; a rejection rejects | approved | expired |
/// | approved, rejected, expired | refused | – | – |
public final class ReviewState {
  private ReviewState() {}

  /// What a vote does.
  public sealed interface Answer {

    /// It counts.
    ///
    /// @param review with the vote; its state is still open, or rejected, or [#termsMet]
    /// @param termsMet whether the votes are now enough; the caller issues the grant
    record Counted(Review review, boolean termsMet) implements Answer {}

    /// It does not count, and why, in a sentence for the voter.
    record NotCounted(String why) implements Answer {}
  }

  /// One person votes. A later vote of the same person replaces their earlier one.
  ///
  /// @param now the moment of the vote
  public static Answer vote(Review review, Vote vote, People people, Instant now) {
    if (!review.isOpen()) {
      return new Answer.NotCounted("this review is already " + review.state().word());
    }
    if (!now.isBefore(review.expires())) {
      return new Answer.NotCounted("this review expired at " + review.expires());
    }
    if (!vote.digest().equals(review.digest())) {
      return new Answer.NotCounted(
          "what you had in front of you is not what this review is about: load the page again");
    }
    if (!people.knows(vote.by())) {
      return new Answer.NotCounted("`" + vote.by() + "` is nobody the catalog knows");
    }
    if (review.barred().contains(vote.by())) {
      return new Answer.NotCounted(
          "you operate this agent or opened its session, so another person must decide");
    }
    if (vote.choice() == Vote.Choice.REJECT && vote.comment().isBlank()) {
      return new Answer.NotCounted("a rejection needs a reason: the agent is told it");
    }
    if (vote.comment().length() > Vote.LONGEST_COMMENT) {
      return new Answer.NotCounted(
          "the comment is longer than " + Vote.LONGEST_COMMENT + " characters");
    }
    List<Vote> votes = new ArrayList<>(review.votes());
    votes.removeIf(earlier -> earlier.by().equals(vote.by()));
    votes.add(vote);
    return switch (vote.choice()) {
      case REJECT ->
          new Answer.Counted(
              review.with(votes, new Review.State.Rejected(vote.by(), vote.comment(), now)), false);
      case APPROVE ->
          new Answer.Counted(
              review.with(votes, review.state()), termsMet(review, approversOf(votes), people));
    };
  }

  /// Whether these approvers, as far as they may still vote, meet the review's terms.
  public static boolean termsMet(Review review, List<String> approvers, People people) {
    return new Electorate(people, review.barred()).meet(review.terms(), approvers);
  }

  /// The people whose last word is yes.
  public static List<String> approversOf(List<Vote> votes) {
    return votes.stream()
        .filter(vote -> vote.choice() == Vote.Choice.APPROVE)
        .map(Vote::by)
        .toList();
  }

  /// What time does to a review: an open one whose time is over is expired, all others stay.
  public static Review at(Review review, Instant now) {
    if (review.isOpen() && !now.isBefore(review.expires())) {
      return review.with(review.votes(), new Review.State.Expired(review.expires()));
    }
    return review;
  }
}
