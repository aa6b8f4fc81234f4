package dev.obstat.cedar;

import java.math.BigInteger;
import java.util.Optional;

/// The text form of decimal: <https://docs.cedarpolicy.com/policies/syntax-datatypes.html>.
final class DecimalText {
  private static final int FRACTION = 4;

  /// Digits beyond which no number fits, so that long text costs nothing.
  private static final int LONGEST = 64;

  private DecimalText() {}

  static Optional<Value.Decimal> parse(String text) {
    boolean negative = text.startsWith("-");
    int point = text.indexOf('.');
    if (point < 0 || text.length() > LONGEST) {
      return Optional.empty();
    }
    String whole = text.substring(negative ? 1 : 0, point);
    String fraction = text.substring(point + 1);
    if (!Digits.all(whole) || !Digits.all(fraction) || fraction.length() > FRACTION) {
      return Optional.empty();
    }
    String scaled = whole + fraction + "0".repeat(FRACTION - fraction.length());
    BigInteger value = new BigInteger(negative ? "-" + scaled : scaled);
    return value.bitLength() < Long.SIZE
        ? Optional.of(new Value.Decimal(value.longValue()))
        : Optional.empty();
  }
}
