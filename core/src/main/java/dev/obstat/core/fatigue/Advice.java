package dev.obstat.core.fatigue;

import java.util.ArrayList;
import java.util.List;

/// What would spare people, or make their votes worth more: sentences, the most useful first.
final class Advice {
  /// Fewer than these say nothing.
  private static final int ENOUGH = 10;

  private static final int ENOUGH_EXPIRED = 5;

  private Advice() {}

  static List<String> of(int days, List<Fatigue.Policy> policies, Pace pace, Voters voters) {
    List<String> advice = new ArrayList<>();
    for (Fatigue.Policy policy : policies) {
      Tally tally = policy.tally();
      if (tally.decided() >= ENOUGH
          && tally.rejected() == 0
          && Tally.isShare(tally.harmless(), tally.decided(), 80)) {
        advice.add(
            "Narrow "
                + policy.words()
                + ": it held "
                + tally.held()
                + " actions in "
                + days
                + " days, nobody rejected one, and "
                + tally.harmless()
                + " went through without hurting anything in the catalog.");
      }
      if (tally.expired() >= ENOUGH_EXPIRED && Tally.isShare(tally.expired(), tally.held(), 30)) {
        advice.add(
            tally.expired()
                + " of "
                + tally.held()
                + " reviews by "
                + policy.words()
                + " ended by themselves: ask a group with more people, let it last longer with"
                + " `@expires`, or tell people by another channel (docs/notices.md).");
      }
    }
    if (pace.hasty() > 0
        && pace.looked() >= ENOUGH
        && Tally.isShare(pace.hasty(), pace.looked(), 20)) {
      advice.add(
          pace.hasty()
              + " of "
              + pace.looked()
              + " votes came within five seconds of opening the page: nobody has read it by then.");
    }
    if (voters.alwaysYes() > 0) {
      advice.add(
          (voters.alwaysYes() == 1 ? "One person has" : voters.alwaysYes() + " people have")
              + " approved everything they were asked, ten times or more: ask whether they are asked"
              + " the right things.");
    }
    if (voters.people() > 2
        && voters.votes() >= ENOUGH
        && Tally.isShare(voters.busiest(), voters.votes(), 60)) {
      advice.add(
          "One of "
              + voters.people()
              + " people casts "
              + voters.busiest()
              + " of "
              + voters.votes()
              + " votes: share the queue.");
    }
    return advice;
  }
}
