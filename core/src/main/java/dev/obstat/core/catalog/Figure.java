package dev.obstat.core.catalog;

import java.math.BigDecimal;
import java.util.Optional;

/// A number that the catalog may or may not state. What is not stated is unknown, not zero.
public sealed interface Figure {

  /// @param amount not negative
  record Stated(BigDecimal amount) implements Figure {
    public Stated {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("a figure is not negative: " + amount);
      }
    }
  }

  /// Somewhere between two numbers, for instance a time to recover.
  ///
  /// @param low not negative
  /// @param high greater than `low`
  record Range(BigDecimal low, BigDecimal high) implements Figure {
    public Range {
      if (low.signum() < 0 || low.compareTo(high) >= 0) {
        throw new IllegalArgumentException("not a range: " + low + " to " + high);
      }
    }
  }

  record NotStated() implements Figure {}

  /// The least it can be; empty when not stated.
  default Optional<BigDecimal> least() {
    return switch (this) {
      case Stated(BigDecimal amount) -> Optional.of(amount);
      case Range(BigDecimal low, BigDecimal _) -> Optional.of(low);
      case NotStated _ -> Optional.empty();
    };
  }

  /// The most it can be; empty when not stated.
  default Optional<BigDecimal> most() {
    return switch (this) {
      case Stated(BigDecimal amount) -> Optional.of(amount);
      case Range(BigDecimal _, BigDecimal high) -> Optional.of(high);
      case NotStated _ -> Optional.empty();
    };
  }

  static Figure of(long amount) {
    return new Stated(BigDecimal.valueOf(amount));
  }
}
