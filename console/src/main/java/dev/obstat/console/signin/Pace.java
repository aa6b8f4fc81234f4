package dev.obstat.console.signin;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often something may be tried, by person or by address: so many at once, then one every so
/// often (the generic cell rate algorithm). Memory is bounded: when too many are in use at once,
/// all further ones share one pace.
public final class Pace {
  private static final int MOST = 10_000;
  private static final String ALL_OTHERS = "";

  private final int atOnce;
  private final Duration every;
  private final Clock clock;

  /// When each is as good as new, in the order of their last try.
  private final Map<String, Instant> fresh = new LinkedHashMap<>(16, 0.75f, true);

  public Pace(int atOnce, Duration every, Clock clock) {
    this.atOnce = atOnce;
    this.every = every;
    this.clock = clock;
  }

  /// One try.
  ///
  /// @return how long to wait before the next; nothing when this one may go on
  public synchronized Optional<Duration> take(String who) {
    Instant now = clock.instant();
    String key = fresh.containsKey(who) || hasRoom(now) ? who : ALL_OTHERS;
    Instant was = fresh.getOrDefault(key, now);
    Instant due = was.isBefore(now) ? now : was;
    Duration ahead = Duration.between(now, due);
    Duration allowed = every.multipliedBy(atOnce - 1L);
    if (ahead.compareTo(allowed) > 0) {
      return Optional.of(ahead.minus(allowed));
    }
    fresh.put(key, due.plus(every));
    return Optional.empty();
  }

  private boolean hasRoom(Instant now) {
    if (fresh.size() < MOST) {
      return true;
    }
    fresh.values().removeIf(each -> !each.isAfter(now));
    return fresh.size() < MOST;
  }

  /// What an address is counted as: an IPv6 client has a whole network of them.
  public static String address(InetSocketAddress client) {
    if (client.getAddress() instanceof Inet6Address six) {
      return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8));
    }
    return client.getAddress() == null
        ? client.getHostString()
        : client.getAddress().getHostAddress();
  }

  /// For people.
  public static String words(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return "too many tries: wait "
        + (seconds == 1 ? "a second" : seconds + " seconds")
        + ", then try again";
  }
}
