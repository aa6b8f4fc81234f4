package dev.obstat.core.questions;

import java.math.BigDecimal;

/// A sum over services of which some may not state their number. What is not stated is counted, and
/// never taken for zero.
///
/// @param known the sum of what is stated
/// @param unknown how many services state nothing
public record Sum(BigDecimal known, int unknown) {
  static final Sum NOTHING = new Sum(BigDecimal.ZERO, 0);

  public boolean isKnown() {
    return unknown == 0;
  }

  Sum plus(Sum other) {
    return new Sum(known.add(other.known), unknown + other.unknown);
  }

  Sum times(BigDecimal factor) {
    return new Sum(known.multiply(factor), unknown);
  }

  /// The largest first, and before all those that nobody knows.
  static int descending(Sum one, Sum other) {
    int knownLast = Boolean.compare(one.isKnown(), other.isKnown());
    return knownLast != 0 ? knownLast : other.known.compareTo(one.known);
  }
}
