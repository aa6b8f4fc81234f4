package dev.obstat.core.catalog;

import java.math.BigDecimal;

/// A group of customers that the organisation knows by name. Whoever is in it is counted once,
/// however many services are lost.
///
/// @param name for instance `retail`
/// @param customers how many people are in it; where entities say different numbers of the same
///   segment, the largest holds
public record Segment(String name, BigDecimal customers) {
  public Segment {
    if (customers.signum() < 0) {
      throw new IllegalArgumentException("a segment has no negative number of customers");
    }
  }
}
