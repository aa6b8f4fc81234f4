package dev.obstat.core.policy;

import static dev.obstat.core.catalog.CatalogSketch.weight;
import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.decision.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What policies can ask, each asked once.
final class RequestTest {
  private final Catalog catalog =
      new CatalogSketch()
          .entity("web", weight(0, 41_000, 18_400, 780), List.of("resource:db"))
          .entity("resource:db", Weight.UNKNOWN, List.of(), "db")
          .entity("mail", Weight.UNKNOWN, List.of("resource:spool"))
          .entity("resource:spool", Weight.UNKNOWN, List.of(), "spool")
          .catalog();

  private final Action replacement =
      action(
          "rds",
          Effect.REPLACE,
          new Reversibility.Irreversible("no snapshot"),
          List.of(known("db", Harm.DISABLES, Harm.LOSES_DATA)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal == Agent::\"kiro\"",
        "principal in Role::\"agents\"",
        "principal.operator == Person::\"olga\"",
        "action == Action::\"aws:rds:Do\"",
        "action in Action::\"aws:rds\"",
        "action in Action::\"aws\"",
        "action in Action::\"replace\"",
        "action in Action::\"destroy\"",
        "action in Action::\"change\"",
        "action in Action::\"disable\"",
        "resource == Resource::\"db\"",
        "resource in Stage::\"production\"",
        "resource in Service::\"web\"",
        "resource in Entity::\"resource:db\"",
        "!resource.unbound",
        "resource.stage == \"production\"",
        "resource.part == \"object\"",
        "resource.harms == [\"loses-data\", \"disables\"]",
        "context.effect == \"replace\"",
        "context.reversibility == \"irreversible\"",
        "context.targets == 1",
        "context.impact.known",
        "context.impact.services == [\"web\"]",
        "context.impact.degraded.isEmpty()",
        "context.impact.dataLost == [\"resource:db\"]",
        "context.impact.tierZero == 1",
        "context.impact.customers == 41000",
        "context.impact.revenuePerHour == 18400",
        "context.impact.currency == \"USD\"",
        "!(context.impact has recoveryMinutes)",
        "context.session == {dispatched: 0, held: 0, refused: 0, destroyed: 0}",
        "context.used.operator == {held: 0, refused: 0, destroyed: 0}",
        "context.used.agent == {held: 0, refused: 0, destroyed: 0} && context.used.destroyed == 0",
        "context.used.known && context.used.services == [\"web\"]",
        "context.used.servicesTouched == 1 && context.used.customersAtRisk == 41000",
        "context.sequence.deletedThenRecreated",
        "!context.sequence.manySmallDeletions && context.sequence.shareTaken == 100",
        "!context.sequence.protectionRemovedThenDeleted",
        "!context.sequence.retriedWithWeakerSafety",
        "!context.halted && !context.frozen && !context.incident",
        "context.now == datetime(\"2026-11-23T12:00:00Z\")",
        "context.live == {asked: 1, known: false, unknown: [\"db\"], facts: [], gaps: [],"
            + " tags: [], withoutBackup: 0, dryRun: \"not-made\"}",
        "context.hour == 12",
        "context.weekday == \"monday\"",
        "context.place == {provider: \"aws\", account: \"111122223333\", region: \"eu-west-1\","
            + " role: \"deployer\"}"
      })
  void isWhatPoliciesSee(String condition) {
    assertThat(holds(condition, replacement)).isTrue();
    assertThat(holds("!(" + condition + ")", replacement)).isFalse();
  }

  @Test
  void aNumberThatIsNotKnownIsAbsent() {
    Action removal = action(Effect.DELETE, List.of(known("spool", Harm.REMOVES)));
    assertThat(holds("!(context.impact has customers)", removal)).isTrue();
    assertThat(holds("!(context.impact has revenuePerHour)", removal)).isTrue();
  }

  @Test
  void whatIsNotResolvedIsTheUnknownResourceInProduction() {
    Action wildcard =
        action(
            Effect.UPDATE,
            List.of(new Target.Unresolved("d*", "a wildcard", Set.of(Harm.REMOVES))));
    assertThat(
            holds(
                "resource == Resource::\"unknown\" && resource in Stage::\"production\" &&"
                    + " resource.unbound && !context.impact.known && action in Action::\"change\"",
                wildcard))
        .isTrue();
  }

  @Test
  void passedRolesAndLaterCodeAreGroupsOfTheirOwnTargetsAlone() {
    Action launch =
        action(
            Effect.CREATE,
            List.of(
                known("db"),
                new Target.Known("role", Target.Part.PASSED_ROLE, Set.of()),
                new Target.Known("code", Target.Part.LATER_CODE, Set.of()),
                new Target.Known("image", Target.Part.SOURCE, Set.of())));
    assertThat(
            holds(
                """
                (action in Action::"pass-role") == (resource == Resource::"role") &&
                (action in Action::"later-code") == (resource == Resource::"code") &&
                (resource.part == "source") == (resource == Resource::"image") &&
                context.targets == 4
                """,
                launch))
        .isTrue();
  }

  @Test
  void aReadIsNoChangeAndDestroysNothing() {
    Action read = action(Effect.READ, List.of(known("db")));
    assertThat(
            holds(
                "action in Action::\"read\" && !(action in Action::\"change\") &&"
                    + " !(action in Action::\"destroy\") && !(action in Action::\"disable\")",
                read))
        .isTrue();
  }

  private boolean holds(String condition, Action action) {
    PolicySet policies =
        PolicyTexts.load(
            "permit (principal, action, resource) when { " + condition + " };", catalog);
    return policies.decide(action, new Situation(catalog).context(action))
        instanceof Decision.Allow;
  }
}
