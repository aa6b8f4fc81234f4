package dev.obstat.cedar;

import dev.obstat.cedar.Expression.Binary;
import java.util.function.LongPredicate;

/// The operators whose result depends on nothing but their operands.
final class Operators {
  private Operators() {}

  static Value apply(Expression.Unary.Operator operator, Value operand, Position at) {
    return switch (operator) {
      case NOT -> Value.of(!Expect.truth(operand, at));
      case NEGATE -> arithmetic(Binary.Operator.SUBTRACT, 0, Expect.number(operand, at), at);
      case IS_EMPTY -> Value.of(Expect.set(operand, at).elements().isEmpty());
    };
  }

  /// For `in`, `hasTag` and `getTag` see [Lookups].
  static Value apply(Binary.Operator operator, Value left, Value right, Position at) {
    return switch (operator) {
      case EQUAL -> Value.of(left.equals(right));
      case NOT_EQUAL -> Value.of(!left.equals(right));
      case LESS -> Value.of(compare(left, right, at, order -> order < 0));
      case LESS_OR_EQUAL -> Value.of(compare(left, right, at, order -> order <= 0));
      case GREATER -> Value.of(compare(left, right, at, order -> order > 0));
      case GREATER_OR_EQUAL -> Value.of(compare(left, right, at, order -> order >= 0));
      case ADD, SUBTRACT, MULTIPLY ->
          arithmetic(operator, Expect.number(left, at), Expect.number(right, at), at);
      case CONTAINS -> Value.of(Expect.set(left, at).contains(right));
      case CONTAINS_ALL -> {
        Value.Set all = Expect.set(left, at);
        yield Value.of(Expect.set(right, at).elements().stream().allMatch(all::contains));
      }
      case CONTAINS_ANY -> {
        Value.Set all = Expect.set(left, at);
        yield Value.of(Expect.set(right, at).elements().stream().anyMatch(all::contains));
      }
      case IN, HAS_TAG, GET_TAG -> throw new IllegalStateException("needs entities: " + operator);
    };
  }

  /// Two numbers, two datetimes or two durations.
  private static boolean compare(Value left, Value right, Position at, LongPredicate holds) {
    return holds.test(
        switch (left) {
          case Value.Long number -> Long.compare(number.value(), Expect.number(right, at));
          case Value.Datetime datetime ->
              Long.compare(datetime.epochMillis(), Expect.datetime(right, at).epochMillis());
          case Value.Duration duration ->
              Long.compare(duration.millis(), Expect.duration(right, at).millis());
          case Value.Decimal decimal ->
              throw new EvaluationException(
                  at, "decimals are compared with `lessThan` and the like, not with operators");
          case Value.Bool other -> throw notOrdered(other, at);
          case Value.Text other -> throw notOrdered(other, at);
          case Value.Set other -> throw notOrdered(other, at);
          case Value.Record other -> throw notOrdered(other, at);
          case Value.Entity other -> throw notOrdered(other, at);
          case Value.Ip other -> throw notOrdered(other, at);
        });
  }

  private static EvaluationException notOrdered(Value value, Position at) {
    return Expect.mismatch("a number, a datetime or a duration", value, at);
  }

  private static Value arithmetic(Binary.Operator operator, long left, long right, Position at) {
    try {
      return Value.of(
          switch (operator) {
            case ADD -> Math.addExact(left, right);
            case SUBTRACT -> Math.subtractExact(left, right);
            case MULTIPLY -> Math.multiplyExact(left, right);
            case EQUAL,
                NOT_EQUAL,
                LESS,
                LESS_OR_EQUAL,
                GREATER,
                GREATER_OR_EQUAL,
                IN,
                CONTAINS,
                CONTAINS_ALL,
                CONTAINS_ANY,
                HAS_TAG,
                GET_TAG ->
                throw new IllegalStateException("no arithmetic: " + operator);
          });
    } catch (ArithmeticException overflow) {
      throw new EvaluationException(at, "the result does not fit into 64 bits");
    }
  }
}
