package dev.obstat.core.review;

import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import java.util.List;
import java.util.Set;

/// Who may vote on a review, and whether the votes are enough.
final class Electorate {
  private final People people;
  private final Set<String> barred;

  Electorate(People people, Set<String> barred) {
    this.people = people;
    this.barred = barred;
  }

  boolean mayVote(String person) {
    return people.knows(person) && !barred.contains(person);
  }

  /// Whether enough of these people, who still may vote, are in every group that is asked.
  boolean meet(Terms terms, List<String> approvers) {
    List<String> eligible = approvers.stream().distinct().filter(this::mayVote).toList();
    return terms.approvals().stream()
        .allMatch(
            asked ->
                eligible.stream().filter(person -> isIn(person, asked.group())).count()
                    >= asked.count());
  }

  private boolean isIn(String person, Group group) {
    return switch (group) {
      case Group.Peers _ -> true;
      case Group.Named(String name) -> people.groupsOf(person).contains(name);
      case Group.OwnersOf(String service) ->
          people.ownersOf(service).map(people.groupsOf(person)::contains).orElse(false);
    };
  }
}
