package dev.obstat.core.grant;

import dev.obstat.core.action.Digest;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Leave for exactly one action, once, for a short time, while nothing got worse.
///
/// @param id unique, starts with `g-`
/// @param review the review it comes from
/// @param digest the action it is for
/// @param terms what was met
/// @param seen the impact that was seen
/// @param voters who approved
/// @param notBefore the end of the cool-off
/// @param idempotencyToken set in the action when it goes, so that a repeat does not act twice
public record Grant(
    String id,
    String review,
    Digest digest,
    Terms terms,
    Impact seen,
    List<String> voters,
    Instant issued,
    Instant notBefore,
    Instant expires,
    String idempotencyToken,
    State state) {

  /// How long a grant is good for after its cool-off.
  public static final Duration LIFE = Duration.ofMinutes(15);

  public Grant {
    voters = List.copyOf(voters);
  }

  /// Whether it can still be redeemed.
  public sealed interface State {

    record Usable() implements State {}

    record Redeemed(String dispatch, Instant at) implements State {}

    /// It was found not to answer the action any more.
    record Voided(String why, Instant at) implements State {}
  }

  public Grant with(State now) {
    return new Grant(
        id, review, digest, terms, seen, voters, issued, notBefore, expires, idempotencyToken, now);
  }
}
