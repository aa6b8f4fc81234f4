package dev.obstat.core.catalog;

import java.math.BigDecimal;

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

  record NotStated() implements Figure {}

  static Figure of(long amount) {
    return new Stated(BigDecimal.valueOf(amount));
  }
}
