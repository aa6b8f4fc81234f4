package dev.obstat.cedar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text forms of datetime and duration: RFC 80 of the Cedar project.
final class DatetimeText {
  private static final Pattern DATETIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{3}))?"
              + "(?:Z|([+-])([0-9]{2})([0-9]{2})))?");
  private static final Pattern DURATION =
      Pattern.compile(
          "(-?)(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final List<Long> UNITS = List.of(86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L);

  /// Longer text is no duration; longer runs of digits would only cost time.
  private static final int LONGEST = 1_000;

  private DatetimeText() {}

  static Optional<Value.Datetime> datetime(String text) {
    Matcher matcher = DATETIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.of(group(matcher, 1), group(matcher, 2), group(matcher, 3));
      LocalTime time =
          LocalTime.of(
              group(matcher, 4),
              group(matcher, 5),
              group(matcher, 6),
              group(matcher, 7) * 1_000_000);
      int hours = group(matcher, 9);
      int minutes = group(matcher, 10);
      if (hours > 23 || minutes > 59) {
        return Optional.empty();
      }
      long offset = (hours * 60L + minutes) * 60_000L;
      long local = date.atTime(time).toInstant(ZoneOffset.UTC).toEpochMilli();
      boolean west = "-".equals(matcher.group(8));
      return Optional.of(new Value.Datetime(west ? local + offset : local - offset));
    } catch (DateTimeException notOnTheCalendar) {
      return Optional.empty();
    }
  }

  private static int group(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  static Optional<Value.Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || text.equals("-") || text.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    long sign = "-".equals(matcher.group(1)) ? -1 : 1;
    try {
      long millis = 0;
      for (int unit = 0; unit < UNITS.size(); unit++) {
        String digits = matcher.group(unit + 2);
        if (digits != null) {
          // Signed before it is read: -2^63 ms is a duration, 2^63 ms is not.
          long count = Long.parseLong(sign < 0 ? "-" + digits : digits);
          millis = Math.addExact(millis, Math.multiplyExact(count, UNITS.get(unit)));
        }
      }
      return Optional.of(new Value.Duration(millis));
    } catch (ArithmeticException | NumberFormatException tooLong) {
      return Optional.empty();
    }
  }
}
