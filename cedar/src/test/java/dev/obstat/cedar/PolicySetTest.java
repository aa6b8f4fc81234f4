package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Several policies together, scopes, and what a policy shows of itself.
final class PolicySetTest {
  private static final EntityUid ANN = new EntityUid("User", "ann");
  private static final EntityUid VIEW = new EntityUid("Action", "view");
  private static final EntityUid DOC = new EntityUid("Ns::Doc", "d");
  private static final Entities ENTITIES =
      Entities.EMPTY.with(
          new Entity(ANN, Value.Record.EMPTY, Set.of(new EntityUid("Group", "staff"))),
          new Entity(VIEW, Value.Record.EMPTY, Set.of(new EntityUid("Action", "read"))),
          new Entity(
              new EntityUid("Action", "read"),
              Value.Record.EMPTY,
              Set.of(new EntityUid("Action", "any"))));
  private static final Request REQUEST = new Request(ANN, VIEW, DOC, Value.Record.EMPTY);

  @Test
  @DisplayName("a satisfied forbid wins, and the satisfied permits are told all the same")
  void forbidWins() {
    Evaluation evaluation =
        evaluate(
            """
            @id("p") permit(principal, action, resource);
            @id("f") forbid(principal, action, resource) when { principal is User };
            @id("q") permit(principal, action == Action::"view", resource);
            @id("g") forbid(principal, action, resource) unless { resource is Ns::Doc };
            @id("h") forbid(principal == User::"ann", action, resource);
            """);
    assertThat(ids(evaluation.satisfiedPermits())).containsExactly("p", "q");
    assertThat(ids(evaluation.satisfiedForbids())).containsExactly("f", "h");
    assertThat(evaluation.cedarDecision())
        .isEqualTo(new CedarDecision.Deny(evaluation.satisfiedForbids()));
  }

  @Test
  @DisplayName("without a forbid every satisfied permit is a reason to allow")
  void permitsAllow() {
    Evaluation evaluation =
        evaluate(
            """
            permit(principal, action, resource);
            permit(principal in Group::"none", action, resource);
            permit(principal in Group::"staff", action, resource);
            """);
    assertThat(evaluation.cedarDecision()).isInstanceOf(CedarDecision.Allow.class);
    assertThat(ids(evaluation.cedarDecision().reasons())).containsExactly("policy0", "policy2");
  }

  @Test
  @DisplayName("without a satisfied permit the answer is deny, without reasons")
  void nothingSatisfied() {
    Evaluation evaluation = evaluate("forbid(principal is Robot, action, resource);");
    assertThat(evaluation.cedarDecision()).isEqualTo(new CedarDecision.Deny(List.of()));
    assertThat(evaluate("").cedarDecision()).isEqualTo(new CedarDecision.Deny(List.of()));
  }

  @Test
  @DisplayName("policies that fail are listed and hide nothing")
  void errors() {
    Evaluation evaluation =
        evaluate(
            """
            @id("ok") permit(principal, action, resource);
            @id("bad-forbid") forbid(principal, action, resource) when { context.missing };
            @id("bad-permit") permit(principal, action, resource) unless { 1 };
            @id("first-stops") permit(principal, action, resource) when { false } when { 1 };
            @id("missed") forbid(principal is Robot, action, resource) when { 1 };
            """);
    assertThat(ids(evaluation.satisfiedPermits())).containsExactly("ok");
    assertThat(evaluation.errors().stream().map(error -> error.policy().id()))
        .containsExactly("bad-forbid", "bad-permit");
    assertThat(evaluation.errors().getFirst().position())
        .isEqualTo(new Position("test.cedar", 2, 62));
    assertThat(evaluation.cedarDecision()).isInstanceOf(CedarDecision.Allow.class);
  }

  @Test
  @DisplayName("each form of scope lets through what it says")
  void scopes() {
    Evaluation evaluation =
        evaluate(
            """
            permit(principal == User::"ann", action == Action::"view", resource == Ns::Doc::"d");
            permit(principal in Group::"staff", action in Action::"any", resource);
            permit(principal is User, action in [Action::"drop", Action::"read"], resource is Ns::Doc);
            permit(principal is User in Group::"staff", action in Action::"view", resource,);
            permit(principal == (User::"ann"), action in [Action::"view"], resource in Ns::Doc::"d");
            """);
    assertThat(evaluation.satisfiedPermits()).hasSize(5);
    Evaluation misses =
        evaluate(
            """
            permit(principal == User::"bob", action, resource);
            permit(principal, action == Action::"read", resource);
            permit(principal, action in Action::"drop", resource);
            permit(principal, action in [], resource);
            permit(principal is Doc, action, resource);
            permit(principal is User in Group::"none", action, resource);
            permit(principal is Robot in Group::"staff", action, resource);
            permit(principal, action, resource in Group::"staff");
            """);
    assertThat(misses.satisfiedPermits()).isEmpty();
    assertThat(misses.errors()).isEmpty();
  }

  @Test
  @DisplayName("a policy shows its annotations, place and text")
  void description() {
    PolicySet set =
        switch (PolicySet.parse(
            List.of(
                new SourceFile("a.cedar", "permit(principal, action, resource);"),
                new SourceFile(
                    "b.cedar",
                    """
                    // first a comment
                      @because("ein \\"Grund\\"") @bare @if("reserved words are names too")
                      forbid(principal, action, resource) // why
                      when { true };
                    """)))) {
          case ParseResult.Parsed parsed -> parsed.policies();
          case ParseResult.Rejected rejected -> throw new AssertionError(rejected);
        };
    Policy policy = set.policies().getLast();
    assertThat(policy.id()).isEqualTo("policy1");
    assertThat(policy.effect()).isEqualTo(Effect.FORBID);
    assertThat(policy.position()).isEqualTo(new Position("b.cedar", 2, 3));
    assertThat(policy.text()).startsWith("@because(").endsWith("when { true };");
    assertThat(policy.annotation("because"))
        .contains(
            new Annotation(
                "because",
                "ein \"Grund\"",
                new Position("b.cedar", 2, 3),
                new Position("b.cedar", 2, 12)));
    assertThat(policy.annotation("bare")).map(Annotation::value).contains("");
    assertThat(policy.annotations()).extracting(Annotation::name).contains("if");
    assertThat(policy.annotation("absent")).isEmpty();
  }

  @Test
  @DisplayName("operators bind as the grammar says")
  void precedence() {
    assertThat(body("a || b && c == d + e * -f.g"))
        .isEqualTo(body("a || (b && (c == (d + (e * (-(f.g))))))"));
    assertThat(body("a - b + c")).isEqualTo(body("(a - b) + c"));
    assertThat(body("!a.b.contains(c) && d")).isEqualTo(body("(!((a.b).contains(c))) && d"));
    assertThat(body("if a then b else c || d")).isEqualTo(body("if a then b else (c || d)"));
    assertThat(body("a has b.c || d like \"x\"")).isEqualTo(body("(a has b.c) || (d like \"x\")"));
    assertThat(body("a is T in b && c")).isEqualTo(body("(a is T in b) && c"));
  }

  /// The expression without positions; a single letter stands for an attribute of the context.
  private static String body(String expression) {
    String named = expression.replaceAll("(?<![\\w.\"])([a-h])(?![\\w\"])", "context.$1");
    Policy policy =
        TestPolicies.parse("permit(principal, action, resource) when {" + named + "};")
            .policies()
            .getFirst();
    return policy
        .conditions()
        .getFirst()
        .expression()
        .toString()
        .replaceAll("position=[^,\\]]*", "")
        .replace("NEGATE, ", "NEGATE,");
  }

  @Test
  @DisplayName("attributes of the context reach conditions as they are")
  void context() {
    Value.Record context =
        Value.Record.of(
            Map.of(
                "impact", Value.Record.of(Map.of("services", Value.of(3))),
                "freezes", Value.Set.of(List.of(Value.of("q4"))),
                "source", Value.Ip.parse("10.1.1.1").orElseThrow()));
    PolicySet set =
        TestPolicies.parse(
            """
            permit(principal, action, resource) when {
              context.impact.services <= 3 && context.freezes.contains("q4")
                && context.source.isInRange(ip("10.0.0.0/8"))
            };
            """);
    assertThat(set.evaluate(new Request(ANN, VIEW, DOC, context), ENTITIES).satisfiedPermits())
        .hasSize(1);
  }

  private static Evaluation evaluate(String policies) {
    return TestPolicies.parse(policies).evaluate(REQUEST, ENTITIES);
  }

  private static List<String> ids(List<Policy> policies) {
    return policies.stream().map(Policy::id).toList();
  }
}
