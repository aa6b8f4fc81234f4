package dev.obstat.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The `Date` of an answer, RFC 9110 section 5.6.7, formatted once a second. Clients that sign with
/// the time correct their clock by it.
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Formatted(long second, String text) {}

  private final Clock clock;
  private volatile @Nullable Formatted last;

  HttpDate(Clock clock) {
    this.clock = clock;
  }

  String now() {
    Instant now = clock.instant();
    Formatted known = last;
    if (known == null || known.second() != now.getEpochSecond()) {
      known = new Formatted(now.getEpochSecond(), FORMAT.format(now));
      last = known;
    }
    return known.text();
  }
}
