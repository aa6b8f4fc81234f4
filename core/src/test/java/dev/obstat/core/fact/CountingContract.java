package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.session.Stop;
import dev.obstat.core.session.WindowUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises about counting over time.
public abstract class CountingContract extends JournalFixture {
  private static final Instant NOON = Samples.NOON;

  private void went(String id, Action action) {
    record(Samples.dispatched(id, action, "", NOON), new Fact.Completed(id, "HTTP 200", NOON));
  }

  private static Action make(String name) {
    return Samples.action("s-1", "CreateTable", Effect.CREATE, Target.Known.unharmed(name));
  }

  private static Action look(String operation, String name) {
    return Samples.action("s-2", operation, Effect.READ, Target.Known.unharmed(name));
  }

  private List<Set<Harm>> gone() {
    return all(books -> books.removals().since(NOON)).stream()
        .map(Removal::target)
        .map(Target::harms)
        .toList();
  }

  @Test
  void whatIsMadeAgainIsThereOnceItIsSeenServingAndItsDataStaysLost() {
    went("d-1", Samples.delete("s-1", "a"));
    long before = epoch().removals();
    went("d-2", make("a"));
    assertThat(gone()).containsExactly(Set.of(Harm.REMOVES, Harm.LOSES_DATA));

    went("d-3", look("DescribeTable", "a"));
    went("d-4", look("ListTagsOfResource", "a"));
    went("d-5", look("GetItem", "another"));
    record(
        Samples.dispatched("d-6", look("GetItem", "a")), new Fact.Failed("d-6", "HTTP 400", NOON));
    assertThat(gone()).containsExactly(Set.of(Harm.REMOVES, Harm.LOSES_DATA));
    assertThat(epoch().removals()).isEqualTo(before);

    went("d-7", look("GetItem", "a"));
    assertThat(gone()).containsExactly(Set.of(Harm.LOSES_DATA));
    assertThat(epoch().removals()).isEqualTo(before + 1);
    assertThat(all(books -> books.removals().of("a", 5))).hasSize(1);
    assertThat(all(books -> books.removals().of("b", 5))).isEmpty();
  }

  @Test
  void aReadBeforeItIsMadeAgainOrOfAnOlderOneIsNoEvidence() {
    went("d-1", Samples.delete("s-1", "a"));
    went("d-2", look("GetItem", "a"));
    record(Samples.dispatched("d-3", look("GetItem", "a")));
    went("d-4", make("a"));
    record(new Fact.Completed("d-3", "HTTP 200", NOON));
    assertThat(gone()).containsExactly(Set.of(Harm.REMOVES, Harm.LOSES_DATA));

    record(Samples.dispatched("d-5", look("GetItem", "a")));
    went("d-6", Samples.delete("s-1", "a"));
    record(new Fact.Completed("d-5", "HTTP 200", NOON));
    assertThat(gone())
        .as("the second deletion came after the read went out")
        .containsExactly(Set.of(Harm.LOSES_DATA), Set.of(Harm.REMOVES, Harm.LOSES_DATA));
  }

  @Test
  void aRestoreBringsTheDataBackOnceItIsSeenServing() {
    went("d-1", Samples.delete("s-1", "a"));
    went(
        "d-2",
        Samples.action("s-1", "RestoreTableFromBackup", Effect.CREATE, Target.Known.unharmed("a")));
    assertThat(gone()).containsExactly(Set.of(Harm.REMOVES, Harm.LOSES_DATA));
    went("d-3", make("a"));
    went("d-4", look("GetItem", "a"));
    assertThat(gone()).isEmpty();
    assertThat(all(books -> books.removals().of("a", 5))).isEmpty();
  }

  @Test
  void aPersonsWordMakesAllOfItGood() {
    went("d-1", Samples.delete("s-1", "a"));
    long before = epoch().removals();
    record(new Fact.Restored("a", "rosa", "restored from last night's backup", LATER));
    assertThat(gone()).isEmpty();
    assertThat(epoch().removals()).isEqualTo(before + 1);
    refused(new Fact.Restored("a", "rosa", "again", LATER), "target `a` is not gone");
    refused(new Fact.Restored("never", "rosa", "why", LATER), "target `never` is not gone");
  }

  @Test
  void whatIsMissingIsNotedOnceAnHourUntilItIsSeen() {
    record(Samples.dispatched("d-1", look("HeadBucket", "a")));
    long before = epoch().removals();
    record(new Fact.Missing("d-1", "a", NOON), new Fact.Missing("d-1", "a", LATER));
    assertThat(epoch().removals()).isEqualTo(before + 1);
    assertThat(all(books -> books.removals().missing(NOON, 5))).containsExactly("a");
    assertThat(all(books -> books.removals().missing(LATER, 5))).isEmpty();
    record(new Fact.Missing("d-1", "a", NOON.plus(Duration.ofHours(1))));
    assertThat(all(books -> books.removals().missing(LATER, 5))).containsExactly("a");
    refused(new Fact.Missing("d-9", "a", NOON), "dispatch `d-9` is not there");

    went("d-2", look("HeadBucket", "a"));
    assertThat(all(books -> books.removals().missing(NOON, 5))).isEmpty();
    assertThat(epoch().removals()).isEqualTo(before + 3);
  }

  @Test
  void whatAnOpenIncidentsActionTookCountsHoweverOldItIs() {
    record(
        Samples.dispatched("d-1", Samples.delete("s-1", "a")),
        new Fact.EndUnknown("d-1", "cut", NOON),
        new Fact.IncidentOpened(Samples.incident("i-1", "d-1")));
    Instant muchLater = NOON.plus(Duration.ofDays(3));
    assertThat(all(books -> books.removals().since(muchLater))).hasSize(1);
    record(new Fact.IncidentClosed("i-1", "rosa", LATER));
    assertThat(all(books -> books.removals().since(muchLater))).isEmpty();
  }

  @Test
  void aNewSessionResetsNothing() {
    record(
        new Fact.SessionOpened(Samples.session("s-1")),
        new Fact.SessionOpened(Samples.session("s-2")),
        Samples.dispatched("d-1", Samples.delete("s-1", "a")),
        Samples.dispatched("d-2", Samples.delete("s-2", "b"), "", LATER),
        new Fact.Refused(Samples.delete("s-2", "c"), List.of(), "p1", LATER),
        new Fact.ReviewOpened(Samples.review("r-1", Samples.delete("s-1", "d"))),
        new Fact.ReviewJoined("r-1", "s-2", LATER),
        Samples.dispatched("d-3", by("kiro", "ben", Samples.delete("s-3", "e"))));

    assertThat(usedBy("ana")).isEqualTo(new WindowUse(2, 1, 2));
    assertThat(usedBy("ben")).isEqualTo(new WindowUse(0, 0, 1));
    assertThat(usedBy("nobody")).isEqualTo(WindowUse.NONE);
    assertThat(found(b -> Optional.of(b.sessions().usedByAgent("kiro", NOON))))
        .contains(new WindowUse(2, 1, 3));
    assertThat(
            found(
                b -> Optional.of(b.sessions().usedByAgent("kiro", NOON.plus(Duration.ofHours(1))))))
        .contains(WindowUse.NONE);

    record(new Fact.Failed("d-2", "HTTP 403", LATER));
    assertThat(usedBy("ana")).isEqualTo(new WindowUse(2, 1, 1));
  }

  @Test
  void whatAnOperatorOrAnAgentTookIsFoundAlsoWhenItIsGoodAgain() {
    record(
        Samples.dispatched("d-1", by("kiro", "ana", Samples.delete("s-1", "a"))),
        Samples.dispatched("d-2", by("codex", "ana", Samples.delete("s-2", "b")), "", LATER),
        Samples.dispatched("d-3", by("kiro", "ben", Samples.delete("s-3", "c"))),
        Samples.dispatched("d-4", by("codex", "ben", Samples.delete("s-4", "d"))),
        new Fact.Restored("a", "rosa", "it is back", LATER));
    List<Taking> takings = all(books -> books.removals().by("ana", "kiro", NOON, 10));
    assertThat(takings)
        .extracting(taking -> taking.removal().target().shownName())
        .containsExactly("b", "c", "a");
    assertThat(takings.getLast().left()).isEmpty();
    assertThat(takings.getLast().removal().target().harms()).contains(Harm.REMOVES);
    assertThat(all(books -> books.removals().byAnybody(NOON, 10)))
        .extracting(taking -> taking.removal().target().shownName())
        .containsExactly("b", "d", "c", "a");
    assertThat(all(books -> books.removals().byAnybody(NOON, 3))).hasSize(3);
    assertThat(all(books -> books.removals().byAnybody(LATER, 9))).hasSize(1);
    assertThat(all(books -> books.removals().by("ana", "kiro", NOON, 2))).hasSize(2);
    assertThat(all(books -> books.removals().by("ana", "kiro", LATER, 10))).hasSize(1);
  }

  @Test
  void whatDidNotGoIsRememberedByOperationAndTarget() {
    Action plain = with(Map.of("FinalSnapshotIdentifier", Value.of("last")));
    Action forced = with(Map.of("SkipFinalSnapshot", new Value.Flag(true)));
    record(
        new Fact.Refused(plain, List.of(), "p1", NOON),
        new Fact.Refused(plain, List.of(), "p1", LATER),
        new Fact.ReviewOpened(Samples.review("r-1", forced)),
        Samples.dispatched("d-1", forced, "", NOON),
        new Fact.Failed("d-1", "HTTP 400", LATER),
        new Fact.Refused(look("GetItem", "db"), List.of(), "p1", NOON));
    String operation = plain.operation().toString();
    assertThat(all(b -> b.stops().of(operation, "db", "ana", "other", NOON, 9)))
        .extracting(Stop::safeguards)
        .extracting(safe -> safe.forces().toString() + safe.guards())
        .containsExactly("[skipfinalsnapshot][]", "[][finalsnapshotidentifier]");
    assertThat(all(b -> b.stops().of(operation, "db", "other", "kiro", NOON, 9))).hasSize(2);
    assertThat(all(b -> b.stops().of(operation, "db", "other", "other", NOON, 9))).isEmpty();
    assertThat(all(b -> b.stops().of(operation, "db2", "ana", "kiro", NOON, 9))).isEmpty();
    assertThat(all(b -> b.stops().of("aws:s3:GetItem", "db", "ana", "kiro", NOON, 9))).isEmpty();
    assertThat(all(b -> b.stops().of(operation, "db", "ana", "kiro", LATER.plusNanos(1), 9)))
        .isEmpty();
  }

  private WindowUse usedBy(String operator) {
    return found(b -> Optional.of(b.sessions().usedByOperator(operator, NOON))).orElseThrow();
  }

  private static Action with(Map<String, Value> parameters) {
    Action base = Samples.delete("s-1", "db");
    return new Action(
        "s-1",
        base.principal(),
        base.place(),
        new Operation("aws", "rds", "DeleteDBInstance"),
        base.effect(),
        base.reversibility(),
        base.targets(),
        new Value.Structure(parameters),
        new Content.None(),
        List.of());
  }

  private static Action by(String agent, String operator, Action base) {
    return new Action(
        base.session(),
        new Principal.Agent(agent, operator),
        base.place(),
        base.operation(),
        base.effect(),
        base.reversibility(),
        base.targets(),
        base.parameters(),
        base.content(),
        List.of());
  }
}
