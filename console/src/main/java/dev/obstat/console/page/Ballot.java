package dev.obstat.console.page;

import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.review.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The terms of a review and how far they are met. Shows; what counts is decided where votes are
/// counted.
///
/// @param asked what is asked of each group
/// @param votes who said what
/// @param barred who cannot vote, and why
/// @param coolOff what waiting is asked for besides; empty for none
/// @param missing what is still missing, in one line
/// @param yours what the reader can do, in a sentence
/// @param canVote whether that is to vote
public record Ballot(
    List<Asked> asked,
    List<Said> votes,
    List<Shown> barred,
    String coolOff,
    String missing,
    String yours,
    boolean canVote) {

  public Ballot {
    asked = List.copyOf(asked);
    votes = List.copyOf(votes);
    barred = List.copyOf(barred);
  }

  /// @param who the group in words, with its name in the catalog where that says more
  public record Asked(Shown who, int count, List<Shown> given) {
    public Asked {
      given = List.copyOf(given);
    }

    public boolean isMet() {
      return given.size() >= count;
    }

    public int left() {
      return Math.max(0, count - given.size());
    }
  }

  /// One vote.
  public record Said(Shown by, boolean approves, Shown comment, String manner, String when) {}

  static Ballot of(Review review, People people, String reader, Instant now) {
    List<Asked> asked =
        review.terms().approvals().stream()
            .filter(approvals -> approvals.count() > 0)
            .map(approvals -> asked(approvals, review, people))
            .toList();
    return new Ballot(
        asked,
        review.votes().stream().map(vote -> said(vote, now)).toList(),
        review.barred().stream().sorted().map(Shown::of).toList(),
        coolOff(review, now),
        missing(asked, review),
        yours(review, people, reader),
        mayVote(review, people, reader));
  }

  private static Asked asked(Terms.Approvals approvals, Review review, People people) {
    return new Asked(
        Shown.of(words(approvals.group(), people)),
        approvals.count(),
        ReviewState.approversOf(review.votes()).stream()
            .filter(person -> mayVote(review, people, person))
            .filter(person -> isIn(person, approvals.group(), people))
            .map(Shown::of)
            .toList());
  }

  private static Said said(Vote vote, Instant now) {
    return new Said(
        Shown.of(vote.by()),
        vote.choice() == Vote.Choice.APPROVE,
        Shown.of(vote.comment()),
        vote.manner(),
        Amounts.ago(vote.at(), now));
  }

  private static String coolOff(Review review, Instant now) {
    Duration coolOff = review.terms().coolOff();
    if (coolOff.isZero()) {
      return "";
    }
    Instant ends = review.opened().plus(coolOff);
    return "Nothing goes before "
        + Amounts.moment(ends)
        + (now.isBefore(ends) ? ": " + Amounts.left(ends, now) + " from now." : ".");
  }

  private static String missing(List<Asked> asked, Review review) {
    List<String> parts = new ArrayList<>();
    for (Asked one : asked) {
      if (!one.isMet()) {
        parts.add(one.left() + " from " + one.who().plain());
      }
    }
    if (parts.isEmpty()) {
      return review.terms().coolOff().isZero() ? "" : "its cool-off";
    }
    return String.join(", ", parts);
  }

  private static String yours(Review review, People people, String reader) {
    if (review.barred().contains(reader)) {
      return "You cannot vote: you operate this agent or opened its session.";
    }
    if (!people.knows(reader)) {
      return "You cannot vote: the catalog does not know you.";
    }
    String groups =
        review.terms().approvals().stream()
            .filter(approvals -> approvals.count() > 0)
            .filter(approvals -> isIn(reader, approvals.group(), people))
            .map(approvals -> words(approvals.group(), people))
            .collect(Collectors.joining(", "));
    return groups.isEmpty()
        ? "You are in none of the groups asked: your approval is recorded, your rejection rejects."
        : "Your vote counts for: " + groups + ".";
  }

  static boolean mayVote(Review review, People people, String person) {
    return people.knows(person) && !review.barred().contains(person);
  }

  private static boolean isIn(String person, Group group, People people) {
    return switch (group) {
      case Group.Peers _ -> true;
      case Group.Named(String name) -> people.groupsOf(person).contains(name);
      case Group.OwnersOf(String service) ->
          people.ownersOf(service).map(people.groupsOf(person)::contains).orElse(false);
    };
  }

  private static String words(Group group, People people) {
    return switch (group) {
      case Group.Peers _ -> "peers (anyone but the operator)";
      case Group.Named(String name) -> "group " + name;
      case Group.OwnersOf(String service) ->
          "owners of "
              + service
              + people
                  .ownersOf(service)
                  .map(owners -> " (" + owners + ")")
                  .orElse(" (the catalog names none: nobody can meet this)");
    };
  }
}
