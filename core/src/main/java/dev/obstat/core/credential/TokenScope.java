package dev.obstat.core.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a personal token is good for.
public enum TokenScope {
  /// Look at everything that pages show.
  READ,
  /// Open, close and revoke sessions.
  SESSIONS,
  /// Halt and freeze, resume and thaw.
  BRAKES,
  /// Vote, where the configuration lets tokens vote at all.
  VOTES,
  /// Ask what would be decided, of which nothing is recorded.
  ASK,
  /// Decide for an enforcement point of its own: what is allowed counts as done.
  ENFORCE;

  /// The name used by people, in facts and in calls.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TokenScope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
