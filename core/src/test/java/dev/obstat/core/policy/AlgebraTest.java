package dev.obstat.core.policy;

import static dev.obstat.core.catalog.CatalogSketch.weight;
import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Quarantine;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AlgebraTest {
  private static final String HEAD = "(principal, action, resource)";

  /// One policy of each kind, always satisfied or always failing.
  private static final Map<String, String> KINDS =
      Map.of(
          "permit", "@id(\"permit\") permit " + HEAD + ";",
          "failing-permit", "@id(\"failing-permit\") permit " + HEAD + " when { context.no };",
          "silent-permit", "@id(\"silent-permit\") permit " + HEAD + " when { false };",
          "deny", "@id(\"deny\") @because(\"d\") forbid " + HEAD + ";",
          "failing-forbid",
              "@id(\"failing-forbid\") @because(\"f\") forbid " + HEAD + " when { context.no };",
          "hold-a",
              "@id(\"hold-a\") @because(\"a\") @outcome(\"hold\") @approvals(\"2 peer, 1 sre\")"
                  + " @expires(\"PT2H\") forbid "
                  + HEAD
                  + ";",
          "hold-b",
              "@id(\"hold-b\") @because(\"b\") @outcome(\"hold\") @approvals(\"1 peer, 2 sre\")"
                  + " @cooloff(\"PT10M\") @expires(\"PT1H\") forbid "
                  + HEAD
                  + ";");

  private final Catalog catalog =
      new CatalogSketch()
          .team("sre", List.of(), List.of())
          .person("sam", "group:sre")
          .entity("web", weight(0, 10, 10, 10), List.of("resource:db"))
          .entity("shop", weight(0, 10, 10, 10), List.of("web"))
          .entity("resource:db", Weight.UNKNOWN, List.of(), "db", "db/*")
          .entity("resource:loose", Weight.UNKNOWN, List.of(), "loose")
          .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "try")
          .catalog();

  private final Situation situation = new Situation(catalog);

  @Test
  void everyCombinationOfPoliciesDecidesAsTheTableSays() {
    List<String> kinds = List.copyOf(new TreeSet<>(KINDS.keySet()));
    Action action = action(Effect.UPDATE, List.of(known("db")));
    for (int chosen = 1; chosen < 1 << kinds.size(); chosen++) {
      List<String> present = new ArrayList<>();
      for (int kind = 0; kind < kinds.size(); kind++) {
        if ((chosen & 1 << kind) != 0) {
          present.add(kinds.get(kind));
        }
      }
      assertThat(summary(decide(present, action))).as("%s", present).isEqualTo(expected(present));
    }
  }

  /// The algebra again, in plain words.
  private static String expected(List<String> present) {
    List<String> denials = new ArrayList<>();
    if (present.contains("deny")) {
      denials.add("deny");
    }
    if (!present.contains("permit")) {
      denials.add("no-permit");
    }
    present.stream()
        .filter(kind -> kind.startsWith("failing"))
        .forEach(_ -> denials.add("policy-error"));
    if (!denials.isEmpty()) {
      return "deny " + new TreeSet<>(denials);
    }
    boolean first = present.contains("hold-a");
    boolean second = present.contains("hold-b");
    if (first && second) {
      return "hold [hold-a, hold-b] 2 peers 2 sre PT10M PT1H";
    }
    if (first) {
      return "hold [hold-a] 2 peers 1 sre PT0S PT2H";
    }
    return second ? "hold [hold-b] 1 peers 2 sre PT10M PT1H" : "allow [permit]";
  }

  @Test
  void reasonsSayWhichPolicyInWhichLineAndWhy() {
    assertThat(decide(List.of("permit", "hold-a"), action(Effect.UPDATE, List.of(known("db")))))
        .extracting(Decision::reasons)
        .isEqualTo(List.of(new Reason("hold-a", "a", "p.cedar", 2, "db")));
    assertThat(
            decide(List.of("permit", "failing-forbid"), action(Effect.UPDATE, List.of(known("db"))))
                .reasons())
        .containsExactly(
            new Reason(
                "policy-error",
                "the policy `failing-forbid` cannot be evaluated here, so nothing passes:"
                    + " the record has no attribute `no`",
                "p.cedar",
                2,
                "db"));
  }

  @Test
  void theWorstTargetDecidesAndSharedReasonsAreGivenOnce() {
    PolicySet policies =
        PolicyTexts.load(
            """
            @id("p") permit (principal, action, resource);
            @id("h") @because("h") @outcome("hold") @approvals("1 peer")
            forbid (principal, action, resource in Stage::"production");
            @id("d") @because("d") forbid (principal, action, resource == Resource::"no");
            """,
            catalog);
    assertThat(summary(decide(policies, known("try")))).isEqualTo("allow [p]");
    Decision held = decide(policies, known("try"), known("db"), known("db/1"), known("loose"));
    assertThat(summary(held)).isEqualTo("hold [h] 1 peers PT0S PT1H");
    assertThat(held.reasons()).containsExactly(new Reason("h", "h", "p.cedar", 2, "db and 2 more"));
    assertThat(summary(decide(policies, known("try"), known("db"), known("no"))))
        .isEqualTo("deny [d]");
  }

  @Test
  void theOrderOfTargetsAndPoliciesMeansNothing() {
    Random random = new Random(7);
    List<String> kinds = List.copyOf(new TreeSet<>(KINDS.keySet()));
    for (int round = 0; round < 200; round++) {
      List<String> present =
          new ArrayList<>(kinds.stream().filter(_ -> random.nextInt(3) > 0).toList());
      present.add("permit");
      List<String> distinct = new ArrayList<>(new TreeSet<>(present));
      List<Target> targets =
          new ArrayList<>(List.of(known("db", Harm.REMOVES), known("try"), known("loose")));
      String before = summary(decide(distinct, action(Effect.DELETE, targets)));
      Collections.shuffle(distinct, random);
      Collections.shuffle(targets, random);
      assertThat(summary(decide(distinct, action(Effect.DELETE, targets)))).isEqualTo(before);
    }
  }

  @Test
  void aHoldNeverHidesAMissingPermit() {
    Decision decision =
        decide(List.of("hold-a", "hold-b"), action(Effect.UPDATE, List.of(known("db"))));
    assertThat(decision.reasons())
        .containsExactly(Reason.builtIn("no-permit", "no policy permits this", "db"));
    assertThat(decision).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void serviceOwnersAreThoseOfEveryServiceTouchedOrDown() {
    PolicySet policies = ownersAsked();
    assertThat(hold(policies, Effect.UPDATE, known("db")).terms().approvals())
        .containsExactly(new Terms.Approvals(new Group.OwnersOf("web"), 1));
    assertThat(hold(policies, Effect.DELETE, known("db", Harm.REMOVES)).terms().approvals())
        .containsExactly(
            new Terms.Approvals(new Group.OwnersOf("shop"), 1),
            new Terms.Approvals(new Group.OwnersOf("web"), 1));
  }

  @Test
  void thenBeginsTheNextRoundAndTheRoundsOfSeveralPoliciesAreJoinedOneByOne() {
    PolicySet policies =
        PolicyTexts.load(
            """
            permit (principal, action, resource);
            @because("a") @outcome("hold") @approvals("1 service-owner, then 1 sre, 1 peer")
            forbid (principal, action, resource);
            @because("b") @outcome("hold") @approvals("2 peer")
            forbid (principal, action, resource);
            """,
            catalog);
    assertThat(hold(policies, Effect.UPDATE, known("db")).terms().rounds())
        .containsExactly(
            new Terms.Round(
                List.of(
                    new Terms.Approvals(new Group.OwnersOf("web"), 1),
                    new Terms.Approvals(new Group.Peers(), 2))),
            new Terms.Round(
                List.of(
                    new Terms.Approvals(new Group.Named("sre"), 1),
                    new Terms.Approvals(new Group.Peers(), 1))));
  }

  @Test
  void aNoThatQuarantinesDoesSoWhateverElseSaysNoAndTheWidestCounts() {
    PolicySet policies =
        PolicyTexts.load(
            """
            permit (principal, action, resource);
            @because("a") @quarantine("session") forbid (principal, action, resource)
            when { context.pace.minute >= 0 };
            @because("b") @quarantine("agent") forbid (principal, action, resource)
            when { context.pace.changes == 0 };
            @because("c") forbid (principal, action, resource);
            @because("d") @quarantine("agent") forbid (principal, action, resource)
            when { context.pace.minute > 0 };
            """,
            catalog);
    Action action = action(Effect.UPDATE, List.of(known("db"), known("try")));
    assertThat(policies.decide(action, situation.context(action)))
        .isInstanceOfSatisfying(
            Decision.Deny.class,
            deny -> {
              assertThat(deny.quarantine()).isEqualTo(Quarantine.AGENT);
              assertThat(deny.reasons())
                  .extracting(Reason::sentence)
                  .containsExactly("a", "b", "c");
            });
  }

  @Test
  void withoutAnyServiceNobodyCanApproveAndTheReasonSaysWhatToDo() {
    Decision.Hold hold = hold(ownersAsked(), Effect.UPDATE, known("loose"));
    assertThat(hold.terms().approvals())
        .containsExactly(new Terms.Approvals(new Group.Named("service-owner"), 1));
    assertThat(catalog.hasMembers("service-owner")).isFalse();
    assertThat(hold.reasons())
        .contains(
            Reason.builtIn(
                "service-owner",
                "nobody can approve as service-owner: the catalog knows no service that this is"
                    + " part of; bind it with `obstat.dev/match` and let a component depend on it",
                "loose"));
  }

  @Test
  void aCoolOffAloneHoldsWithoutVotes() {
    PolicySet policies =
        PolicyTexts.load(
            "permit (principal, action, resource);\n@because(\"wait\") @outcome(\"hold\")"
                + " @cooloff(\"PT10M\") forbid (principal, action, resource);",
            catalog);
    assertThat(hold(policies, Effect.UPDATE, known("db")).terms())
        .isEqualTo(new Terms(List.of(), Duration.ofMinutes(10), Duration.ofHours(1)));
  }

  @Test
  void aHaltDeniesWhateverThePoliciesSay() {
    Situation halted =
        new Situation(catalog)
            .halted(
                new Halt("h-1", new Scope.OfAgent("kiro"), "rosa", "looks wrong", Situation.NOON));
    Action action = action(Effect.READ, List.of(known("try")));
    Decision decision =
        PolicyTexts.load("permit (principal, action, resource);", catalog)
            .decide(action, halted.context(action));
    assertThat(decision)
        .isEqualTo(
            new Decision.Deny(
                List.of(
                    Reason.builtIn(
                        "halt",
                        "rosa halted agent kiro (`h-1`): looks wrong; a person has to resume it"
                            + " first",
                        ""))));
  }

  private PolicySet ownersAsked() {
    return PolicyTexts.load(
        """
        permit (principal, action, resource);
        @because("o") @outcome("hold") @approvals("1 service-owner")
        forbid (principal, action, resource);
        """,
        catalog);
  }

  private Decision.Hold hold(PolicySet policies, Effect effect, Target target) {
    Action action = action(effect, List.of(target));
    return (Decision.Hold) policies.decide(action, situation.context(action));
  }

  private Decision decide(List<String> kinds, Action action) {
    String text = kinds.stream().map(KINDS::get).collect(Collectors.joining("\n"));
    return PolicyTexts.load(text, catalog).decide(action, situation.context(action));
  }

  private Decision decide(PolicySet policies, Target... targets) {
    Action action = action(Effect.UPDATE, List.of(targets));
    return policies.decide(action, situation.context(action));
  }

  private static String summary(Decision decision) {
    TreeSet<String> ids =
        decision.reasons().stream()
            .map(Reason::policy)
            .collect(Collectors.toCollection(TreeSet::new));
    return switch (decision) {
      case Decision.Allow _ -> "allow " + ids;
      case Decision.Deny _ -> "deny " + ids;
      case Decision.Hold hold ->
          "hold "
              + ids
              + hold.terms().approvals().stream()
                  .sorted(Comparator.comparing(asked -> asked.group().words()))
                  .map(asked -> " " + asked.count() + " " + asked.group().words())
                  .collect(Collectors.joining())
              + " "
              + hold.terms().coolOff()
              + " "
              + hold.terms().expires();
    };
  }
}
