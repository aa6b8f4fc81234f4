package dev.obstat.core.fatigue;

import dev.obstat.core.review.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How people vote, without their names.
///
/// @param people how many voted
/// @param votes how many votes they cast
/// @param busiest votes of the person who cast most
/// @param alwaysYes people with ten votes or more who approved all of them
public record Voters(int people, int votes, int busiest, int alwaysYes) {
  private static final int ENOUGH = 10;

  static Voters of(Collection<Asked> asked) {
    Map<String, List<Vote.Choice>> byPerson = new HashMap<>();
    for (Asked each : asked) {
      for (Vote vote : each.review().votes()) {
        byPerson.computeIfAbsent(vote.by(), _ -> new ArrayList<>()).add(vote.choice());
      }
    }
    int votes = byPerson.values().stream().mapToInt(List::size).sum();
    int busiest = byPerson.values().stream().mapToInt(List::size).max().orElse(0);
    int alwaysYes =
        (int)
            byPerson.values().stream()
                .filter(all -> all.size() >= ENOUGH && !all.contains(Vote.Choice.REJECT))
                .count();
    return new Voters(byPerson.size(), votes, busiest, alwaysYes);
  }
}
