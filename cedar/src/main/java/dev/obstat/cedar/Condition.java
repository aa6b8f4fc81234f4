package dev.obstat.cedar;

/// `when { … }` or `unless { … }`.
public record Condition(Kind kind, Expression expression, Position position) {
  /// Whether the expression must hold or must not.
  public enum Kind {
    WHEN,
    UNLESS
  }
}
