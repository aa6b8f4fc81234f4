package dev.obstat.core.gate;

import static dev.obstat.core.catalog.CatalogSketch.weight;
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
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.gather.Gatherer;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.policy.PolicySet;
import dev.obstat.core.policy.PolicyTexts;
import dev.obstat.core.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the policies that ship make of many actions one after the other, on every journal.
public abstract class OverTimeContract {
  private static final List<String> REPLICAS =
      List.of(
          "resource:replica-1",
          "resource:replica-2",
          "resource:replica-3",
          "resource:replica-4",
          "resource:replica-5");

  /// The clock that every journal under test is made with.
  protected final Ticking clock = new Ticking();

  private final Catalog catalog =
      new CatalogSketch()
          .entity("web", weight(0, 41_000, 18_400, 780), List.of("resource:db"))
          .entity("resource:db", Weight.UNKNOWN, List.of(), "db", "db/*")
          .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "try/*")
          .staged("forest", "staging", weight(3, 0, 0, 5), List.of("resource:trees"))
          .staged("resource:trees", "staging", Weight.UNKNOWN, List.of(), "tree/*")
          .staged("small", "staging", weight(3, 0, 0, 5), nodes("resource:one", "resource:two"))
          .staged("resource:one", "staging", Weight.UNKNOWN, List.of(), "one")
          .staged("resource:two", "staging", Weight.UNKNOWN, List.of(), "two")
          .staged("resource:three", "staging", Weight.UNKNOWN, List.of(), "three")
          .stagedNeeding(
              "pool",
              "staging",
              weight(2, 500, 100, 30),
              List.of(),
              List.of(CatalogSketch.some(3, REPLICAS)))
          .staged(REPLICAS.get(0), "staging", Weight.UNKNOWN, List.of(), "replica-1")
          .staged(REPLICAS.get(1), "staging", Weight.UNKNOWN, List.of(), "replica-2")
          .staged(REPLICAS.get(2), "staging", Weight.UNKNOWN, List.of(), "replica-3")
          .staged(REPLICAS.get(3), "staging", Weight.UNKNOWN, List.of(), "replica-4")
          .staged(REPLICAS.get(4), "staging", Weight.UNKNOWN, List.of(), "replica-5")
          .catalog();

  private final Ids ids = new Ids(new SecureRandom());
  private final PolicySet policies = shipped(catalog);

  /// A new, empty journal.
  protected abstract Journal open();

  /// The journal that [#open] opened.
  protected abstract Journal journal();

  /// The journal as the next start of the program finds it, all state made anew.
  protected abstract Journal rebuilt();

  /// A clock that is moved by hand.
  public static final class Ticking extends Clock {
    private volatile Instant now = Samples.NOON;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("always UTC");
    }
  }

  private static List<String> nodes(String... refs) {
    List<String> all = new ArrayList<>(List.of(refs));
    all.add("resource:three");
    return all;
  }

  private static PolicySet shipped(Catalog catalog) {
    try {
      return PolicyTexts.shipped(catalog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  final void openJournal() {
    record(open(), new Fact.PolicySetInForce(policies.digest(), Map.of(), clock.instant()));
    record(journal(), new Fact.CatalogInForce(catalog.digest(), Map.of(), clock.instant()));
  }

  private static void record(Journal journal, Fact fact) {
    journal.write(
        books -> {
          books.record(fact);
          return fact;
        });
  }

  private void session(String id, String agent, String operator) {
    record(
        journal(),
        new Fact.SessionOpened(
            new Session(
                id,
                new Principal.Agent(agent, operator),
                operator,
                "clear up",
                "KEY" + id,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(8)),
                new Session.Standing.Live())));
  }

  private static Action action(
      String session, String name, Effect effect, Target target, Map<String, Value> parameters) {
    return new Action(
        session,
        new Principal.Agent("kiro", "ana"),
        new Place("aws", "111122223333", "eu-west-1", "agents"),
        new Operation("aws", "rds", name),
        effect,
        effect == Effect.READ ? new Reversibility.Reversible() : new Reversibility.Unknown(),
        List.of(target),
        new Value.Structure(parameters),
        new Content.None(),
        List.of());
  }

  private static Action delete(String session, String name) {
    return action(session, "Delete", Effect.DELETE, losing(name, Harm.REMOVES), Map.of());
  }

  private static Target losing(String name, Harm... harms) {
    return new Target.Known(name, Target.Part.OBJECT, Set.of(harms));
  }

  private Gathering gathering(Journal journal) {
    return new Gatherer(journal, new Catalogs(catalog), Windows.USUAL, LiveFacts.NOBODY, clock);
  }

  private Gate gate(Gathering gathering, Journal journal) {
    return new Gate(
        gathering,
        () -> policies,
        journal,
        new Holds(new Electorates(Everybody::new), ids),
        ids,
        clock);
  }

  private Outcome pass(Action action) {
    return pass(action, new Upstream.End.Completed("HTTP 200"));
  }

  private Outcome pass(Action action, Upstream.End end) {
    return gate(gathering(journal()), journal()).pass(action, (_, _) -> end);
  }

  /// The policies that hold it; `sent` when it went.
  private static List<String> why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Sent _ -> List.of("sent");
      case Outcome.Held(var review) -> review.reasons().stream().map(Reason::policy).toList();
      case Outcome.Denied(List<Reason> reasons) -> reasons.stream().map(Reason::policy).toList();
      case Outcome.TurnedDown _, Outcome.Unsettled _ -> List.of(outcome.toString());
    };
  }

  /// As if people had let it go.
  private void went(String dispatch, Action action) {
    record(journal(), Samples.dispatched(dispatch, action, "", clock.instant()));
    record(journal(), new Fact.Completed(dispatch, "HTTP 200", clock.instant()));
  }

  @Test
  void aSlowDripOfOneSmallDeletionADayIsHeldAtTheTwentySixth() {
    for (int day = 1; day <= 30; day++) {
      session("s-" + day, "kiro", "ana");
      Outcome outcome = pass(delete("s-" + day, "try/" + day));
      assertThat(why(outcome))
          .as("day %d", day)
          .containsExactly(day <= 25 ? "sent" : "slow-drip-needs-a-peer");
      clock.pass(Duration.ofDays(1));
    }
    clock.pass(Duration.ofDays(10));
    session("s-later", "kiro", "ana");
    assertThat(why(pass(delete("s-later", "try/later"))))
        .as("what is older than the window no longer counts")
        .containsExactly("sent");
  }

  @Test
  void whatManyTakeOfOneServiceCountsTogether() {
    for (int nth = 1; nth <= 27; nth++) {
      session("s-" + nth, "agent-" + nth, "operator-" + nth);
      Outcome outcome =
          pass(
              by("agent-" + nth, "operator-" + nth, delete("s-" + nth, "tree/" + nth)),
              new Upstream.End.Completed("HTTP 200"));
      assertThat(why(outcome))
          .as("the deletion of number %d", nth)
          .containsExactly(nth <= 25 ? "sent" : "service-budget-needs-the-owner");
    }
    session("s-other", "kiro", "ana");
    assertThat(why(pass(delete("s-other", "try/1"))))
        .as("of another service")
        .containsExactly("sent");
  }

  private static Action by(String agent, String operator, Action action) {
    return new Action(
        action.session(),
        new Principal.Agent(agent, operator),
        action.place(),
        action.operation(),
        action.effect(),
        action.reversibility(),
        action.targets(),
        action.parameters(),
        action.content(),
        action.unpinned());
  }

  @Test
  void whatIsDownByAnIncidentCountsAsAlreadyGone() {
    session("s-1", "kiro", "ana");
    assertThat(downWith("replica-3")).isEmpty();
    long before = journal().read(books -> books.epoch().removals());
    Set<String> down = Set.of("resource:replica-1", "resource:replica-2");
    record(
        journal(),
        new Fact.IncidentOpened(
            new Incident("i-1", "two racks are dark", "", clock.instant(), down, "rosa")));
    long after = journal().read(books -> books.epoch().removals());
    assertThat(after).as("who decides right now decides again").isEqualTo(before + 1);
    assertThat(journal().read(books -> books.incidents().open()).getFirst().down()).isEqualTo(down);
    assertThat(downWith("replica-3")).containsExactly("pool");
    record(journal(), new Fact.IncidentClosed("i-1", "rosa", clock.instant()));
    assertThat(downWith("replica-3")).isEmpty();
  }

  @Test
  void anIncidentThatNamesWhatTheCatalogHasNotMakesTheImpactUnknown() {
    session("s-1", "kiro", "ana");
    record(
        journal(),
        new Fact.IncidentOpened(
            new Incident("i-1", "dark", "", clock.instant(), Set.of("resource:before"), "rosa")));
    assertThat(impact(delete("s-1", "replica-3")).unknown())
        .containsExactly(
            "incident `i-1` names `resource:before`, which the catalog does not have any more");
    Action looks = action("s-1", "Get", Effect.READ, losing("replica-3"), Map.of());
    assertThat(impact(looks).isNone()).isTrue();
  }

  private Set<String> downWith(String name) {
    return impact(delete("s-1", name)).down();
  }

  private Impact impact(Action action) {
    Session session =
        journal().read(books -> books.sessions().find(action.session())).orElseThrow();
    return gathering(journal()).gather(action, session).impact();
  }

  @Test
  void theDripIsHeldInTheSamePlaceAfterTheStateIsMadeAnew() {
    session("s-1", "kiro", "ana");
    for (int n = 1; n <= 25; n++) {
      went("d-" + n, delete("s-1", "try/" + n));
    }
    Journal again = rebuilt();
    session("s-2", "kiro", "ana");
    assertThat(
            why(
                gate(gathering(again), again)
                    .pass(
                        delete("s-2", "try/26"), (_, _) -> new Upstream.End.Completed("HTTP 200"))))
        .containsExactly("slow-drip-needs-a-peer");
  }

  @Test
  void ofTwoSmallDeletionsThatTogetherCrossTheLineOneIsHeld() throws Exception {
    for (int n = 1; n <= 24; n++) {
      session("s-" + n, "kiro", "ana");
      went("d-" + n, delete("s-" + n, "try/" + n));
    }
    session("s-a", "kiro", "ana");
    session("s-b", "kiro", "ana");
    CyclicBarrier bothGathered = new CyclicBarrier(2);
    AtomicInteger gathered = new AtomicInteger();
    Gathering gatherer = gathering(journal());
    Gathering meeting =
        (action, session) -> {
          Context context = gatherer.gather(action, session);
          if (gathered.incrementAndGet() <= 2) {
            meet(bothGathered);
          }
          return context;
        };
    Gate gate = gate(meeting, journal());
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (String session : List.of("s-a", "s-b")) {
        running.add(
            executor.submit(
                () ->
                    gate.pass(
                        delete(session, "try/" + session),
                        (_, _) -> new Upstream.End.Completed("HTTP 200"))));
      }
      for (Future<Outcome> future : running) {
        outcomes.add(future.get(30, TimeUnit.SECONDS));
      }
    }
    assertThat(outcomes.stream().map(OverTimeContract::why).toList())
        .containsExactlyInAnyOrder(List.of("sent"), List.of("slow-drip-needs-a-peer"));
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other one did not come", e);
    }
  }

  @Test
  void replicasGoOneByOneUntilTheOneWithoutWhichTheServiceStops() {
    session("s-1", "kiro", "ana");
    session("s-2", "kiro", "ana");
    assertThat(why(pass(delete("s-1", "replica-1")))).containsExactly("sent");
    assertThat(why(pass(delete("s-2", "replica-2")))).containsExactly("sent");
    assertThat(why(pass(delete("s-2", "replica-3"))))
        .containsExactlyInAnyOrder(
            "destroy-that-customers-notice-needs-peers", "piece-by-piece-needs-a-peer");
  }

  @Test
  void makingAgainWhatWasDeletedIsHeldForTheOwner() {
    session("s-1", "kiro", "ana");
    session("s-2", "kiro", "ana");
    Action make = action("s-2", "Create", Effect.CREATE, losing("db"), Map.of());
    assertThat(why(pass(make))).containsExactly("production-change-needs-a-peer");
    went("d-1", delete("s-1", "db"));
    Action again =
        action("s-2", "Create", Effect.CREATE, losing("db"), Map.of("Size", Value.of("1")));
    assertThat(why(pass(again)))
        .containsExactlyInAnyOrder("production-change-needs-a-peer", "recreation-needs-the-owner");
  }

  @Test
  void anEmptyOneInItsPlaceIsStillTheLoss() {
    session("s-1", "kiro", "ana");
    went(
        "d-1",
        action(
            "s-1", "Delete", Effect.DELETE, losing("db", Harm.REMOVES, Harm.LOSES_DATA), Map.of()));
    went("d-2", action("s-1", "Create", Effect.CREATE, losing("db"), Map.of()));
    went("d-3", action("s-1", "GetRows", Effect.READ, losing("db"), Map.of()));
    clock.pass(Duration.ofDays(3));
    Context context =
        gathering(journal())
            .gather(
                action("s-1", "Stop", Effect.UPDATE, losing("db", Harm.DISABLES), Map.of()),
                journal().read(books -> books.sessions().find("s-1")).orElseThrow());
    assertThat(context.impact().dataLost()).containsExactly("resource:db");
  }

  @Test
  void destroyingWhatTheSameOperatorUnprotectedIsHeld() {
    session("s-1", "codex", "ana");
    session("s-2", "kiro", "ana");
    went("d-1", action("s-1", "Modify", Effect.UPDATE, losing("try/x", Harm.UNPROTECTS), Map.of()));
    assertThat(why(pass(delete("s-2", "try/x/part"))))
        .containsExactly("unprotected-then-destroyed-needs-a-peer");
    assertThat(why(pass(delete("s-2", "one")))).containsExactly("sent");
  }

  @Test
  void theSameAgainWithLessSafetyIsHeldAndWithMoreIsNot() {
    session("s-1", "kiro", "ana");
    session("s-2", "kiro", "ana");
    Map<String, Value> guarded = Map.of("FinalSnapshotIdentifier", Value.of("last"));
    Map<String, Value> forced = Map.of("SkipFinalSnapshot", new Value.Flag(true));
    Target target = losing("one", Harm.REMOVES);
    assertThat(
            why(
                pass(
                    action("s-1", "Delete", Effect.DELETE, target, guarded),
                    new Upstream.End.Failed("HTTP 400"))))
        .containsExactly("sent");
    assertThat(why(pass(action("s-2", "Delete", Effect.DELETE, target, forced))))
        .containsExactly("weaker-retry-needs-a-peer");
    assertThat(why(pass(action("s-2", "Delete", Effect.DELETE, target, guarded))))
        .containsExactly("sent");
  }

  @Test
  void halfOfAServicePieceByPieceIsHeld() {
    session("s-1", "kiro", "ana");
    session("s-2", "kiro", "ana");
    assertThat(why(pass(delete("s-1", "one")))).containsExactly("sent");
    clock.pass(Duration.ofHours(5));
    assertThat(why(pass(delete("s-2", "two")))).containsExactly("piece-by-piece-needs-a-peer");
  }

  @Test
  void whatManySmallThingsTakeTogetherCountsAgainstTheOperator() {
    session("s-1", "kiro", "ana");
    went("d-1", delete("s-1", "db"));
    clock.pass(Duration.ofDays(2));
    session("s-2", "kiro", "ana");
    assertThat(why(pass(delete("s-2", "one")))).containsExactly("impact-budget-needs-peers");
  }
}
