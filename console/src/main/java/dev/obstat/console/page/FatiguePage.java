package dev.obstat.console.page;

import java.util.List;

/// How much people are asked, and what would spare them.
///
/// @param days how far back it looks
/// @param advice what to change, sentences
/// @param perDay oldest first
/// @param policies the one that held most first
/// @param votes how people vote, sentences without names
/// @param cut whether there were more reviews than were looked at
public record FatiguePage(
    Frame frame,
    int days,
    List<ReviewPage.Figure> figures,
    List<String> advice,
    List<Day> perDay,
    List<Policy> policies,
    List<String> votes,
    boolean cut) {

  public FatiguePage {
    figures = List.copyOf(figures);
    advice = List.copyOf(advice);
    perDay = List.copyOf(perDay);
    policies = List.copyOf(policies);
    votes = List.copyOf(votes);
  }

  /// @param percent of the day with most, from 0 to 100
  public record Day(String name, String held, int percent, String outcome) {}

  /// @param place file and line; empty for what is built in
  public record Policy(
      Shown id,
      Shown place,
      String held,
      String approved,
      String rejected,
      String expired,
      String harmless) {}
}
