package dev.obstat.console.page;

import java.util.List;

/// What waits, what was lately decided, who is at work, and what stands in the way.
public record QueuePage(
    Frame frame,
    List<Waiting> waiting,
    List<Decided> decided,
    List<Live> sessions,
    List<Brake> brakes) {

  public QueuePage {
    waiting = List.copyOf(waiting);
    decided = List.copyOf(decided);
    sessions = List.copyOf(sessions);
    brakes = List.copyOf(brakes);
  }

  /// One open review.
  ///
  /// @param left how long it still waits
  /// @param hurry whether that is little
  /// @param since how long ago it was opened
  /// @param asks what is still missing
  /// @param yours what the reader can do about it
  /// @param canVote whether that is to vote
  public record Waiting(
      String id,
      Sentence sentence,
      Shown agent,
      Shown operator,
      String numbers,
      String left,
      boolean hurry,
      String since,
      String asks,
      String yours,
      boolean canVote) {}

  /// One review that is over.
  ///
  /// @param state its word, which is also its style
  public record Decided(
      String id, Sentence sentence, Shown agent, String state, Shown by, String when) {}

  /// One session that may act.
  public record Live(
      String id, Shown agent, Shown operator, Shown intent, String used, String left) {}

  /// A halt, a freeze that holds, or an incident.
  public record Brake(String kind, Shown what, Shown why, String since) {}
}
