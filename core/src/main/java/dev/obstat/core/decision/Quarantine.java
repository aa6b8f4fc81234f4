package dev.obstat.core.decision;

/// What is halted together with a denial, until people resume it.
public enum Quarantine {
  NONE,
  SESSION,
  AGENT;

  /// The wider of two.
  public Quarantine or(Quarantine other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
