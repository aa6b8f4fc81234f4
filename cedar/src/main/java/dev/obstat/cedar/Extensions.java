package dev.obstat.cedar;

import java.util.List;
import java.util.Optional;

/// The extension functions: <https://docs.cedarpolicy.com/policies/syntax-operators.html>.
final class Extensions {
  private static final long DAY = 86_400_000;

  private Extensions() {}

  static Value call(ExtensionFunction function, List<Value> arguments, Position at) {
    if (arguments.size() != function.arity()) {
      boolean method = function.style() == ExtensionFunction.Style.METHOD;
      int wanted = function.arity() - (method ? 1 : 0);
      int given = arguments.size() - (method ? 1 : 0);
      throw new EvaluationException(
          at,
          "`"
              + function.cedarName()
              + "` takes "
              + wanted
              + " argument"
              + (wanted == 1 ? "" : "s")
              + ", found "
              + given);
    }
    Value first = arguments.getFirst();
    Value last = arguments.getLast();
    return switch (function) {
      case DECIMAL -> made(Value.Decimal.parse(Expect.text(first, at)), function, at);
      case IP -> made(Value.Ip.parse(Expect.text(first, at)), function, at);
      case DATETIME -> made(Value.Datetime.parse(Expect.text(first, at)), function, at);
      case DURATION -> made(Value.Duration.parse(Expect.text(first, at)), function, at);
      case LESS_THAN -> Value.of(compare(first, last, at) < 0);
      case LESS_THAN_OR_EQUAL -> Value.of(compare(first, last, at) <= 0);
      case GREATER_THAN -> Value.of(compare(first, last, at) > 0);
      case GREATER_THAN_OR_EQUAL -> Value.of(compare(first, last, at) >= 0);
      case IS_IPV4 -> Value.of(!Expect.ip(first, at).v6());
      case IS_IPV6 -> Value.of(Expect.ip(first, at).v6());
      case IS_LOOPBACK -> Value.of(IpRange.isLoopback(Expect.ip(first, at)));
      case IS_MULTICAST -> Value.of(IpRange.isMulticast(Expect.ip(first, at)));
      case IS_IN_RANGE -> {
        Value.Ip inner = Expect.ip(first, at);
        yield Value.of(IpRange.contains(Expect.ip(last, at), inner));
      }
      case OFFSET, DURATION_SINCE, TO_DATE -> moment(function, first, last, at);
      case TO_TIME ->
          new Value.Duration(Math.floorMod(Expect.datetime(first, at).epochMillis(), DAY));
      case TO_MILLISECONDS -> Value.of(Expect.duration(first, at).millis());
      case TO_SECONDS -> Value.of(Expect.duration(first, at).millis() / 1_000);
      case TO_MINUTES -> Value.of(Expect.duration(first, at).millis() / 60_000);
      case TO_HOURS -> Value.of(Expect.duration(first, at).millis() / 3_600_000);
      case TO_DAYS -> Value.of(Expect.duration(first, at).millis() / DAY);
    };
  }

  private static int compare(Value left, Value right, Position at) {
    long first = Expect.decimal(left, at).scaled();
    return Long.compare(first, Expect.decimal(right, at).scaled());
  }

  private static Value moment(ExtensionFunction function, Value first, Value last, Position at) {
    long moment = Expect.datetime(first, at).epochMillis();
    try {
      if (function == ExtensionFunction.OFFSET) {
        return new Value.Datetime(Math.addExact(moment, Expect.duration(last, at).millis()));
      }
      if (function == ExtensionFunction.DURATION_SINCE) {
        long since = Expect.datetime(last, at).epochMillis();
        return new Value.Duration(Math.subtractExact(moment, since));
      }
      return new Value.Datetime(Math.subtractExact(moment, Math.floorMod(moment, DAY)));
    } catch (ArithmeticException overflow) {
      throw new EvaluationException(at, "the result does not fit into 64 bits");
    }
  }

  private static Value made(
      Optional<? extends Value> value, ExtensionFunction function, Position at) {
    if (value.isPresent()) {
      return value.get();
    }
    String form =
        switch (function) {
          case DECIMAL -> "digits, a point and one to four digits, within 64 bits";
          case IP -> "an IPv4 or IPv6 address, with or without a prefix length";
          case DATETIME ->
              "`YYYY-MM-DD`, alone or with `Thh:mm:ss`, an optional `.SSS` and `Z` or `+hhmm`";
          default ->
              "numbers with the units `d`, `h`, `m`, `s`, `ms` in this order, within 64 bits";
        };
    throw new EvaluationException(
        at, "this string is no " + function.cedarName() + ": write " + form);
  }
}
