package dev.obstat.core.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a program shows in place of a person. Its secret is derived from its id and stored nowhere.
///
/// @param id unique, starts with `t-`
/// @param name what it is for, in the words of whoever made it
/// @param scopes what it is good for; never empty
/// @param by who made it: the person, or the owner of the installation
public record AccessToken(
    String id,
    String person,
    String name,
    Set<TokenScope> scopes,
    String by,
    Instant issued,
    Instant expires) {

  /// Longest name, in characters.
  public static final int LONGEST_NAME = 100;

  /// Longest life.
  public static final Duration LONGEST = Duration.ofDays(366);

  public AccessToken {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a token without scopes is good for nothing");
    }
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  public boolean isGoodAt(Instant now) {
    return now.isBefore(expires);
  }
}
