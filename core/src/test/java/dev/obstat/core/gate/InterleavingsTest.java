package dev.obstat.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Principal;
import dev.obstat.core.catalog.People;
import dev.obstat.core.context.Context;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.Placing;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Review, grant and halt under concurrency, exhaustively: the real gate and desks over a journal
/// that hands out turns, in every order in which their units of work can follow each other. After
/// each run the facts are read again by rules of their own, written here without the product's
/// code:
///
/// - nothing goes that was not dispatched, and every grant goes once;
/// - nothing goes without its quorum, in its rounds, of people who may vote at that moment;
/// - nothing goes after a halt, a rejection, or the revocation of its session.
class InterleavingsTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final Action DELETION = Samples.delete("s-1", "only-copy");
  private static final Map<String, Set<String>> GROUPS =
      Map.of(
          "ana", Set.of("owners", "sre"),
          "olga", Set.of("owners", "sre"),
          "ben", Set.of("owners"),
          "cara", Set.of("sre"),
          "dan", Set.of());

  private static Terms peers(int count) {
    return new Terms(
        List.of(new Terms.Approvals(new Group.Peers(), count)), Duration.ZERO, Duration.ofHours(1));
  }

  private static final Terms OWNER_THEN_SRE =
      new Terms(
          List.of(new Terms.Approvals(new Group.Named("owners"), 1)),
          List.of(new Terms.Round(List.of(new Terms.Approvals(new Group.Named("sre"), 1)))),
          Duration.ZERO,
          Duration.ofHours(1));

  @Test
  void aGrantGoesOnceHoweverRepeatsAVoteAndAHaltFollowEachOther() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(1), seen)
                    .repeats("s-1")
                    .repeats("s-2")
                    .votes("ben", Vote.Choice.APPROVE)
                    .halts(),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void whatIsTakenBackDoesNotGo() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(1), seen)
                    .repeats("s-1")
                    .votes("ben", Vote.Choice.APPROVE)
                    .withdraws("ben")
                    .votes("cara", Vote.Choice.APPROVE)
                    .withdraws("cara"),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void twoPeersAreTwoPeopleAndARejectionInBetweenStopsIt() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(2), seen)
                    .repeats("s-1")
                    .votes("ben", Vote.Choice.APPROVE)
                    .votes("ben", Vote.Choice.APPROVE)
                    .votes("cara", Vote.Choice.APPROVE)
                    .votes("dan", Vote.Choice.REJECT),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void neitherOperatorNorOpenerNorAnEditorNorWhoComesForItDecides() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(1), seen)
                    .repeats("s-ben")
                    .votes("ana", Vote.Choice.APPROVE)
                    .votes("olga", Vote.Choice.APPROVE)
                    .votes("ben", Vote.Choice.APPROVE)
                    .votes("cara", Vote.Choice.APPROVE)
                    .edits("cara"),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void roundsAreMetInTheirOrderAndFallWithWhatTheyStoodOn() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(OWNER_THEN_SRE, seen)
                    .repeats("s-1")
                    .votes("cara", Vote.Choice.APPROVE)
                    .votes("ben", Vote.Choice.APPROVE)
                    .votes("cara", Vote.Choice.APPROVE)
                    .withdraws("ben"),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void whatIsSentBackOrWhoseSessionIsRevokedDoesNotGo() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(1), seen)
                    .repeats("s-2")
                    .votes("ben", Vote.Choice.APPROVE)
                    .votes("cara", Vote.Choice.SEND_BACK)
                    .revokes("s-1"),
            50_000);
    seen.assertBoth(runs);
  }

  @Test
  void ofTheLastTwoReplicasOneGoesWithoutPeople() {
    Tally seen = new Tally();
    int runs =
        Schedules.explore(
            () ->
                new World(peers(1), seen)
                    .asks(Samples.delete("s-1", "replica-a"))
                    .asks(Samples.delete("s-2", "replica-b"))
                    .halts(),
            50_000);
    seen.assertBoth(runs);
  }

  /// How many runs let something go, so that a check which never had anything to check is noticed.
  private static final class Tally {
    private final AtomicInteger went = new AtomicInteger();
    private final AtomicInteger stayed = new AtomicInteger();

    void assertBoth(int runs) {
      assertThat(runs).isGreaterThan(20);
      assertThat(went).hasPositiveValue();
      assertThat(stayed).hasPositiveValue();
      assertThat(went.get() + stayed.get()).isEqualTo(runs);
    }
  }

  /// Everybody in it, and what they are about to do.
  private static final class World implements Schedules.World {
    private final InMemoryJournal journal = new InMemoryJournal(CLOCK);
    private final Ids ids = new Ids(new SecureRandom());
    private final Electorates electorates = new Electorates(Colleagues::new);
    private final Terms terms;
    private final Tally seen;
    private final Review review;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Deed> deeds = new ArrayList<>();

    World(Terms terms, Tally seen) {
      this.terms = terms;
      this.seen = seen;
      record(new Fact.PolicySetInForce(ReplicaPolicies.DIGEST, Map.of(), Samples.NOON));
      record(new Fact.SessionOpened(session("s-1", "olga")));
      record(new Fact.SessionOpened(session("s-2", "olga")));
      record(new Fact.SessionOpened(session("s-ben", "ben")));
      Outcome held = gate(() -> {}).pass(DELETION, (_, _) -> new Upstream.End.Unknown("never"));
      this.review = ((Outcome.Held) held).review();
    }

    /// One actor.
    private interface Deed {
      void run(Runnable turn);
    }

    World repeats(String session) {
      return asks(Samples.delete(session, "only-copy"));
    }

    World asks(Action action) {
      deeds.add(turn -> gate(turn).pass(action, (_, _) -> send()));
      return this;
    }

    World votes(String by, Vote.Choice choice) {
      deeds.add(
          turn -> {
            // Who votes has just looked: what they were shown is never what stops them here.
            turn.run();
            String shown =
                journal.read(
                    books ->
                        Electorates.showing(
                                books,
                                books.reviews().find(review.id()).orElseThrow(),
                                Samples.NOON)
                            .text());
            desk(() -> {})
                .vote(
                    review.id(),
                    new Vote(by, choice, "so", review.digest(), shown, "console", Samples.NOON));
          });
      return this;
    }

    World withdraws(String by) {
      deeds.add(turn -> desk(turn).withdraw(review.id(), by));
      return this;
    }

    World halts() {
      deeds.add(
          turn ->
              new ControlDesk(stepped(turn, false), Colleagues::new, ids, CLOCK)
                  .halt(new Scope.OfAgent("kiro"), "dan", "looks wrong"));
      return this;
    }

    World revokes(String session) {
      deeds.add(
          turn ->
              new SessionDesk(
                      stepped(turn, false),
                      () -> "KEY",
                      (_, _, asked) -> new Placing.Answer.In(asked),
                      ids,
                      CLOCK)
                  .revoke(session, "dan", "looks wrong"));
      return this;
    }

    World edits(String by) {
      deeds.add(
          turn ->
              stepped(turn, false)
                  .write(
                      books -> {
                        books.record(
                            new Fact.CatalogInForce(
                                "c2", Map.of(), Map.of("people.yaml", Set.of(by)), Samples.NOON));
                        return true;
                      }));
      return this;
    }

    private Upstream.End send() {
      sent.incrementAndGet();
      return new Upstream.End.Completed("HTTP 200");
    }

    /// The gate's first look at the session is no step: it is looked at again when it settles.
    private Gate gate(Runnable turn) {
      return new Gate(
          new ReplicaGathering(stepped(turn, true), CLOCK, () -> {}),
          () -> new Asking(terms),
          stepped(turn, false),
          new Holds(electorates, ids),
          ids,
          CLOCK);
    }

    private ReviewDesk desk(Runnable turn) {
      return new ReviewDesk(stepped(turn, false), electorates, ids, CLOCK);
    }

    private Journal stepped(Runnable turn, boolean readsToo) {
      return new SteppedJournal(journal, turn, readsToo);
    }

    private void record(Fact fact) {
      journal.write(
          books -> {
            books.record(fact);
            return true;
          });
    }

    @Override
    public List<Runnable> actors(Runnable turn) {
      return deeds.stream().<Runnable>map(deed -> () -> deed.run(turn)).toList();
    }

    @Override
    public void check(List<Integer> schedule) {
      List<Fact> facts =
          journal.<List<Entry>>read(books -> books.entries(0, Integer.MAX_VALUE)).stream()
              .map(Entry::fact)
              .toList();
      Set<String> wrong = new Auditor(terms, GROUPS).wrongIn(facts);
      assertThat(wrong).as("schedule %s of facts %s", schedule, facts).isEmpty();
      long dispatched = facts.stream().filter(Fact.Dispatched.class::isInstance).count();
      assertThat(sent.get()).as("schedule %s", schedule).isEqualTo((int) dispatched);
      (dispatched > 0 ? seen.went : seen.stayed).incrementAndGet();
    }
  }

  private static Session session(String id, String openedBy) {
    return new Session(
        id,
        new Principal.Agent("kiro", "ana"),
        openedBy,
        "fix the cost report",
        "OBSTAT" + id,
        Samples.NOON,
        Samples.NOON.plus(Duration.ofHours(8)),
        new Session.Standing.Live());
  }

  /// A halt denies; what takes the service down is held on these terms; everything else goes.
  private record Asking(Terms terms) implements Deciding {
    @Override
    public String digest() {
      return ReplicaPolicies.DIGEST;
    }

    @Override
    public Decision decide(Action action, Context context) {
      if (!context.halts().isEmpty()) {
        return new Decision.Deny(List.of(Reason.builtIn("halt", "kiro is halted", "")));
      }
      return context.impact().down().isEmpty()
          ? new Decision.Allow(List.of(Samples.reason()))
          : new Decision.Hold(terms, List.of(Samples.reason()));
    }
  }

  private record Colleagues() implements People {
    @Override
    public boolean knows(String person) {
      return GROUPS.containsKey(person);
    }

    @Override
    public Set<String> groupsOf(String person) {
      return GROUPS.getOrDefault(person, Set.of());
    }

    @Override
    public Set<String> membersOf(String group) {
      Set<String> members = new HashSet<>(GROUPS.keySet());
      members.removeIf(person -> !groupsOf(person).contains(group));
      return members;
    }

    @Override
    public Optional<String> ownersOf(String service) {
      return Optional.empty();
    }
  }
}
