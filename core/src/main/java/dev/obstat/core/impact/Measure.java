package dev.obstat.core.impact;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// A number that may not be known, or not exactly. Unknown is never shown as zero and is larger
/// than every number.
public sealed interface Measure {

  record Exactly(BigDecimal amount) implements Measure {
    public Exactly {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("a measure is not negative: " + amount);
      }
    }
  }

  /// Somewhere between two numbers.
  ///
  /// @param low not negative
  /// @param high greater than `low`
  record Between(BigDecimal low, BigDecimal high) implements Measure {
    public Between {
      if (low.signum() < 0 || low.compareTo(high) >= 0) {
        throw new IllegalArgumentException("not a range: " + low + " to " + high);
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

  /// A range, or one number when both ends are the same.
  static Measure between(BigDecimal low, BigDecimal high) {
    return low.compareTo(high) == 0 ? new Exactly(high) : new Between(low, high);
  }

  /// The least it can be; empty when unknown.
  default Optional<BigDecimal> atLeast() {
    return switch (this) {
      case Exactly(BigDecimal amount) -> Optional.of(amount);
      case Between(BigDecimal low, BigDecimal _) -> Optional.of(low);
      case Unknown _ -> Optional.empty();
    };
  }

  /// The most it can be, which is what policies see; empty when unknown.
  default Optional<BigDecimal> atMost() {
    return switch (this) {
      case Exactly(BigDecimal amount) -> Optional.of(amount);
      case Between(BigDecimal _, BigDecimal high) -> Optional.of(high);
      case Unknown _ -> Optional.empty();
    };
  }

  /// Whether it is certainly nothing.
  default boolean isZero() {
    return atMost().map(most -> most.signum() == 0).orElse(false);
  }

  /// The sum; unknown when either is.
  default Measure plus(Measure other) {
    return combine(other, BigDecimal::add);
  }

  /// The product; unknown when either is.
  default Measure times(Measure other) {
    return combine(other, BigDecimal::multiply);
  }

  private Measure combine(Measure other, BinaryOperator<BigDecimal> whatGrowsWithBoth) {
    return switch (this) {
      case Unknown unknown -> unknown;
      case Exactly(BigDecimal mine) ->
          switch (other) {
            case Unknown unknown -> unknown;
            case Exactly(BigDecimal theirs) -> new Exactly(whatGrowsWithBoth.apply(mine, theirs));
            case Between(BigDecimal low, BigDecimal high) ->
                between(whatGrowsWithBoth.apply(mine, low), whatGrowsWithBoth.apply(mine, high));
          };
      case Between(BigDecimal low, BigDecimal high) ->
          switch (other) {
            case Unknown unknown -> unknown;
            case Exactly(BigDecimal theirs) ->
                between(
                    whatGrowsWithBoth.apply(low, theirs), whatGrowsWithBoth.apply(high, theirs));
            case Between(BigDecimal theirLow, BigDecimal theirHigh) ->
                between(
                    whatGrowsWithBoth.apply(low, theirLow),
                    whatGrowsWithBoth.apply(high, theirHigh));
          };
    };
  }

  /// Whether it is certainly not greater than the other: neither what it is at least nor what it is
  /// at most.
  default boolean noGreaterThan(Measure other) {
    if (other instanceof Unknown) {
      return true;
    }
    return noGreater(atLeast(), other.atLeast()) && noGreater(atMost(), other.atMost());
  }

  private static boolean noGreater(Optional<BigDecimal> mine, Optional<BigDecimal> theirs) {
    return mine.isPresent() && theirs.isPresent() && mine.get().compareTo(theirs.get()) <= 0;
  }
}
