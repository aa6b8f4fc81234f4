package dev.obstat.console.page;

import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Tally;
import dev.obstat.core.review.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The terms of a review and how far they are met. Shows; what counts is decided where votes are
/// counted.
///
/// @param rounds what is asked, one round after the other
/// @param votes who said what
/// @param barred who cannot vote, and why
/// @param coolOff what waiting is asked for besides; empty for none
/// @param missing what is still missing, in one line
/// @param changed who lately changed what decides, a line each
/// @param yours what the reader can do, in a sentence
/// @param canVote whether that is to vote
/// @param canWithdraw whether that is to take an approval back
public record Ballot(
    List<Round> rounds,
    List<Said> votes,
    List<Shown> barred,
    String coolOff,
    String missing,
    List<Shown> changed,
    String yours,
    boolean canVote,
    boolean canWithdraw) {
  private static final int MOST_CHANGES = 5;

  public Ballot {
    rounds = List.copyOf(rounds);
    votes = List.copyOf(votes);
    barred = List.copyOf(barred);
    changed = List.copyOf(changed);
  }

  /// What is asked at the same time.
  ///
  /// @param title empty where there is only one
  public record Round(String title, List<Asked> asked) {
    public Round {
      asked = List.copyOf(asked);
    }
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
  ///
  /// @param verb `approves`, `rejects`
  public record Said(
      Shown by, boolean approves, String verb, Shown comment, String manner, String when) {}

  static Ballot of(Review review, Reader reader) {
    Electorate electorate = reader.electorate(review);
    Tally tally = electorate.tally(review.votes());
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < tally.rounds().size(); i++) {
      rounds.add(
          new Round(
              tally.rounds().size() == 1 ? "" : i == 0 ? "First" : "Then",
              tally.rounds().get(i).groups().stream()
                  .filter(group -> group.asked().count() > 0)
                  .map(group -> asked(group, reader.people()))
                  .toList()));
    }
    String person = reader.person();
    return new Ballot(
        rounds,
        review.votes().stream().map(vote -> said(vote, reader.now())).toList(),
        review.barred().stream().sorted().map(Shown::of).toList(),
        coolOff(review, reader.now()),
        missing(rounds.get(tally.running()), review),
        changed(reader),
        yours(review, electorate, reader),
        electorate.mayVote(person),
        Electorate.approversOf(review.votes()).anyMatch(person::equals));
  }

  private static Asked asked(Tally.OfGroup group, People people) {
    return new Asked(
        Shown.of(words(group.asked().group(), people)),
        group.asked().count(),
        group.given().stream().map(Shown::of).toList());
  }

  private static Said said(Vote vote, Instant now) {
    String verb =
        switch (vote.choice()) {
          case APPROVE -> "approves";
          case REJECT -> "rejects";
          case SEND_BACK -> "sends back";
        };
    return new Said(
        Shown.of(vote.by()),
        vote.choice() == Vote.Choice.APPROVE,
        verb,
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

  private static String missing(Round running, Review review) {
    List<String> parts = new ArrayList<>();
    for (Asked one : running.asked()) {
      if (!one.isMet()) {
        parts.add(one.left() + " from " + one.who().plain());
      }
    }
    if (parts.isEmpty()) {
      return review.terms().coolOff().isZero() ? "" : "its cool-off";
    }
    return String.join(", ", parts);
  }

  private static List<Shown> changed(Reader reader) {
    return reader
        .books()
        .edits()
        .latest(reader.electorates().since(reader.now()), MOST_CHANGES)
        .stream()
        .map(edit -> Shown.of(words(edit, reader.now()), 300))
        .toList();
  }

  private static String words(Edit edit, Instant now) {
    String files = edit.file() + (edit.files() == 1 ? "" : " and " + (edit.files() - 1) + " more");
    return edit.by().isEmpty()
        ? "%s changed %s: nobody can say who did it, so nobody is barred for it (%s)"
            .formatted(files, Amounts.ago(edit.at(), now), edit.kind())
        : "%s changed %s by %s, who cannot vote (%s)"
            .formatted(files, Amounts.ago(edit.at(), now), edit.by(), edit.kind());
  }

  private static String yours(Review review, Electorate electorate, Reader reader) {
    Optional<String> whyNot = electorate.whyNot(reader.person());
    if (whyNot.isPresent()) {
      return reader.people().knows(reader.person())
          ? "You cannot vote: " + whyNot.get() + "."
          : "You cannot vote: the catalog does not know you.";
    }
    String groups =
        review.terms().rounds().stream()
            .flatMap(round -> round.approvals().stream())
            .filter(approvals -> approvals.count() > 0)
            .map(approvals -> approvals.group())
            .distinct()
            .flatMap(
                group ->
                    electorate.isIn(reader.person(), group)
                        ? Stream.of(words(group, reader.people()))
                        : Stream.of())
            .collect(Collectors.joining(", "));
    return groups.isEmpty()
        ? "You are in none of the groups asked: your approval is recorded, your rejection rejects."
        : "Your vote counts for: " + groups + ".";
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
