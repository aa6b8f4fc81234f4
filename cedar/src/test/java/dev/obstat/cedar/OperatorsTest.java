package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each operator says, and what makes it fail, one expression at a time.
final class OperatorsTest {
  private static final EntityUid ANN = new EntityUid("User", "ann");
  private static final EntityUid STAFF = new EntityUid("Group", "staff");
  private static final EntityUid ALL = new EntityUid("Group", "all");
  private static final Entities ENTITIES =
      Entities.EMPTY.with(
          new Entity(
              ANN,
              Value.Record.of(
                  Map.of(
                      "level", Value.of(7),
                      "boss", Value.of(new EntityUid("User", "bob")),
                      "home", Value.Record.of(Map.of("city", Value.of("Köln"))))),
              Set.of(STAFF),
              Value.Record.of(Map.of("team", Value.of("red")))),
          new Entity(STAFF, Value.Record.EMPTY, Set.of(ALL)));
  private static final Request REQUEST =
      new Request(
          ANN,
          new EntityUid("Action", "view"),
          new EntityUid("Doc", "d"),
          Value.Record.of(Map.of("n", Value.of(3), "s", Value.of("text"))));

  @ParameterizedTest
  @DisplayName("an expression that holds")
  @ValueSource(
      strings = {
        "true",
        "!false",
        "!!true",
        "true && true",
        "false || true",
        "false || false || true",
        "true || 1 == \"reached\" && 1",
        "!(false && (1 < \"unreached\"))",
        "1 + 2 * 3 == 7",
        "10 - 2 - 3 == 5",
        "-(3) == -3",
        "--3 == 3",
        "2 - -3 == 5",
        "-9223372036854775808 < 9223372036854775807",
        "2 * 3 * 4 == 24",
        "1 <= 1 && 1 >= 1",
        "1 != \"1\"",
        "!(1 == true)",
        "[1, 2] == [2, 1, 1]",
        "{a: 1, b: 2} == {\"b\": 2, a: 1}",
        "User::\"a\" != User::\"b\"",
        "User::\"a\" != Admin::\"a\"",
        "[] == []",
        "if 1 < 2 then true else 1",
        "if 1 > 2 then 1 else true",
        "principal in Group::\"staff\"",
        "principal in Group::\"all\"",
        "principal in principal",
        "!(principal in Group::\"none\")",
        "Ghost::\"g\" in Ghost::\"g\"",
        "!(Ghost::\"g\" in ANY::\"g\")",
        "principal in [Group::\"none\", Group::\"all\"]",
        "!(principal in [])",
        "principal is User",
        "!(principal is Ns::User)",
        "principal is User in Group::\"all\"",
        "!(principal is Doc in 1)",
        "principal has level",
        "principal has \"level\"",
        "!(principal has nothing)",
        "principal has home.city",
        "!(principal has home.street)",
        "!(principal has boss.level)",
        "!(Ghost::\"g\" has level)",
        "{a: {b: 1}} has a.b",
        "principal.level == 7",
        "principal[\"level\"] == 7",
        "principal.home.city == \"K\\u{f6}ln\"",
        "context.n == 3 && context has s",
        "{\"a b\": 1}[\"a b\"] == 1",
        "{if_: 1}.if_ == 1",
        "\"abc\" like \"a*\"",
        "\"abc\" like \"*b*\"",
        "!(\"abc\" like \"b*\")",
        "\"\" like \"*\"",
        "\"a*c\" like \"a\\*c\"",
        "!(\"abc\" like \"a\\*c\")",
        "\"aXbXc\" like \"a*b*c\"",
        "\"😀b\" like \"*b\"",
        "\"mississippi\" like \"m*issi*pi\"",
        "!(\"mississippi\" like \"m*issi*x\")",
        "[1, 2].contains(2)",
        "![1, 2].contains(3)",
        "![1].contains(\"1\")",
        "[[1]].contains([1])",
        "[1, 2, 3].containsAll([1, 3])",
        "![1].containsAll([1, 2])",
        "[].containsAll([])",
        "[1, 2].containsAny([2, 3])",
        "![1].containsAny([2])",
        "![1].containsAny([])",
        "[].isEmpty()",
        "![1].isEmpty()",
        "principal.hasTag(\"team\")",
        "!principal.hasTag(\"none\")",
        "!Ghost::\"g\".hasTag(\"team\")",
        "principal.getTag(\"team\") == \"red\"",
        "decimal(\"1.0\") == decimal(\"1.0000\")",
        "decimal(\"-0.5\").lessThan(decimal(\"0.0\"))",
        "decimal(\"1.1\").lessThanOrEqual(decimal(\"1.1\"))",
        "decimal(\"2.0\").greaterThan(decimal(\"1.9999\"))",
        "decimal(\"-1.0\").greaterThanOrEqual(decimal(\"-1.0001\"))",
        "decimal(\"922337203685477.5807\").greaterThan(decimal(\"-922337203685477.5808\"))",
        "ip(\"10.0.0.1\").isIpv4()",
        "ip(\"::1\").isIpv6()",
        "!ip(\"::\").isIpv4()",
        "ip(\"127.3.4.5\").isLoopback()",
        "ip(\"::1\").isLoopback()",
        "!ip(\"10.0.0.1\").isLoopback()",
        "ip(\"239.0.0.1\").isMulticast()",
        "ip(\"ff02::1\").isMulticast()",
        "!ip(\"224.0.0.0/3\").isMulticast()",
        "ip(\"10.1.2.3\").isInRange(ip(\"10.0.0.0/8\"))",
        "!ip(\"11.1.2.3\").isInRange(ip(\"10.0.0.0/8\"))",
        "!ip(\"10.0.0.0/7\").isInRange(ip(\"10.0.0.0/8\"))",
        "ip(\"1.2.3.4\").isInRange(ip(\"0.0.0.0/0\"))",
        "ip(\"2001:db8::5\").isInRange(ip(\"2001:db8::/32\"))",
        "!ip(\"::1\").isInRange(ip(\"0.0.0.0/0\"))",
        "ip(\"::ffff\").isInRange(ip(\"::/112\"))",
        "!ip(\"::1:ffff\").isInRange(ip(\"::/112\"))",
        "ip(\"10.0.0.1\") == ip(\"10.0.0.1/32\")",
        "ip(\"10.0.0.1/8\") != ip(\"10.0.0.2/8\")",
        "ip(\"0:0:0:0:0:0:0:1\") == ip(\"::1\")",
        "datetime(\"1970-01-01\") == datetime(\"1970-01-01T00:00:00Z\")",
        "datetime(\"2024-01-01T01:00:00+0100\") == datetime(\"2024-01-01\")",
        "datetime(\"2023-12-31T23:00:00-0100\") == datetime(\"2024-01-01\")",
        "datetime(\"2024-01-01\") < datetime(\"2024-01-01T00:00:00.001Z\")",
        "datetime(\"2024-01-01\").offset(duration(\"1d\")) == datetime(\"2024-01-02\")",
        "datetime(\"2024-01-02\").durationSince(datetime(\"2024-01-01\")) == duration(\"24h\")",
        "datetime(\"1969-12-31T23:00:00Z\").toDate() == datetime(\"1969-12-31\")",
        "datetime(\"1969-12-31T23:00:00Z\").toTime() == duration(\"23h\")",
        "duration(\"1d2h3m4s5ms\").toMilliseconds() == 93784005",
        "duration(\"-1500ms\").toSeconds() == -1",
        "duration(\"90s\").toMinutes() == 1",
        "duration(\"119m\").toHours() == 1",
        "duration(\"-47h\").toDays() == -1",
        "duration(\"1m\") <= duration(\"60s\")",
        "duration(\"-9223372036854775808ms\") < duration(\"0ms\")",
        "\"\\n\\r\\t\\\\\\0\\'\\\"\\x41\\u{1F600}\" like \"*A😀\"",
        "\"a\\u{0_0_4_1}\" == \"aA\"",
        "principal::\"x\" == principal::\"x\"",
        "[1, 2,].contains(1) // the end"
      })
  void holds(String expression) {
    Evaluation evaluation = evaluate(expression);
    assertThat(evaluation.errors()).isEmpty();
    assertThat(evaluation.satisfiedPermits()).hasSize(1);
    assertThat(evaluate("!(" + expression.replace(" // the end", "") + ")").satisfiedPermits())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("an expression that fails says where and why")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          1 ¦ 1:41 expected a boolean, found a number
          true && "x" ¦ 1:49 expected a boolean, found a string
          principal || true ¦ 1:41 expected a boolean, found an entity of type `User`
          !1 ¦ 1:41 expected a boolean, found a number
          if 1 then true else true ¦ 1:44 expected a boolean, found a number
          1 < "x" ¦ 1:41 expected a number, found a string
          "x" < "y" ¦ 1:41 expected a number, a datetime or a duration, found a string
          decimal("1.0") < decimal("2.0") ¦ 1:41 decimals are compared with `lessThan` and the like, not with operators
          datetime("2024-01-01") < duration("1d") ¦ 1:41 expected a datetime, found a duration
          9223372036854775807 + 1 == 0 ¦ 1:41 the result does not fit into 64 bits
          -9223372036854775808 - 1 == 0 ¦ 1:41 the result does not fit into 64 bits
          4611686018427387904 * 2 == 0 ¦ 1:41 the result does not fit into 64 bits
          --9223372036854775808 == 0 ¦ 1:41 the result does not fit into 64 bits
          1 + "x" == 2 ¦ 1:41 expected a number, found a string
          1 in principal ¦ 1:41 expected an entity, found a number
          principal in 1 ¦ 1:41 expected an entity or a set of entities, found a number
          principal in [principal, 1] ¦ 1:41 expected an entity, found a number
          1 is User ¦ 1:41 expected an entity, found a number
          1 has a ¦ 1:41 expected a record or an entity, found a number
          principal has level.x ¦ 1:41 expected a record or an entity, found a number
          1 like "x" ¦ 1:41 expected a string, found a number
          principal.nothing ¦ 1:41 the entity `User::"ann"` has no attribute `nothing`
          Ghost::"g".a ¦ 1:41 nothing is known about the entity `Ghost::"g"`
          context.nothing ¦ 1:41 the record has no attribute `nothing`
          "x".length ¦ 1:41 expected a record or an entity, found a string
          1.contains(1) ¦ 1:41 expected a set, found a number
          [1].containsAll(1) ¦ 1:41 expected a set, found a number
          1.isEmpty() ¦ 1:41 expected a set, found a number
          principal.hasTag(1) ¦ 1:41 expected a string, found a number
          principal.getTag("none") == 1 ¦ 1:41 the entity `User::"ann"` has no tag of that name
          Ghost::"g".getTag("t") == 1 ¦ 1:41 nothing is known about the entity `Ghost::"g"`
          decimal("1") == 1 ¦ 1:41 this string is no decimal: write digits, a point and one to four digits, within 64 bits
          decimal(1) == 1 ¦ 1:41 expected a string, found a number
          decimal() == 1 ¦ 1:41 `decimal` takes 1 argument, found 0
          ip("1.2.3.4").isIpv4(1) ¦ 1:41 `isIpv4` takes 0 arguments, found 1
          ip("1.2.3.04").isIpv4() ¦ 1:41 this string is no ip: write an IPv4 or IPv6 address, with or without a prefix length
          datetime("9999-12-31").offset(duration("9223372036854775807ms")) == 1 ¦ 1:41 the result does not fit into 64 bits
          duration("1s1m") == 1 ¦ 1:41 this string is no duration: write numbers with the units `d`, `h`, `m`, `s`, `ms` in this order, within 64 bits
          """)
  void fails(String expression, String message) {
    Evaluation evaluation = evaluate(expression);
    assertThat(evaluation.satisfiedPermits()).isEmpty();
    PolicyError error = evaluation.errors().getFirst();
    assertThat(error.position().line() + ":" + error.position().column() + " " + error.message())
        .isEqualTo(message);
  }

  @ParameterizedTest
  @DisplayName("text that no extension type takes")
  @CsvSource({
    "decimal, 1 1. .5 1.23456 +1.0 1.0a 922337203685477.5808 -922337203685477.5809 --1.0 ١.٢",
    "ip, 1.2.3 1.2.3.4.5 256.1.1.1 01.2.3.4 1.2.3.4/33 1.2.3.4/08 1.2.3.4/ ::/129 1::2::3 ::ffff:1.2.3.4"
        + " 12345:: 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1:2:3:4::5:6:7:8 :1 g:: 1.2.3.4/8/8 fe80::1%eth0",
    "datetime, 2023-02-29 2024-13-01 24-01-01 2024-01-01Z 2024-01-01T00:00:00 2024-01-01T24:00:00Z"
        + " 2024-01-01T00:60:00Z 2024-01-01T00:00:60Z 2024-01-01T00:00:00.1Z 2024-01-01T00:00:00+2400"
        + " 2024-01-01T00:00:00+0060 2024-01-01T00:00:00z",
    "duration, - 1 d 1s1m 1d1d 1.5h 1h-1m 1D 106751991168d 9223372036854775808ms +1s"
  })
  void badText(String function, String texts) {
    for (String text : List.of(texts.split(" ", -1))) {
      assertThat(evaluate(function + "(\"" + text + "\") == 1").errors()).as(text).hasSize(1);
    }
    assertThat(evaluate(function + "(\"\") == 1").errors()).hasSize(1);
    assertThat(evaluate(function + "(\"1d\\n\") == 1").errors()).hasSize(1);
  }

  private static Evaluation evaluate(String expression) {
    String head = "permit(principal,action,resource)when{  ";
    return TestPolicies.parse(head + expression + "\n};").evaluate(REQUEST, ENTITIES);
  }
}
