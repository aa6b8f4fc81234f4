package dev.obstat.cedar;

/// A compiled expression. Immutable, used by many threads at once.
@FunctionalInterface
interface Node {
  /// @throws EvaluationException when the expression has no value for this request
  Value evaluate(Frame frame);

  /// An expression whose value does not depend on the request.
  record Constant(Value value) implements Node {
    @Override
    public Value evaluate(Frame frame) {
      return value;
    }
  }
}
