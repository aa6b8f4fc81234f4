package dev.obstat.core.review;

import dev.obstat.core.decision.Terms;
import java.util.List;

/// How far votes meet terms, round by round.
public record Tally(List<OfRound> rounds) {
  public Tally {
    rounds = List.copyOf(rounds);
  }

  /// One round of them.
  public record OfRound(List<OfGroup> groups) {
    public OfRound {
      groups = List.copyOf(groups);
    }

    public boolean isMet() {
      return groups.stream().allMatch(OfGroup::isMet);
    }
  }

  /// What one group was asked for.
  ///
  /// @param given whose votes count for it, in the order in which they were cast
  public record OfGroup(Terms.Approvals asked, List<String> given) {
    public OfGroup {
      given = List.copyOf(given);
    }

    public boolean isMet() {
      return given.size() >= asked.count();
    }
  }

  /// Whether all rounds are met.
  public boolean isMet() {
    return rounds.stream().allMatch(OfRound::isMet);
  }

  /// The round that votes count in now: the first that is not met, or the last.
  public int running() {
    for (int i = 0; i < rounds.size(); i++) {
      if (!rounds.get(i).isMet()) {
        return i;
      }
    }
    return rounds.size() - 1;
  }
}
