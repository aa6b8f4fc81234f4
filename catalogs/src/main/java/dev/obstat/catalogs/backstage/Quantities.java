package dev.obstat.catalogs.backstage;

import dev.obstat.core.catalog.Figure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people write them in annotations. What is negative or absurd is refused: a typing
/// error here would move every decision.
final class Quantities {
  private static final int LAST_TIER = 9;
  private static final BigDecimal MOST_CUSTOMERS = new BigDecimal("10000000000");
  private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000000");
  private static final Duration LONGEST_RECOVERY = Duration.ofDays(366);

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern SHORTLY = Pattern.compile("([0-9]{1,9})([dhm])");
  private static final Pattern MONEY =
      Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,4})?) +([A-Z]{3})");

  private Quantities() {}

  /// What a text means.
  sealed interface Answer<T> {

    record Is<T>(T value) implements Answer<T> {}

    /// @param why what to put behind the text: `is not ...: write ...`
    record IsNot<T>(String why) implements Answer<T> {}
  }

  record Money(BigDecimal amount, String currency) {}

  static Answer<Figure> tier(String text) {
    if (!WHOLE.matcher(text).matches()
        || text.startsWith("-")
        || Long.parseLong(text) > LAST_TIER) {
      return new Answer.IsNot<>("is not a tier: write 0 (everything stands on it) to " + LAST_TIER);
    }
    return new Answer.Is<>(Figure.of(Long.parseLong(text)));
  }

  static Answer<Figure> customers(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return new Answer.IsNot<>(
          "is not a number of customers: write a whole number without separators, as in `41000`");
    }
    return amount(new BigDecimal(text), MOST_CUSTOMERS);
  }

  static Answer<Money> money(String text) {
    Matcher matcher = MONEY.matcher(text);
    if (!matcher.matches()) {
      return new Answer.IsNot<>("is not revenue: write a number and a currency, as in `18400 USD`");
    }
    String currency = matcher.group(2);
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
      return new Answer.IsNot<>("has no currency of ISO 4217: write a code such as `USD`");
    }
    BigDecimal amount = new BigDecimal(matcher.group(1));
    return switch (amount(amount, MOST_MONEY)) {
      case Answer.Is<Figure> _ -> new Answer.Is<>(new Money(amount, currency));
      case Answer.IsNot<Figure>(String why) -> new Answer.IsNot<>(why);
    };
  }

  /// In minutes, rounded up: `780`, `13h`, `PT13H`, or two of them with `..` between.
  static Answer<Figure> recovery(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return minutes(text);
    }
    if (!(minutes(text.substring(0, dots)) instanceof Answer.Is<Figure>(Figure.Stated low))
        || !(minutes(text.substring(dots + 2)) instanceof Answer.Is<Figure>(Figure.Stated high))) {
      return new Answer.IsNot<>("is not a range of times to recover: write it as in `2h..6h`");
    }
    return switch (Integer.signum(low.amount().compareTo(high.amount()))) {
      case -1 -> new Answer.Is<>(new Figure.Range(low.amount(), high.amount()));
      case 0 -> new Answer.Is<>(low);
      default -> new Answer.IsNot<>("ends before it begins: write the shorter time first");
    };
  }

  private static Answer<Figure> minutes(String text) {
    Duration recovery;
    try {
      recovery = duration(text);
    } catch (DateTimeParseException | ArithmeticException _) {
      return new Answer.IsNot<>(
          "is not a time to recover: write minutes or an ISO duration, as in `780` or `PT13H`");
    }
    if (recovery.isNegative()) {
      return new Answer.IsNot<>("is negative");
    }
    if (recovery.compareTo(LONGEST_RECOVERY) > 0) {
      return new Answer.IsNot<>("is absurd: at most " + LONGEST_RECOVERY.toDays() + " days");
    }
    return new Answer.Is<>(Figure.of((recovery.toSeconds() + 59) / 60));
  }

  private static Duration duration(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Duration.ofMinutes(Long.parseLong(text));
    }
    Matcher shortly = SHORTLY.matcher(text);
    if (!shortly.matches()) {
      return Duration.parse(text);
    }
    long number = Long.parseLong(shortly.group(1));
    return switch (shortly.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static Answer<Figure> amount(BigDecimal amount, BigDecimal most) {
    if (amount.signum() < 0) {
      return new Answer.IsNot<>("is negative");
    }
    if (amount.compareTo(most) > 0) {
      return new Answer.IsNot<>("is absurd: at most " + most.toPlainString());
    }
    return new Answer.Is<>(new Figure.Stated(amount));
  }
}
