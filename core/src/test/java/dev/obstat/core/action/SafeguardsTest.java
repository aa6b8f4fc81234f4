package dev.obstat.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SafeguardsTest {
  private static final Value ON = new Value.Flag(true);
  private static final Value OFF = new Value.Flag(false);

  private static Safeguards of(Map<String, Value> parameters) {
    return Safeguards.of(
        Actions.on(
            "s-1",
            new Operation("aws", "rds", "DeleteDBInstance"),
            Effect.DELETE,
            Target.Known.unharmed("db"),
            parameters));
  }

  @Test
  void aForceFlagMoreIsWeaker() {
    for (String flag :
        List.of(
            "SkipFinalSnapshot",
            "ForceDelete",
            "ForceDeleteWithoutRecovery",
            "BypassGovernanceRetention",
            "DeleteAutomatedBackups",
            "IgnoreMissing")) {
      assertThat(of(Map.of(flag, ON)).weakerThan(of(Map.of()))).as(flag).isTrue();
      assertThat(of(Map.of(flag, Value.of("true"))).weakerThan(Safeguards.NONE)).isTrue();
      assertThat(of(Map.of(flag, OFF)).weakerThan(of(Map.of()))).as(flag).isFalse();
      assertThat(of(Map.of()).weakerThan(of(Map.of(flag, ON)))).as(flag).isFalse();
      assertThat(of(Map.of(flag, ON)).weakerThan(of(Map.of(flag, ON)))).isFalse();
    }
  }

  @Test
  void aGuardLessIsWeakerAndAnotherValueOfItIsNot() {
    for (String guard :
        List.of(
            "FinalDBSnapshotIdentifier",
            "RecoveryWindowInDays",
            "PendingWindowInDays",
            "IfMatch",
            "ExpectedBucketOwner",
            "ConditionExpression",
            "RetainResources")) {
      Safeguards guarded = of(Map.of(guard, Value.of("7")));
      assertThat(of(Map.of()).weakerThan(guarded)).as(guard).isTrue();
      assertThat(of(Map.of(guard, Value.of("8"))).weakerThan(guarded)).as(guard).isFalse();
      assertThat(guarded.weakerThan(of(Map.of()))).as(guard).isFalse();
    }
  }

  @Test
  void otherParametersSayNothingOfSafety() {
    assertThat(
            of(Map.of("DBInstanceIdentifier", Value.of("db"), "Size", Value.Numeric.of(3)))
                .weakerThan(of(Map.of("Identifier", Value.of("other")))))
        .isFalse();
  }

  @Test
  void wordsOfACommandLineStandForThemselvesAtAnyDepth() {
    Safeguards lease = of(words("push", "--force-with-lease=main"));
    Safeguards forced = of(words("push", "--force"));
    Safeguards loss = of(words("prisma", "db", "push", "--accept-data-loss"));
    assertThat(forced.weakerThan(lease)).isTrue();
    assertThat(lease.weakerThan(forced)).isFalse();
    assertThat(loss.weakerThan(of(words("prisma", "db", "push")))).isTrue();
    assertThat(of(words("rm", "x")).weakerThan(of(words("rm", "--dry-run", "x")))).isTrue();
  }

  @Test
  void whatHasTooManyOrOverlongNamesCountsAsForcing() {
    String endless = "force" + "e".repeat(200);
    assertThat(of(Map.of(endless, ON)).forces()).containsExactly("*");
    Map<String, Value> many = new HashMap<>();
    for (int n = 0; n < 60; n++) {
      many.put("IfMatch" + n, ON);
    }
    assertThat(of(many).guards()).hasSize(50);
    assertThat(of(many).weakerThan(of(Map.of()))).isTrue();
  }

  private static Map<String, Value> words(String... words) {
    return Map.of(
        "command",
        new Value.Structure(
            Map.of(
                "arguments", new Value.Sequence(List.of(words).stream().map(Value::of).toList()))));
  }
}
