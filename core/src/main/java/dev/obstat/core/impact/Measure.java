package dev.obstat.core.impact;

import java.math.BigDecimal;

/// A number that may not be known. Unknown is never shown as zero and is larger than every number.
public sealed interface Measure {

  record Exactly(BigDecimal amount) implements Measure {
    public Exactly {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("a measure is not negative: " + amount);
      }
    }
  }

  record Unknown() implements Measure {}

  static Measure zero() {
    return new Exactly(BigDecimal.ZERO);
  }

  static Measure of(long amount) {
    return new Exactly(BigDecimal.valueOf(amount));
  }

  /// The sum; unknown when either is.
  default Measure plus(Measure other) {
    return switch (this) {
      case Unknown unknown -> unknown;
      case Exactly(BigDecimal mine) ->
          switch (other) {
            case Unknown unknown -> unknown;
            case Exactly(BigDecimal theirs) -> new Exactly(mine.add(theirs));
          };
    };
  }

  /// Whether it is certainly not greater than the other.
  default boolean noGreaterThan(Measure other) {
    return switch (other) {
      case Unknown _ -> true;
      case Exactly(BigDecimal theirs) ->
          switch (this) {
            case Unknown _ -> false;
            case Exactly(BigDecimal mine) -> mine.compareTo(theirs) <= 0;
          };
    };
  }
}
