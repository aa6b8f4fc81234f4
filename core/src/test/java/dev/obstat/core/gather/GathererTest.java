package dev.obstat.core.gather;

import static dev.obstat.core.catalog.CatalogSketch.weight;
import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Live;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GathererTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  private final Catalog catalog =
      new CatalogSketch()
          .entity("web", weight(0, 10, 10, 10), List.of("resource:db"))
          .entity("resource:db", Weight.UNKNOWN, List.of(), "db")
          .entity("mail", weight(1, 5, 5, 5), List.of("resource:spool"))
          .entity("resource:spool", Weight.UNKNOWN, List.of(), "spool", "spool/*")
          .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "try")
          .catalog();
  private final Catalogs catalogs = new Catalogs(catalog);
  private final InMemoryJournal journal = new InMemoryJournal(CLOCK);
  private final Gatherer gatherer =
      new Gatherer(journal, catalogs, Windows.USUAL, LiveFacts.NOBODY, CLOCK);
  private final Session session =
      new Session(
          "s-1",
          new Principal.Agent("kiro", "olga"),
          "olga",
          "correct a report",
          "OBSTAT1",
          NOON,
          NOON.plus(Duration.ofHours(1)),
          new Session.Standing.Live());

  @Test
  void everyTargetIsBoundInItsOrder() {
    Target wildcard = new Target.Unresolved("d*", "a wildcard", Set.of());
    Context context = gather(action(Effect.READ, List.of(known("try"), wildcard, known("db"))));
    assertThat(context.targets())
        .containsExactly(
            new Bound(known("try"), "staging", Set.of("resource:try"), Set.of()),
            new Bound(wildcard, "production", Set.of(), Set.of()),
            new Bound(known("db"), "production", Set.of("resource:db"), Set.of("web")));
    assertThat(context.at()).isEqualTo(NOON);
  }

  @Test
  void theEpochIsTheRecordedOneWithTheCatalogThatWasReallyUsed() {
    record(new Fact.PolicySetInForce("p1", Map.of(), NOON));
    record(new Fact.CatalogInForce("another", Map.of(), NOON));
    Context context = gather(action(Effect.READ, List.of(known("db"))));
    assertThat(context.epoch().policySet()).isEqualTo("p1");
    assertThat(context.epoch().catalog()).isEqualTo(catalog.digest());
    assertThat(context.epoch()).isNotEqualTo(journal.read(books -> books.epoch()));
    catalogs.replace(Catalog.none(List.of()));
    assertThat(gather(action(Effect.READ, List.of(known("db")))).epoch().catalog())
        .isEqualTo("none");
  }

  @Test
  void whatWentOutInTheWindowIsGoneAndWhatWentOutBeforeIsNot() {
    Action spool = action(Effect.DELETE, List.of(known("spool", Harm.REMOVES)));
    Action database = action(Effect.DELETE, List.of(known("db", Harm.REMOVES)));
    dispatched("d-1", spool, NOON.minus(Duration.ofHours(25)));
    assertThat(gather(database).impact().down()).containsExactly("web");
    dispatched("d-2", spool, NOON.minus(Duration.ofHours(23)));
    assertThat(gather(database).impact().down()).containsExactly("mail", "web");
    assertThat(gather(database).use().dispatched()).isEqualTo(2);
    record(new Fact.Failed("d-2", "HTTP 404", NOON));
    assertThat(gather(database).impact().down()).containsExactly("web");
  }

  @Test
  void whatTheOtherSideSaysIsMissingIsGoneUnlessItIsOnlyAPartOfSomething() {
    dispatched("d-1", action(Effect.READ, List.of(known("spool"))), NOON);
    Action database = action(Effect.DELETE, List.of(known("db", Harm.REMOVES)));
    record(new Fact.Missing("d-1", "spool/part", NOON));
    assertThat(gather(database).impact().down()).containsExactly("web");
    record(new Fact.Missing("d-1", "spool", NOON));
    assertThat(gather(database).impact().down()).containsExactly("mail", "web");
    record(new Fact.Restored("spool", "rosa", "it was asked for in the wrong region", NOON));
    assertThat(gather(database).impact().down()).containsExactly("web");
  }

  @Test
  void moreThanCanBeCountedIsNotCalledKnown() {
    List<Target> many = new ArrayList<>();
    for (int n = 0; n < 10_000; n++) {
      many.add(known("try", Harm.REMOVES));
    }
    dispatched("d-1", action(Effect.DELETE, many), NOON);
    Action database = action(Effect.DELETE, List.of(known("db", Harm.REMOVES)));
    Context atTheBound = gather(database);
    assertThat(atTheBound.impact().isKnown()).isTrue();
    assertThat(atTheBound.history().used().known()).isFalse();
    assertThat(atTheBound.history().used().operator().destroyed()).isEqualTo(10_000);
    assertThat(atTheBound.history().sequences().protectionRemovedThenDeleted())
        .as("too much to tell")
        .isTrue();
    dispatched("d-2", action(Effect.DELETE, List.of(known("try", Harm.REMOVES))), NOON);
    assertThat(gather(database).impact().isKnown()).isFalse();
  }

  @Test
  void onlyHarmInProductionIsLookedInto() {
    List<String> asked = new ArrayList<>();
    Gatherer looking =
        new Gatherer(
            journal,
            catalogs,
            Windows.USUAL,
            action -> {
              asked.add(action.targets().getFirst().shownName());
              return Live.unknown(action, "no answer in 2 s");
            },
            CLOCK);
    Context harmless = looking.gather(action(Effect.READ, List.of(known("db"))), session);
    looking.gather(action(Effect.DELETE, List.of(known("try", Harm.REMOVES))), session);
    assertThat(asked).isEmpty();
    assertThat(harmless.live().answers()).isEmpty();
    Context harmed =
        looking.gather(action(Effect.DELETE, List.of(known("db", Harm.REMOVES))), session);
    looking.gather(
        action(
            Effect.DELETE,
            List.of(new Target.Unresolved("d*", "a wildcard", Set.of(Harm.REMOVES)))),
        session);
    assertThat(asked).containsExactly("db", "d*");
    assertThat(harmed.live().unknown()).containsExactly("db");
  }

  @Test
  void onlyHaltsAndFreezesThatCoverTheActionNowAreInTheContext() {
    record(new Fact.HaltPlaced(halt("h-1", new Scope.OfService("web"))));
    record(new Fact.HaltPlaced(halt("h-2", new Scope.OfService("mail"))));
    record(new Fact.HaltPlaced(halt("h-3", new Scope.OfAgent("kiro"))));
    record(new Fact.HaltPlaced(halt("h-4", new Scope.OfAgent("olga"))));
    record(new Fact.FreezePlaced(freeze("f-1", "production", NOON, NOON.plusSeconds(1))));
    record(new Fact.FreezePlaced(freeze("f-2", "staging", NOON, NOON.plusSeconds(1))));
    record(
        new Fact.FreezePlaced(
            freeze("f-3", "production", NOON.plusSeconds(1), NOON.plusSeconds(9))));
    record(new Fact.FreezePlaced(freeze("f-4", "production", NOON.minusSeconds(1), NOON)));
    Context context = gather(action(Effect.DELETE, List.of(known("db", Harm.REMOVES))));
    assertThat(context.halts()).extracting(Halt::id).containsExactly("h-1", "h-3");
    assertThat(context.freezes()).extracting(Freeze::id).containsExactly("f-1");
    assertThat(context.services()).containsExactly("web");
  }

  private Context gather(Action action) {
    return gatherer.gather(action, session);
  }

  private void dispatched(String id, Action action, Instant at) {
    record(new Fact.Dispatched(id, action, Impact.NONE, List.of(), "p1", "", at));
  }

  private void record(Fact fact) {
    journal.write(
        books -> {
          if (books.sessions().find("s-1").isEmpty()) {
            books.record(new Fact.SessionOpened(session));
          }
          books.record(fact);
          return fact;
        });
  }

  private static Halt halt(String id, Scope scope) {
    return new Halt(id, scope, "rosa", "looks wrong", NOON);
  }

  private static Freeze freeze(String id, String stage, Instant from, Instant until) {
    return new Freeze(id, new Scope.OfStage(stage), "rosa", "release", from, until);
  }
}
