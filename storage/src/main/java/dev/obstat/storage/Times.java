package dev.obstat.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/// Times in columns: RFC 3339 in UTC with nine decimals, so that their order is that of the text.
/// The form of entries has already refused years beyond 9999.
final class Times {
  private static final DateTimeFormatter COLUMN =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String column(Instant instant) {
    return COLUMN.format(instant);
  }

  static Instant instant(String column) {
    return Instant.parse(column);
  }
}
