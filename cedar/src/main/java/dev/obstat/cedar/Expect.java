package dev.obstat.cedar;

/// Turns a value into what an operator needs. Messages name kinds of values, never the values,
/// which may be secret.
final class Expect {
  private Expect() {}

  static boolean truth(Value value, Position at) {
    if (value instanceof Value.Bool bool) {
      return bool.value();
    }
    throw mismatch("a boolean", value, at);
  }

  static long number(Value value, Position at) {
    if (value instanceof Value.Long number) {
      return number.value();
    }
    throw mismatch("a number", value, at);
  }

  static String text(Value value, Position at) {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    throw mismatch("a string", value, at);
  }

  static EntityUid entity(Value value, Position at) {
    if (value instanceof Value.Entity entity) {
      return entity.uid();
    }
    throw mismatch("an entity", value, at);
  }

  static Value.Set set(Value value, Position at) {
    if (value instanceof Value.Set set) {
      return set;
    }
    throw mismatch("a set", value, at);
  }

  static Value.Decimal decimal(Value value, Position at) {
    if (value instanceof Value.Decimal decimal) {
      return decimal;
    }
    throw mismatch("a decimal", value, at);
  }

  static Value.Ip ip(Value value, Position at) {
    if (value instanceof Value.Ip ip) {
      return ip;
    }
    throw mismatch("an ip", value, at);
  }

  static Value.Datetime datetime(Value value, Position at) {
    if (value instanceof Value.Datetime datetime) {
      return datetime;
    }
    throw mismatch("a datetime", value, at);
  }

  static Value.Duration duration(Value value, Position at) {
    if (value instanceof Value.Duration duration) {
      return duration;
    }
    throw mismatch("a duration", value, at);
  }

  static EvaluationException mismatch(String wanted, Value found, Position at) {
    return new EvaluationException(at, "expected " + wanted + ", found " + kind(found));
  }

  static String kind(Value value) {
    return switch (value) {
      case Value.Bool bool -> "a boolean";
      case Value.Long number -> "a number";
      case Value.Text text -> "a string";
      case Value.Set set -> "a set";
      case Value.Record record -> "a record";
      case Value.Entity entity -> "an entity of type " + Shown.of(entity.uid().type());
      case Value.Decimal decimal -> "a decimal";
      case Value.Ip ip -> "an ip";
      case Value.Datetime datetime -> "a datetime";
      case Value.Duration duration -> "a duration";
    };
  }
}
