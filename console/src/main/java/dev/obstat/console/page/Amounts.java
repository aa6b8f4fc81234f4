package dev.obstat.console.page;

import dev.obstat.core.impact.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them.
public final class Amounts {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Amounts() {}

  public static String moment(Instant at) {
    return MOMENT.format(at);
  }

  public static String time(Instant at) {
    return TIME.format(at);
  }

  /// `41 s ago`, `4 min ago`.
  public static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return age.isNegative() || age.isZero() ? "just now" : rough(age) + " ago";
  }

  /// How much is left: `47 min`, `none`.
  public static String left(Instant until, Instant now) {
    Duration left = Duration.between(now, until);
    return left.isNegative() || left.isZero() ? "none" : rough(left);
  }

  /// The largest unit that fits, and the next one where the first is small.
  public static String rough(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 90) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 48) {
      return two(hours, "h", hours < 10 ? minutes % 60 : 0, "min");
    }
    return two(hours / 24, "days", hours < 240 ? hours % 24 : 0, "h");
  }

  /// A number with its thousands apart; never shortened.
  public static String count(BigDecimal number) {
    BigDecimal shown =
        number.stripTrailingZeros().scale() <= 0
            ? number.setScale(0, RoundingMode.UNNECESSARY)
            : number.setScale(2, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, shown.scale() > 0 ? "%,.2f" : "%,.0f", shown);
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Unknown is a word, never a number.
  public static String count(Measure measure) {
    return switch (measure) {
      case Measure.Exactly(BigDecimal amount) -> count(amount);
      case Measure.Between(BigDecimal low, BigDecimal high) -> count(low) + " to " + count(high);
      case Measure.Unknown _ -> "not known";
    };
  }

  /// `1 service`, `3 services`.
  public static String of(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
