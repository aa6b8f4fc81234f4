package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Policy text for random tests: mostly well-typed so that it says something, sometimes not, and
/// sometimes without the brackets that it needs.
final class RandomPolicies {
  static final List<String> DECIMALS =
      List.of("0.0", "1.0", "1.00", "-0.5", "-1.2345", "922337203685477.5807", "0.0001");
  static final List<String> IPS =
      List.of(
          "127.0.0.1",
          "127.0.0.1/1",
          "10.0.0.1",
          "10.1.2.3/8",
          "0.0.0.0/0",
          "224.0.0.0/4",
          "239.1.1.1",
          "::1",
          "::1/64",
          "::/0",
          "ff00::/8",
          "ff02::1",
          "2001:db8::1/32",
          "1:2:3:4:5:6:7:8",
          "224.0.0.0/3",
          "192.168.1.77/31");
  static final List<String> DATETIMES =
      List.of(
          "1970-01-01",
          "2024-02-29",
          "1969-12-31T23:59:59.999Z",
          "2024-10-15T11:38:02+1134",
          "0000-01-01",
          "9999-12-31T23:59:59.999-2359",
          "2024-10-15T00:00:00Z");
  static final List<String> DURATIONS =
      List.of(
          "0ms",
          "1d",
          "-1d2h",
          "1h30m",
          "90s",
          "-1ms",
          "9223372036854775807ms",
          "-9223372036854775808ms",
          "1d2h3m4s5ms");
  private static final List<String> BAD =
      List.of(
          "",
          "-",
          "x",
          "1",
          "1.",
          ".5",
          "1.23456",
          "127.0.0",
          "01.2.3.4",
          "1::2::3",
          "::/129",
          "::ffff:1.2.3.4",
          "1.2.3.4/33",
          "1.2.3.4/08",
          "2023-02-29",
          "2024-01-01T24:00:00Z",
          "2024-01-01T00:00:00",
          "2024-01-01T00:00:00+2400",
          "1s1m",
          "1d1d",
          "d",
          "1.5h",
          "106751991168d",
          "922337203685477.5808",
          "12345::",
          ":::",
          "1:2:3:4:5:6:7::8",
          "g::1");

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  String policy() {
    StringBuilder policy = new StringBuilder();
    if (chance(15)) {
      policy.append(pick(List.of("@note ", "@if(\"x\") ", "@a(\"\\u{41}\") @b ")));
    }
    policy.append(chance(60) ? "permit" : "forbid").append("(principal").append(entityScope());
    policy.append(", action").append(actionScope());
    policy.append(", resource").append(entityScope()).append(chance(5) ? ",)" : ")");
    for (int count = random.nextInt(3); count > 0; count--) {
      policy.append(chance(70) ? " when {" : " unless {").append(bool(3)).append('}');
    }
    return policy.append(';').toString();
  }

  private String entityScope() {
    return switch (random.nextInt(12)) {
      case 0 -> " == " + entityLiteral();
      case 1, 2 -> " in " + entityLiteral();
      case 3 -> " is " + type();
      case 4 -> " is " + type() + " in (" + entityLiteral() + ")";
      default -> "";
    };
  }

  private String actionScope() {
    return switch (random.nextInt(6)) {
      case 0 -> " == " + action();
      case 1 -> " in " + action();
      case 2 -> " in [" + action() + ", " + action() + "]";
      case 3 -> chance(20) ? " in []" : "";
      default -> "";
    };
  }

  private String action() {
    return "Action::\"" + pick(List.of("view", "edit", "drop", "read", "write")) + "\"";
  }

  private String type() {
    return pick(List.of("User", "Group", "Ns::Doc", "Doc"));
  }

  private String entityLiteral() {
    return switch (random.nextInt(4)) {
      case 0 -> "User::\"" + pick(RandomData.USERS) + "\"";
      case 1 -> "Ns::Doc::\"" + pick(RandomData.DOCUMENTS) + "\"";
      case 2 -> chance(50) ? action() : "User::\"zo\\u{eb}\"";
      default -> "Group::\"" + pick(RandomData.GROUPS) + "\"";
    };
  }

  /// An expression of the kind, or once in a while of another one.
  String expression(String kind, int depth) {
    String actual = chance(4) ? pick(RandomData.KINDS) : kind;
    if (depth > 0 && chance(8)) {
      return "if "
          + bool(depth - 1)
          + " then "
          + expression(actual, depth - 1)
          + " else "
          + expression(actual, depth - 1);
    }
    if (chance(30)) {
      return attribute(actual);
    }
    return switch (actual) {
      case "b" -> bool(depth);
      case "n" -> number(depth);
      case "s" -> string();
      case "e" -> chance(60) ? pick(List.of("principal", "action", "resource")) : entityLiteral();
      case "set" -> set(depth);
      case "rec" -> record(depth);
      case "dec" -> constructor("decimal", DECIMALS);
      case "ip" -> constructor("ip", IPS);
      case "dt" -> moment(depth);
      default -> span(depth);
    };
  }

  private String bool(int depth) {
    if (depth == 0) {
      return chance(50) ? attribute("b") : String.valueOf(random.nextBoolean());
    }
    int below = depth - 1;
    return switch (random.nextInt(22)) {
      case 0, 1 -> operand("b", below) + " && " + operand("b", below);
      case 2, 3 -> operand("b", below) + " || " + operand("b", below);
      case 4 -> "!".repeat(1 + random.nextInt(3)) + bracketed("b", below);
      case 5, 6 -> {
        String kind = pick(RandomData.KINDS);
        yield operand(kind, below) + pick(List.of(" == ", " != ")) + operand(kind, below);
      }
      case 7, 8 -> {
        String kind = pick(List.of("n", "n", "dt", "du", "dec"));
        yield operand(kind, below)
            + pick(List.of(" < ", " <= ", " > ", " >= "))
            + operand(kind, below);
      }
      case 9 -> operand("e", below) + " in " + operand("e", below);
      case 10 -> operand("e", below) + " in [" + operand("e", below) + ", " + entityLiteral() + "]";
      case 11 -> operand(chance(50) ? "e" : "rec", below) + " has " + path();
      case 12 -> operand("s", below) + " like " + pattern();
      case 13 ->
          operand("e", below) + " is " + type() + (chance(40) ? " in " + operand("e", below) : "");
      case 14 ->
          bracketed("set", below) + ".contains(" + expression(pick(RandomData.KINDS), below) + ")";
      case 15 ->
          bracketed("set", below)
              + pick(List.of(".containsAll(", ".containsAny("))
              + expression("set", below)
              + ")";
      case 16 -> bracketed("set", below) + ".isEmpty()";
      case 17 -> bracketed("e", below) + ".hasTag(" + string() + ")";
      case 18 ->
          bracketed("dec", below)
              + pick(
                  List.of(
                      ".lessThan(", ".lessThanOrEqual(", ".greaterThan(", ".greaterThanOrEqual("))
              + expression("dec", below)
              + ")";
      case 19 ->
          bracketed("ip", below)
              + pick(
                  List.of(
                      ".isIpv4()", ".isIpv6()", ".isLoopback()", ".isMulticast()", ".isIpv4(1)"));
      case 20 -> bracketed("ip", below) + ".isInRange(" + expression("ip", below) + ")";
      default -> bool(below);
    };
  }

  private String number(int depth) {
    if (depth == 0 || chance(30)) {
      return pick(
          List.of("0", "1", "-1", "2", "9223372036854775807", "-9223372036854775808", "--3"));
    }
    int below = depth - 1;
    return switch (random.nextInt(4)) {
      case 0 -> operand("n", below) + pick(List.of(" + ", " - ", " * ")) + operand("n", below);
      case 1 -> "-" + bracketed("n", below);
      case 2 -> bracketed("e", below) + ".getTag(" + string() + ")";
      default ->
          bracketed("du", below)
              + pick(
                  List.of(
                      ".toMilliseconds()",
                      ".toSeconds()",
                      ".toMinutes()",
                      ".toHours()",
                      ".toDays()"));
    };
  }

  private String moment(int depth) {
    if (depth == 0 || chance(50)) {
      return constructor("datetime", DATETIMES);
    }
    return chance(50)
        ? bracketed("dt", depth - 1) + ".offset(" + expression("du", depth - 1) + ")"
        : bracketed("dt", depth - 1) + ".toDate()";
  }

  private String span(int depth) {
    if (depth == 0 || chance(50)) {
      return constructor("duration", DURATIONS);
    }
    return chance(50)
        ? bracketed("dt", depth - 1) + ".durationSince(" + expression("dt", depth - 1) + ")"
        : bracketed("dt", depth - 1) + ".toTime()";
  }

  private String set(int depth) {
    List<String> elements = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      elements.add(expression(pick(List.of("n", "s", "e", "dec")), Math.max(0, depth - 1)));
    }
    return "[" + String.join(", ", elements) + (elements.size() == 2 ? ",]" : "]");
  }

  private String record(int depth) {
    if (depth == 0 || chance(50)) {
      return "context";
    }
    return "{b: "
        + expression("b", depth - 1)
        + ", \"n\": "
        + expression("n", depth - 1)
        + ", rec: {s: "
        + string()
        + "}}";
  }

  private String constructor(String function, List<String> good) {
    return function + "(\"" + (chance(85) ? pick(good) : pick(BAD)) + "\")";
  }

  private String string() {
    return pick(
        List.of(
            "\"\"",
            "\"a\"",
            "\"a*b\"",
            "\"t0\"",
            "\"t1\"",
            "\"\\u{1f600}\"",
            "\"ä€😀\"",
            "\"\\x41\\n\"",
            "context.s"));
  }

  private String pattern() {
    return pick(
        List.of(
            "\"*\"",
            "\"a*\"",
            "\"*b\"",
            "\"a\\*b\"",
            "\"\"",
            "\"a**\"",
            "\"*€*\"",
            "\"*.0.*1\"",
            "\"\\u{2a}b\"",
            "\"ann\"",
            "\"a\\q\""));
  }

  private String path() {
    return pick(
        List.of(
            "b",
            "n",
            "\"s\"",
            "rec",
            "rec.s",
            "rec.rec.n",
            "e.rec.b",
            "missing",
            "e.e.e",
            "n.b",
            "\"a b\"",
            "e.set"));
  }

  private String attribute(String kind) {
    String base =
        pick(
            List.of(
                "principal",
                "resource",
                "context",
                "context.rec",
                "principal.e",
                "resource[\"rec\"]"));
    return base + "." + kind;
  }

  private String operand(String kind, int depth) {
    return chance(15) ? expression(kind, depth) : bracketed(kind, depth);
  }

  private String bracketed(String kind, int depth) {
    return "(" + expression(kind, depth) + ")";
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
