package dev.obstat.core.session;

import dev.obstat.core.action.Principal;
import java.time.Instant;

/// One bounded run of an agent.
///
/// @param id unique, starts with `s-`
/// @param agent the agent and its operator
/// @param openedBy the person who opened it; cannot vote on what it asks for
/// @param intent what the agent was asked to do, in the operator's words
/// @param accessKeyId the public half of its credentials
/// @param expires after this nothing passes
/// @param account where its actions take effect, by its number; empty where the gateway says so by
///   the agent's name, as before there was a choice
public record Session(
    String id,
    Principal.Agent agent,
    String openedBy,
    String intent,
    String accessKeyId,
    Instant opened,
    Instant expires,
    Standing standing,
    String account) {

  /// One that names no account.
  public Session(
      String id,
      Principal.Agent agent,
      String openedBy,
      String intent,
      String accessKeyId,
      Instant opened,
      Instant expires,
      Standing standing) {
    this(id, agent, openedBy, intent, accessKeyId, opened, expires, standing, "");
  }

  /// Longest intent kept, in characters; a longer one is refused.
  public static final int LONGEST_INTENT = 2_000;

  /// Whether the session may still act.
  public sealed interface Standing {

    record Live() implements Standing {}

    /// Ended as intended.
    record Closed(Instant at) implements Standing {}

    /// Ended by a person.
    record Revoked(String by, String why, Instant at) implements Standing {}
  }

  /// Whether it may act at that moment.
  public boolean mayActAt(Instant moment) {
    return switch (standing) {
      case Standing.Live _ -> moment.isBefore(expires);
      case Standing.Closed _, Standing.Revoked _ -> false;
    };
  }

  /// Why it may not act at that moment, in a sentence for the agent; meaningful only when it may
  /// not.
  public String whyNotAt(Instant moment) {
    return switch (standing) {
      case Standing.Live _ ->
          "session `" + id + "` expired at " + expires + " (now " + moment + ")";
      case Standing.Closed closed -> "session `" + id + "` was closed at " + closed.at();
      case Standing.Revoked revoked ->
          "session `" + id + "` was revoked by " + revoked.by() + ": " + revoked.why();
    };
  }

  public Session standing(Standing now) {
    return new Session(id, agent, openedBy, intent, accessKeyId, opened, expires, now, account);
  }
}
