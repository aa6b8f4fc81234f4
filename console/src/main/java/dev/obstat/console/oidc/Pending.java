package dev.obstat.console.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sign-ins under way: each is ended once, by the browser that began it, within ten minutes. Too
/// many at once push out the oldest.
final class Pending {
  static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Begun> byState = new LinkedHashMap<>();

  Pending(Clock clock) {
    this.clock = clock;
  }

  /// @param provider its name
  /// @param secret what the browser keeps
  /// @param verifier what the code is redeemed with (PKCE)
  /// @param to where the person wanted to go
  record Begun(
      String provider, String secret, String nonce, String verifier, String to, Instant expires) {}

  synchronized void begin(String state, Begun begun) {
    Instant now = clock.instant();
    byState.values().removeIf(each -> !now.isBefore(each.expires()));
    while (byState.size() >= MOST) {
      byState.remove(byState.keySet().iterator().next());
    }
    byState.put(state, begun);
  }

  /// Ends one, whatever comes of it.
  synchronized Optional<Begun> end(String state) {
    return Optional.ofNullable(byState.remove(state))
        .filter(begun -> clock.instant().isBefore(begun.expires()));
  }
}
