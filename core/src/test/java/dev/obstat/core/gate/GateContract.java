package dev.obstat.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.control.Scope;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the path of one action promises on every journal.
public abstract class GateContract {
  /// The clock that every journal under test is made with.
  protected static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  private final Ids ids = new Ids(new SecureRandom());
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();

  /// A new, empty journal.
  protected abstract Journal open();

  /// The journal as the next start of the program finds it.
  protected abstract Journal restart();

  /// From now on the journal cannot write.
  protected abstract void fillDisk();

  /// The journal can write again.
  protected abstract void emptyDisk();

  @BeforeEach
  final void openJournal() {
    record(
        open(),
        new Fact.PolicySetInForce(ReplicaPolicies.DIGEST, Map.of(), Samples.NOON),
        new Fact.SessionOpened(Samples.session("s-1")),
        new Fact.SessionOpened(Samples.session("s-2")));
  }

  private static void record(Journal journal, Fact... facts) {
    journal.write(
        books -> {
          List.of(facts).forEach(books::record);
          return facts.length;
        });
  }

  private Gate gate(Journal journal, Runnable afterGather) {
    return new Gate(
        new ReplicaGathering(journal, CLOCK, afterGather),
        ReplicaPolicies::new,
        journal,
        new Holds(new Electorates(Everybody::new), ids),
        ids,
        CLOCK);
  }

  private Gate gate(Journal journal) {
    return gate(journal, () -> {});
  }

  private Upstream.End completes(Dispatch dispatch) {
    sent.add(dispatch.action().targets().getFirst().shownName());
    return new Upstream.End.Completed("HTTP 200");
  }

  private Outcome pass(Journal journal, Action action) {
    return gate(journal).pass(action, (dispatch, _) -> completes(dispatch));
  }

  private static Review held(Outcome outcome) {
    if (outcome instanceof Outcome.Held(Review review)) {
      return review;
    }
    throw new AssertionError("not held but " + outcome);
  }

  private Review approved(Journal journal, Action action) {
    Review review = held(pass(journal, action));
    assertThat(desk(journal).vote(review.id(), yes(journal, "ben", review)))
        .isInstanceOf(ReviewDesk.Answer.Counted.class);
    return review;
  }

  private ReviewDesk desk(Journal journal) {
    return new ReviewDesk(journal, new Electorates(Everybody::new), ids, CLOCK);
  }

  private static Vote yes(Journal journal, String by, Review review) {
    String shown = journal.read(books -> Electorates.showing(books, review, Samples.NOON).text());
    return new Vote(
        by, Vote.Choice.APPROVE, "looked at it", review.digest(), shown, "console", Samples.NOON);
  }

  private static List<Fact> facts(Journal journal) {
    return journal.<List<Entry>>read(books -> books.entries(0, Integer.MAX_VALUE)).stream()
        .map(Entry::fact)
        .toList();
  }

  private static <F extends Fact> List<F> facts(Journal journal, Class<F> type) {
    return facts(journal).stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void anAllowedActionIsDispatchedBeforeItIsSentAndItsEndIsRecorded() {
    Journal journal = journal();
    Outcome outcome =
        gate(journal)
            .pass(
                Samples.read("s-1", "x"),
                (dispatch, token) -> {
                  assertThat(facts(journal).getLast())
                      .isInstanceOfSatisfying(
                          Fact.Dispatched.class,
                          fact -> assertThat(fact.dispatch()).isEqualTo(dispatch.id()));
                  assertThat(token).isEqualTo(new Upstream.Token.ClientsOwn());
                  return completes(dispatch);
                });

    assertThat(outcome).isInstanceOf(Outcome.Sent.class);
    assertThat(sent).containsExactly("x");
    passAUnit(journal);
    assertThat(facts(journal).getLast()).isInstanceOf(Fact.Completed.class);
  }

  @Test
  void ofTwoDeletionsOfTheLastTwoReplicasAtOnceOneSeesTheOther() throws Exception {
    Journal journal = journal();
    CyclicBarrier bothGathered = new CyclicBarrier(2);
    Gate gate = gate(journal, new Once(bothGathered));
    List<Outcome> outcomes =
        atOnce(
            () -> gate.pass(Samples.delete("s-1", "replica-a"), (going, _) -> completes(going)),
            () -> gate.pass(Samples.delete("s-2", "replica-b"), (going, _) -> completes(going)));

    assertThat(outcomes).filteredOn(Outcome.Sent.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Outcome.Held.class::isInstance)
        .singleElement()
        .satisfies(outcome -> assertThat(held(outcome).seen().down()).containsExactly("reports"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aHaltBetweenDecideAndDispatchWins() {
    Journal journal = journal();
    Runnable halt =
        new Runnable() {
          private boolean placed;

          @Override
          public void run() {
            if (!placed) {
              placed = true;
              new ControlDesk(journal, Everybody::new, ids, CLOCK)
                  .halt(new Scope.OfAgent("kiro"), "rosa", "looks wrong");
            }
          }
        };

    Outcome outcome =
        gate(journal, halt).pass(Samples.read("s-1", "x"), (dispatch, _) -> completes(dispatch));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Denied.class,
            denied ->
                assertThat(denied.reasons()).extracting(r -> r.policy()).containsExactly("halt"));
    assertThat(sent).isEmpty();
    assertThat(facts(journal, Fact.Dispatched.class)).isEmpty();
  }

  @Test
  void whatIsMissingIsAFactAndOfSeveralNobodyKnowsWhich() {
    Journal journal = journal();
    Gate gate = gate(journal);
    gate.pass(Samples.delete("s-1", "replica-a"), (_, _) -> new Upstream.End.Missing("HTTP 404"));
    Action two =
        Samples.action(
            "s-1",
            "HeadBuckets",
            Effect.UPDATE,
            Target.Known.unharmed("x"),
            Target.Known.unharmed("y"));
    gate.pass(two, (_, _) -> new Upstream.End.Missing("HTTP 404"));
    assertThat(facts(journal, Fact.Failed.class)).hasSize(2);
    assertThat(facts(journal, Fact.Missing.class))
        .extracting(Fact.Missing::target)
        .containsExactly("replica-a");
  }

  @Test
  void aPersonSaysThatSomethingIsBackAndNeverTheOperatorWhoTookIt() {
    Journal journal = journal();
    ControlDesk desk = new ControlDesk(journal, Everybody::new, ids, CLOCK);
    assertThat(desk.restored("replica-a", "rosa", "seen")).isEqualTo(ControlDesk.Word.NOT_GONE);
    pass(journal, Samples.delete("s-1", "replica-a"));
    assertThat(desk.restored("replica-a", "ana", "seen")).isEqualTo(ControlDesk.Word.OWN);
    assertThat(desk.restored("replica-a", "rosa", "seen")).isEqualTo(ControlDesk.Word.NOTED);
    assertThat(desk.restored("replica-a", "rosa", "seen")).isEqualTo(ControlDesk.Word.NOT_GONE);
    assertThat(facts(journal, Fact.Restored.class)).hasSize(1);
  }

  @Test
  void ofManyRepeatsOfOneGrantedActionAtOnceExactlyOneGoes() throws Exception {
    Journal journal = journal();
    Action action = Samples.delete("s-1", "only-copy");
    Review review = approved(journal, action);
    Gate gate = gate(journal);

    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(executor.submit(() -> gate.pass(action, (going, _) -> completes(going))));
      }
      for (Future<Outcome> future : running) {
        outcomes.add(future.get(30, TimeUnit.SECONDS));
      }
    }

    assertThat(sent).containsExactly("only-copy");
    assertThat(outcomes).filteredOn(Outcome.Sent.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(outcome -> !(outcome instanceof Outcome.Sent))
        .allSatisfy(outcome -> assertThat(held(outcome).id()).isNotEqualTo(review.id()));
    assertThat(facts(journal, Fact.Dispatched.class)).hasSize(1);
  }

  @Test
  void aHeldActionRepeatedWhileItsReviewIsOpenAttachesToIt() {
    Journal journal = journal();
    Review first = held(pass(journal, Samples.delete("s-1", "only-copy")));

    assertThat(held(pass(journal, Samples.delete("s-1", "only-copy"))).id()).isEqualTo(first.id());
    assertThat(held(pass(journal, Samples.delete("s-2", "only-copy"))).id()).isEqualTo(first.id());

    assertThat(facts(journal, Fact.ReviewOpened.class)).hasSize(1);
    assertThat(facts(journal, Fact.ReviewJoined.class))
        .containsExactly(new Fact.ReviewJoined(first.id(), "s-2", Samples.NOON));
    assertThat(sent).isEmpty();
  }

  @Test
  void aGrantSurvivesARestartAndIsGoodOnce() {
    Action action = Samples.delete("s-1", "only-copy");
    Review review = approved(journal(), action);

    Journal journal = restart();
    assertThat(pass(journal, action)).isInstanceOf(Outcome.Sent.class);
    assertThat(held(pass(restart(), action)).id()).isNotEqualTo(review.id());
    assertThat(sent).containsExactly("only-copy");
  }

  @Test
  void whatWasRejectedOrSentBackStaysTurnedDownHoweverOftenItIsAskedFor() {
    Journal journal = journal();
    for (Vote.Choice no : List.of(Vote.Choice.REJECT, Vote.Choice.SEND_BACK)) {
      Action action = Samples.delete("s-1", no == Vote.Choice.REJECT ? "only-copy" : "replica-a");
      pass(journal, Samples.delete("s-1", "replica-b"));
      Review review = held(pass(journal, action));
      desk(journal)
          .vote(
              review.id(),
              new Vote("ben", no, "not like this", review.digest(), "", "x", Samples.NOON));
      for (String session : List.of("s-1", "s-2")) {
        assertThat(pass(journal, Samples.delete(session, action.targets().getFirst().shownName())))
            .isInstanceOfSatisfying(
                Outcome.TurnedDown.class,
                turned -> assertThat(turned.review().id()).isEqualTo(review.id()));
      }
    }
    assertThat(facts(journal, Fact.ReviewOpened.class)).hasSize(2);
    assertThat(sent).containsOnly("replica-b");
  }

  @Test
  void aGrantForWhatCouldBeUndoneIsVoidWhenThatIsNoLongerKnown() {
    Journal journal = journal();
    Action action = Samples.delete("s-1", "only-copy");
    Review review =
        approved(
            journal,
            action.with(
                new Reversibility.Recoverable("the version before it", Duration.ofHours(1))));

    assertThat(held(pass(journal, action.with(new Reversibility.Unknown()))).id())
        .isNotEqualTo(review.id());
    assertThat(facts(journal, Fact.GrantVoided.class))
        .singleElement()
        .satisfies(
            voided ->
                assertThat(voided.why())
                    .isEqualTo(
                        "it could be undone when the reviewers saw it, and nobody can say so now"));
    assertThat(sent).isEmpty();
  }

  @Test
  void whatWasDispatchedBeforeACrashBecomesUnknownIsShownAndIsNeverSentAgain() {
    Journal journal = journal();
    for (Action action : List.of(Samples.delete("s-1", "replica-a"), Samples.read("s-1", "x"))) {
      assertThatThrownBy(
              () ->
                  gate(journal)
                      .pass(
                          action,
                          (dispatch, _) -> {
                            completes(dispatch);
                            throw new Crash();
                          }))
          .isInstanceOf(Crash.class);
    }

    Journal after = restart();
    List<Dispatch> unknown = Recovery.run(after, ids, CLOCK);

    assertThat(unknown).hasSize(2);
    assertThat(after.<List<Dispatch>>read(books -> books.dispatches().running())).isEmpty();
    assertThat(facts(after, Fact.EndUnknown.class))
        .extracting(Fact.EndUnknown::dispatch)
        .containsExactlyElementsOf(unknown.stream().map(Dispatch::id).toList());
    assertThat(after.<List<Incident>>read(books -> books.incidents().open()))
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.dispatch()).isEqualTo(unknown.getFirst().id());
              assertThat(incident.what()).contains("aws:s3:DeleteBucket", "replica-a");
            });
    assertThat(Recovery.run(restart(), ids, CLOCK)).isEmpty();
    assertThat(sent).containsExactly("replica-a", "x");
  }

  @Test
  void whileTheJournalCannotWriteNothingIsSent() {
    Journal journal = journal();
    fillDisk();
    assertThatThrownBy(() -> pass(journal, Samples.read("s-1", "x")))
        .isInstanceOf(JournalUnavailable.class);
    assertThat(sent).isEmpty();

    emptyDisk();
    assertThat(pass(journal, Samples.read("s-1", "x"))).isInstanceOf(Outcome.Sent.class);
    assertThat(sent).containsExactly("x");
  }

  @Test
  void anEndThatCouldNotBeRecordedIsOwedAndNothingGoesOutBeforeItIsPaid() {
    Journal journal = journal();
    Gate gate = gate(journal);
    Outcome first =
        gate.pass(
            Samples.delete("s-1", "replica-a"),
            (dispatch, _) -> {
              fillDisk();
              return completes(dispatch);
            });
    assertThat(first).isInstanceOf(Outcome.Sent.class);
    assertThat(facts(journal).getLast()).isInstanceOf(Fact.Dispatched.class);
    assertThatThrownBy(() -> gate.pass(Samples.read("s-1", "x"), (d, _) -> completes(d)))
        .isInstanceOf(JournalUnavailable.class);

    emptyDisk();
    gate.pass(Samples.read("s-1", "x"), (d, _) -> completes(d));
    passAUnit(journal);

    List<Fact> facts = facts(journal);
    assertThat(facts.subList(facts.size() - 4, facts.size()))
        .hasExactlyElementsOfTypes(
            Fact.Dispatched.class,
            Fact.Completed.class,
            Fact.Dispatched.class,
            Fact.Completed.class);
    assertThat(sent).containsExactly("replica-a", "x");
  }

  @Test
  void theEndOfAReadThatCouldNotBeRecordedIsOwedToo() {
    Journal journal = journal();
    Gate gate = gate(journal);
    gate.pass(
        Samples.read("s-1", "x"),
        (dispatch, _) -> {
          fillDisk();
          return completes(dispatch);
        });
    passAUnit(journal);
    assertThat(facts(journal).getLast()).isInstanceOf(Fact.Dispatched.class);

    emptyDisk();
    gate.pass(Samples.delete("s-1", "replica-a"), (d, _) -> completes(d));

    List<Fact> facts = facts(journal);
    assertThat(facts.subList(facts.size() - 4, facts.size()))
        .hasExactlyElementsOfTypes(
            Fact.Dispatched.class,
            Fact.Completed.class,
            Fact.Dispatched.class,
            Fact.Completed.class);
  }

  /// What is written soon goes with the next unit, whether that can be recorded or not.
  private static void passAUnit(Journal journal) {
    try {
      journal.write(Books::size);
    } catch (JournalUnavailable _) {
      // The disk of some of these tests is full.
    }
  }

  /// The journal that [#open] opened.
  protected abstract Journal journal();

  private static List<Outcome> atOnce(Pass first, Pass second) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> one = executor.submit(first::run);
      Future<Outcome> other = executor.submit(second::run);
      return List.of(one.get(30, TimeUnit.SECONDS), other.get(30, TimeUnit.SECONDS));
    }
  }

  /// One action on its way.
  private interface Pass {
    Outcome run();
  }

  /// The end of the process, as far as a gate can see it.
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Makes both meet once, and lets everybody through afterwards.
  private record Once(CyclicBarrier barrier, ThreadLocal<Boolean> met) implements Runnable {
    Once(CyclicBarrier barrier) {
      this(barrier, ThreadLocal.withInitial(() -> false));
    }

    @Override
    public void run() {
      if (met.get()) {
        return;
      }
      met.set(true);
      try {
        barrier.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("the other one did not come", e);
      }
    }
  }
}
