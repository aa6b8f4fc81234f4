package dev.obstat.cedar;

import java.util.Arrays;
import java.util.Optional;

/// The functions of the extension types ip, decimal, datetime and duration.
public enum ExtensionFunction {
  DECIMAL("decimal", Style.FUNCTION, 1),
  IP("ip", Style.FUNCTION, 1),
  DATETIME("datetime", Style.FUNCTION, 1),
  DURATION("duration", Style.FUNCTION, 1),
  LESS_THAN("lessThan", Style.METHOD, 2),
  LESS_THAN_OR_EQUAL("lessThanOrEqual", Style.METHOD, 2),
  GREATER_THAN("greaterThan", Style.METHOD, 2),
  GREATER_THAN_OR_EQUAL("greaterThanOrEqual", Style.METHOD, 2),
  IS_IPV4("isIpv4", Style.METHOD, 1),
  IS_IPV6("isIpv6", Style.METHOD, 1),
  IS_LOOPBACK("isLoopback", Style.METHOD, 1),
  IS_MULTICAST("isMulticast", Style.METHOD, 1),
  IS_IN_RANGE("isInRange", Style.METHOD, 2),
  OFFSET("offset", Style.METHOD, 2),
  DURATION_SINCE("durationSince", Style.METHOD, 2),
  TO_DATE("toDate", Style.METHOD, 1),
  TO_TIME("toTime", Style.METHOD, 1),
  TO_MILLISECONDS("toMilliseconds", Style.METHOD, 1),
  TO_SECONDS("toSeconds", Style.METHOD, 1),
  TO_MINUTES("toMinutes", Style.METHOD, 1),
  TO_HOURS("toHours", Style.METHOD, 1),
  TO_DAYS("toDays", Style.METHOD, 1);

  /// How a function is called.
  public enum Style {
    FUNCTION,
    METHOD
  }

  private final String cedarName;
  private final Style style;
  private final int arity;

  ExtensionFunction(String cedarName, Style style, int arity) {
    this.cedarName = cedarName;
    this.style = style;
    this.arity = arity;
  }

  /// The name in policy text.
  public String cedarName() {
    return cedarName;
  }

  public Style style() {
    return style;
  }

  /// How many arguments it takes, the receiver of a method included.
  public int arity() {
    return arity;
  }

  static Optional<ExtensionFunction> named(String name, Style style) {
    return Arrays.stream(values())
        .filter(function -> function.style == style && function.cedarName.equals(name))
        .findFirst();
  }
}
