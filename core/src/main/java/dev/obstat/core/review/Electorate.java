package dev.obstat.core.review;

import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who may vote on one review, in which groups, and how far votes meet its terms. Made anew for
/// every question: at the vote and again when the grant is redeemed.
///
/// A person is in a group when they are in it now **and** were in it when the review was opened. So
/// nobody who is put into a group afterwards decides, and a group made again under an old name
/// hands its name to nobody.
public final class Electorate {
  /// Most members of one group that are kept with a review; of a larger group nobody else can vote
  /// in its name.
  private static final int MOST_MEMBERS = 2_000;

  private final Review review;
  private final People people;
  private final Set<String> barred;
  private final Set<String> editors;

  private Electorate(Review review, People people, Set<String> barred, Set<String> editors) {
    this.review = review;
    this.people = people;
    this.barred = barred;
    this.editors = editors;
  }

  /// @param editors who lately changed the policies or the catalog in force
  public static Electorate of(Review review, People people, Set<String> editors) {
    return new Electorate(review, people, review.barred(), editors);
  }

  /// The same without one more person: who opened the session that comes for the grant.
  public Electorate without(String person) {
    Set<String> more = new HashSet<>(barred);
    more.add(person);
    return new Electorate(review, people, more, editors);
  }

  /// Who is in the groups that terms ask, by the group's words. To be kept with a new review.
  public static Map<String, Set<String>> membersNow(Terms terms, People people) {
    Map<String, Set<String>> members = new TreeMap<>();
    for (Terms.Round round : terms.rounds()) {
      for (Terms.Approvals asked : round.approvals()) {
        groupName(asked.group(), people)
            .ifPresent(
                name ->
                    members.put(
                        asked.group().words(),
                        new TreeSet<>(
                            people.membersOf(name).stream()
                                .sorted()
                                .limit(MOST_MEMBERS)
                                .toList())));
      }
    }
    return members;
  }

  /// The group of the catalog; none for peers, and the name of none where nobody owns the service.
  private static Optional<String> groupName(Group group, People people) {
    return switch (group) {
      case Group.Peers _ -> Optional.empty();
      case Group.Named(String name) -> Optional.of(name);
      case Group.OwnersOf(String service) -> Optional.of(people.ownersOf(service).orElse(""));
    };
  }

  /// Why this person may not vote, in a sentence for them; empty when they may.
  public Optional<String> whyNot(String person) {
    if (!people.knows(person)) {
      return Optional.of("`" + person + "` is nobody the catalog knows");
    }
    if (barred.contains(person)) {
      return Optional.of(
          "you operate this agent or opened its session, so another person must decide");
    }
    if (editors.contains(person)) {
      return Optional.of(
          "you lately changed the policies or the catalog that decide about this, so another"
              + " person must vote");
    }
    return Optional.empty();
  }

  public boolean mayVote(String person) {
    return whyNot(person).isEmpty();
  }

  /// Whether a vote of this person counts for that group.
  public boolean isIn(String person, Group group) {
    return switch (group) {
      case Group.Peers _ -> true;
      case Group.Named _, Group.OwnersOf _ ->
          wasIn(person, group)
              && groupName(group, people)
                  .map(name -> people.groupsOf(person).contains(name))
                  .orElse(false);
    };
  }

  /// Reviews that are older than this rule say nothing about it.
  private boolean wasIn(String person, Group group) {
    return review.electorate().isEmpty()
        || review.electorate().getOrDefault(group.words(), Set.of()).contains(person);
  }

  /// Counts approvals in the order in which they were cast. Each counts in the round that was
  /// running, for every group its voter is in; those that come when all is met are shown with the
  /// last round.
  public Tally tally(List<Vote> votes) {
    List<Counting> rounds = review.terms().rounds().stream().map(Counting::new).toList();
    approversOf(votes)
        .filter(this::mayVote)
        .distinct()
        .forEach(person -> running(rounds).add(person));
    return new Tally(rounds.stream().map(Counting::tally).toList());
  }

  /// The people whose last word is yes, in the order in which they said it.
  public static Stream<String> approversOf(List<Vote> votes) {
    return votes.stream().filter(vote -> vote.choice() == Vote.Choice.APPROVE).map(Vote::by);
  }

  private static Counting running(List<Counting> rounds) {
    return rounds.stream()
        .filter(round -> !round.tally().isMet())
        .findFirst()
        .orElse(rounds.getLast());
  }

  /// What this person's approval would count for now.
  Turn turn(String person, Tally tally) {
    List<Terms.Round> rounds = review.terms().rounds();
    if (asks(rounds.get(tally.running()), person)) {
      return Turn.NOW;
    }
    return rounds.stream().skip(tally.running() + 1L).anyMatch(round -> asks(round, person))
        ? Turn.LATER
        : Turn.NEVER;
  }

  private boolean asks(Terms.Round round, String person) {
    return round.approvals().stream()
        .anyMatch(asked -> asked.count() > 0 && isIn(person, asked.group()));
  }

  /// When a person's approval counts.
  enum Turn {
    NOW,
    LATER,
    NEVER
  }

  /// One round while it is counted.
  private final class Counting {
    private final List<Terms.Approvals> asked;
    private final List<List<String>> given = new ArrayList<>();

    Counting(Terms.Round round) {
      this.asked = round.approvals();
      asked.forEach(_ -> given.add(new ArrayList<>()));
    }

    void add(String person) {
      for (int i = 0; i < asked.size(); i++) {
        if (isIn(person, asked.get(i).group())) {
          given.get(i).add(person);
        }
      }
    }

    Tally.OfRound tally() {
      List<Tally.OfGroup> groups = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        groups.add(new Tally.OfGroup(asked.get(i), given.get(i)));
      }
      return new Tally.OfRound(groups);
    }
  }
}
