package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.sign.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The signatures of changes that were asked for lately, so that nobody who saw one on the way can
/// have it done again.
///
/// A client that asks twice for the very same thing within one second signs the very same bytes,
/// because a signature's clock ticks in seconds. So a repeat passes within [#GRACE] of the first
/// and is refused afterwards. SDKs sign every try anew. Reads are not kept: repeating one tells its
/// eavesdropper nothing that was not on the wire already.
///
/// In memory, of the latest [#MOST] changes: under more than 300 changes a second an old signature
/// may be forgotten before it expires. Safe for use by many threads.
final class Replays {
  static final Duration GRACE = Duration.ofSeconds(2);
  private static final int MOST = 100_000;

  private final Clock clock;
  private final Map<Key, Instant> first =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
          return size() > MOST;
        }
      };

  Replays(Clock clock) {
    this.clock = clock;
  }

  /// The first 128 bits of a signature.
  private record Key(long high, long low) {}

  /// Keeps a signature, and says whether it was seen too long ago.
  boolean isReplay(Signature signature) {
    Key key =
        new Key(
            Long.parseUnsignedLong(signature.hex(), 0, 16, 16),
            Long.parseUnsignedLong(signature.hex(), 16, 32, 16));
    Instant now = clock.instant();
    synchronized (first) {
      Instant before = first.putIfAbsent(key, now);
      return before != null && now.isAfter(before.plus(GRACE));
    }
  }
}
