package dev.obstat.core.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final Reversibility RECOVERABLE =
      new Reversibility.Recoverable("the version before it", Duration.ofHours(1));
  private static final Reversibility FINAL = new Reversibility.Irreversible("no versions are kept");
  private static final Reversibility OPEN = new Reversibility.Unknown();
  private static final Live.Answer KEPT = known("enabled", RECOVERABLE);
  private static final Live.Answer LOST = known("off", FINAL);
  private static final Live.Answer SILENT = new Live.Answer.Unknown("no answer in 2 s");

  @Test
  void whatIsKnownOfEveryHarmedTargetFillsInWhatWasUnknown() {
    assertThat(judged(OPEN, Map.of("a", KEPT, "b", KEPT))).isEqualTo(RECOVERABLE);
  }

  @Test
  void theWorstOfTheTargetsCounts() {
    assertThat(judged(OPEN, Map.of("a", KEPT, "b", LOST))).isEqualTo(FINAL);
    assertThat(judged(OPEN, Map.of("a", LOST, "b", KEPT))).isEqualTo(FINAL);
    assertThat(judged(OPEN, Map.of("a", KEPT, "b", known("enabled", OPEN)))).isEqualTo(OPEN);
  }

  @Test
  void oneTargetOfWhichNothingIsKnownLeavesItUnknown() {
    assertThat(judged(OPEN, Map.of("a", KEPT, "b", SILENT))).isEqualTo(OPEN);
    assertThat(judged(OPEN, Map.of())).isEqualTo(OPEN);
  }

  @Test
  void whatIsFinalByItsNatureNeverBecomesRecoverable() {
    assertThat(judged(FINAL, Map.of("a", KEPT))).isEqualTo(FINAL);
  }

  @Test
  void onlyFactsThatHoldOfEveryTargetAreCommon() {
    assertThat(live(Map.of("a", KEPT, "b", KEPT)).common()).containsEntry("versioning", "enabled");
    assertThat(live(Map.of("a", KEPT, "b", LOST)).common()).isEmpty();
    assertThat(live(Map.of("a", KEPT, "b", SILENT)).common()).isEmpty();
    assertThat(live(Map.of("a", SILENT, "b", KEPT)).common()).isEmpty();
  }

  @Test
  void theUnknownAreNamed() {
    assertThat(live(Map.of("a", KEPT, "b", SILENT)).unknown()).containsExactly("b");
    assertThat(live(Map.of("a", KEPT, "b", SILENT)).isKnown()).isFalse();
    assertThat(Live.NOT_ASKED.isKnown()).isTrue();
  }

  @Test
  void whereNobodyCanBeAskedEveryHarmedTargetIsUnknown() {
    Action action =
        action(
            OPEN,
            List.of(
                new Target.Known("a", Target.Part.OBJECT, Set.of(Harm.REMOVES)),
                new Target.Unresolved("d*", "a wildcard", Set.of(Harm.REMOVES)),
                Target.Known.unharmed("b")));
    assertThat(LiveFacts.NOBODY.of(action).unknown()).containsExactly("a", "d*");
  }

  @Test
  void whatIsKnownOfUndoingIsNoPartOfTheDigest() {
    Action action = action(OPEN, List.of(Target.Known.unharmed("a")));
    assertThat(action.with(RECOVERABLE).digest()).isEqualTo(action.digest());
    assertThat(action.undoneNoWorseThan(action.with(RECOVERABLE))).isFalse();
    assertThat(action.with(RECOVERABLE).undoneNoWorseThan(action)).isTrue();
    assertThat(action.with(FINAL).undoneNoWorseThan(action)).isTrue();
  }

  @Test
  void aGapIsNotKnownAndNamed() {
    Live live = live(Map.of("a", KEPT, "b", gap(Map.of("versioning", "enabled"), "backups")));
    assertThat(live.isKnown()).isFalse();
    assertThat(live.unknown()).isEmpty();
    assertThat(live.gaps()).containsExactly("backups");
    assertThat(live.common()).containsEntry("versioning", "enabled");
  }

  @Test
  void tagsSpeakOfAnyTargetAndAreNoFactsOfAll() {
    Live live = live(Map.of("a", facts(Map.of("tag:stage", "prod")), "b", KEPT));
    assertThat(live.tags()).containsExactly("stage=prod");
    assertThat(live(Map.of("a", facts(Map.of("tag:stage", "test")))).common()).isEmpty();
  }

  @Test
  void theTargetWithTheOldestBackupCountsAndOneWithoutLeavesNone() {
    Live.Answer old = facts(Map.of("newest-backup", "2026-03-01T12:00:00Z"));
    Live.Answer fresh = facts(Map.of("newest-backup", "2026-03-02T12:00:00.5Z"));
    assertThat(live(Map.of("a", fresh, "b", old)).newestBackup())
        .contains(Instant.parse("2026-03-01T12:00:00Z"));
    for (Live.Answer none :
        List.of(
            facts(Map.of("newest-backup", "none")),
            facts(Map.of("newest-backup", "yesterday")),
            KEPT,
            SILENT)) {
      assertThat(live(Map.of("a", fresh, "b", none)).newestBackup()).isEmpty();
    }
    assertThat(Live.NOT_ASKED.newestBackup()).isEmpty();
  }

  @Test
  void whatATargetIsSparedIsNotTakenFromIt() {
    Target target =
        new Target.Known("a", Target.Part.OBJECT, Set.of(Harm.LOSES_DATA, Harm.UNPROTECTS));
    Target other = new Target.Known("b", Target.Part.OBJECT, Set.of(Harm.LOSES_DATA));
    Live live =
        live(
            Map.of(
                "a",
                new Live.Answer.Known(
                    new TreeMap<>(Map.of("exists", "no")),
                    new TreeMap<>(),
                    Instant.EPOCH,
                    OPEN,
                    Set.of(Harm.LOSES_DATA)),
                "b",
                KEPT));
    Action judged = live.judge(action(OPEN, List.of(target, other)));
    assertThat(judged.targets())
        .containsExactly(new Target.Known("a", Target.Part.OBJECT, Set.of(Harm.UNPROTECTS)), other);
    assertThat(judged.digest()).isNotEqualTo(action(OPEN, List.of(target, other)).digest());
  }

  @Test
  void whatBecameWorseThanItWasSeenIsSaid() {
    Live seen =
        live(
            Map.of(
                "a",
                facts(
                    Map.of(
                        "newest-backup", "2026-03-01T12:00:00Z",
                        "deletion-protection", "off",
                        "replicas", "2",
                        "items", "100"))));
    assertThat(live(Map.of("a", backup("2026-03-02T12:00:00Z", "2"))).worseThan(seen)).isEmpty();
    assertThat(live(Map.of("a", backup("2026-03-01T12:00:00Z", "3"))).worseThan(seen)).isEmpty();
    assertThat(live(Map.of("a", backup("none", "2"))).worseThan(seen))
        .containsExactly("newest-backup of `a` was 2026-03-01T12:00:00Z and is none");
    assertThat(live(Map.of("a", backup("2026-03-01T12:00:00Z", "1"))).worseThan(seen))
        .containsExactly("replicas of `a` was 2 and is 1");
    assertThat(live(Map.of("a", SILENT)).worseThan(seen)).hasSize(2);
    assertThat(Live.NOT_ASKED.noWorseThan(seen)).isFalse();
    assertThat(seen.noWorseThan(Live.NOT_ASKED)).isTrue();
  }

  @Test
  void ofManyTargetsThoseOfWhichLeastIsKnownAreKept() {
    Live live = live(Map.of("a", KEPT, "b", SILENT, "c", gap(Map.of(), "backups"), "d", KEPT));
    assertThat(live.atMost(3).answers().keySet()).containsExactly("a", "b", "c");
    assertThat(live.atMost(4)).isSameAs(live);
  }

  private static Live.Answer backup(String newest, String replicas) {
    return facts(Map.of("newest-backup", newest, "replicas", replicas));
  }

  private static Live.Answer facts(Map<String, String> facts) {
    return new Live.Answer.Known(new TreeMap<>(facts), Instant.EPOCH, OPEN);
  }

  private static Live.Answer gap(Map<String, String> facts, String gap) {
    return new Live.Answer.Known(
        new TreeMap<>(facts),
        new TreeMap<>(Map.of(gap, "no answer")),
        Instant.EPOCH,
        OPEN,
        Set.of());
  }

  private static Reversibility judged(Reversibility before, Map<String, Live.Answer> answers) {
    return live(answers).judge(action(before, List.of(Target.Known.unharmed("a")))).reversibility();
  }

  private static Live live(Map<String, Live.Answer> answers) {
    return new Live(new TreeMap<>(answers));
  }

  private static Live.Answer known(String versioning, Reversibility undo) {
    return new Live.Answer.Known(
        new TreeMap<>(Map.of("versioning", versioning)), Instant.EPOCH, undo);
  }

  private static Action action(Reversibility reversibility, List<Target> targets) {
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", "123456789012", "eu-west-1", "role"),
        new Operation("aws", "s3", "DeleteObject"),
        Effect.DELETE,
        reversibility,
        targets,
        Value.Structure.EMPTY,
        new Content.None(),
        List.of());
  }
}
