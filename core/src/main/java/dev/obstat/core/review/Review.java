package dev.obstat.core.review;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Digest;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// People's consideration of a held action.
///
/// @param id unique, starts with `r-`
/// @param action what is asked, exactly
/// @param intent what the session was opened for
/// @param seen the impact that reviewers are shown
/// @param barred people who cannot vote: the agent's operator and who opened the session
public record Review(
    String id,
    Action action,
    Digest digest,
    String intent,
    Terms terms,
    List<Reason> reasons,
    Impact seen,
    Set<String> barred,
    Instant opened,
    List<Vote> votes,
    State state) {

  public Review {
    reasons = List.copyOf(reasons);
    barred = Set.copyOf(barred);
    votes = List.copyOf(votes);
  }

  /// Where it stands. Only an open review changes.
  public sealed interface State {

    record Open() implements State {}

    /// The terms are met; the grant was issued with it.
    record Approved(String grant, Instant at) implements State {}

    record Rejected(String by, String comment, Instant at) implements State {}

    record Expired(Instant at) implements State {}

    /// For people and policies: `open`, `approved`.
    default String word() {
      return switch (this) {
        case Open _ -> "open";
        case Approved _ -> "approved";
        case Rejected _ -> "rejected";
        case Expired _ -> "expired";
      };
    }
  }

  public Instant expires() {
    return opened.plus(terms.expires());
  }

  public boolean isOpen() {
    return state instanceof State.Open;
  }

  public Review with(List<Vote> votesNow, State stateNow) {
    return new Review(
        id, action, digest, intent, terms, reasons, seen, barred, opened, votesNow, stateNow);
  }
}
