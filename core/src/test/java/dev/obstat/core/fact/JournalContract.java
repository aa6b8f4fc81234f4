package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.context.Epoch;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises about units of work, entries and subscriptions. What it promises
/// about state is in [BooksContract].
public abstract class JournalContract {
  /// The clock that every journal under test is made with.
  protected static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  private Journal journal = new InMemoryJournal(CLOCK);

  /// A new, empty journal on [#CLOCK].
  protected abstract Journal open();

  @BeforeEach
  final void openJournal() {
    journal = open();
  }

  private void record(Fact... facts) {
    journal.write(
        books -> {
          List.of(facts).forEach(books::record);
          return facts.length;
        });
  }

  private List<Entry> entries() {
    return journal.read(books -> books.entries(0, Integer.MAX_VALUE));
  }

  private long size() {
    return journal.read(Books::size);
  }

  @Test
  void aNewJournalIsEmptyAndStandsOnNothing() {
    assertThat(size()).isZero();
    assertThat(entries()).isEmpty();
    assertThat(journal.<Epoch>read(Books::epoch)).isEqualTo(new Epoch("", "", 0, 0));
  }

  @Test
  void entriesAreDenseFromZeroInOrderWithTheirFactsAndTheClocksTime() {
    record(new Fact.SessionOpened(Samples.session("s-1")));
    record(
        new Fact.HaltPlaced(Samples.halt("h-1")), new Fact.HaltLifted("h-1", "rosa", Samples.NOON));

    assertThat(entries())
        .containsExactly(
            new Entry(0, Samples.NOON, new Fact.SessionOpened(Samples.session("s-1"))),
            new Entry(1, Samples.NOON, new Fact.HaltPlaced(Samples.halt("h-1"))),
            new Entry(2, Samples.NOON, new Fact.HaltLifted("h-1", "rosa", Samples.NOON)));
  }

  @Test
  void whatIsWrittenSoonIsThereWithTheNextUnitThatSomebodyWaitsForAndInItsOrder() {
    for (String id : List.of("s-1", "s-2")) {
      journal.writeSoon(
          books -> books.record(new Fact.SessionOpened(Samples.session(id))), _ -> {});
    }

    record(new Fact.HaltPlaced(Samples.halt("h-1")));

    assertThat(entries())
        .extracting(Entry::fact)
        .containsExactlyInAnyOrder(
            new Fact.SessionOpened(Samples.session("s-1")),
            new Fact.SessionOpened(Samples.session("s-2")),
            new Fact.HaltPlaced(Samples.halt("h-1")))
        .containsSubsequence(
            new Fact.SessionOpened(Samples.session("s-1")),
            new Fact.SessionOpened(Samples.session("s-2")));
  }

  @Test
  void whatIsWrittenSoonIsThereWithoutAnybodyWriting() throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    try (Journal.Subscription _ = journal.subscribe(_ -> seen.countDown())) {
      journal.writeSoon(
          books -> books.record(new Fact.SessionOpened(Samples.session("s-1"))), _ -> {});

      assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(size()).isOne();
  }

  @Test
  void whatIsWrittenSoonAndContradictsTheStateIsLostAloneAndSaysSo() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    journal.writeSoon(
        books -> books.record(new Fact.HaltLifted("h-9", "rosa", Samples.NOON)),
        _ -> lost.countDown());

    record(new Fact.HaltPlaced(Samples.halt("h-1")));

    assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(entries()).hasSize(1);
  }

  @Test
  void entriesAreReadInRanges() {
    for (int i = 0; i < 5; i++) {
      record(new Fact.SessionOpened(Samples.session("s-" + i)));
    }

    assertThat(journal.<List<Entry>>read(books -> books.entries(1, 2)))
        .extracting(Entry::index)
        .containsExactly(1L, 2L);
    assertThat(journal.<List<Entry>>read(books -> books.entries(4, 100))).hasSize(1);
    assertThat(journal.<List<Entry>>read(books -> books.entries(5, 100))).isEmpty();
    assertThat(journal.<List<Entry>>read(books -> books.entries(0, 0))).isEmpty();
  }

  @Test
  void whatAUnitAnswersComesBack() {
    assertThat(journal.<String>write(_ -> "answer")).isEqualTo("answer");
    assertThat(journal.<String>read(_ -> "answer")).isEqualTo("answer");
    assertThat(size()).isZero();
  }

  @Test
  void aUnitThatThrowsRecordsNothingAndItsOwnExceptionLeaves() {
    record(new Fact.SessionOpened(Samples.session("s-1")));
    IllegalStateException thrown = new IllegalStateException("mine");

    assertThatThrownBy(
            () ->
                journal.write(
                    books -> {
                      books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
                      throw thrown;
                    }))
        .isSameAs(thrown);

    assertThat(size()).isEqualTo(1);
    assertThat(journal.<Integer>read(books -> books.controls().halts().size())).isZero();
    assertThat(journal.<Epoch>read(Books::epoch)).isEqualTo(new Epoch("", "", 0, 0));
    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    assertThat(entries().getLast().index()).isEqualTo(1);
  }

  @Test
  void factsRecordedInAUnitAreInItsStateAtOnceAndElsewhereOnlyAfterIt() {
    journal.write(
        books -> {
          books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
          assertThat(books.controls().halts()).containsExactly(Samples.halt("h-1"));
          assertThat(books.epoch().controls()).isEqualTo(1);
          assertThat(books.size()).isEqualTo(1);
          assertThat(books.entries(0, 10)).hasSize(1);
          assertThat(inAnotherThread(() -> size())).isZero();
          return "done";
        });
    assertThat(size()).isEqualTo(1);
  }

  @Test
  void aReadKeepsItsViewWhileOthersWrite() {
    record(new Fact.SessionOpened(Samples.session("s-1")));
    journal.read(
        books -> {
          assertThat(books.size()).isEqualTo(1);
          inAnotherThread(
              () -> {
                record(new Fact.HaltPlaced(Samples.halt("h-1")));
                return 0L;
              });
          assertThat(books.size()).isEqualTo(1);
          assertThat(books.controls().halts()).isEmpty();
          assertThat(books.epoch().controls()).isZero();
          return "done";
        });
    assertThat(size()).isEqualTo(2);
  }

  @Test
  void aFactThatIsRefusedFailsItsUnitEvenWhenTheUnitSwallowsTheRefusal() {
    Fact contradiction = new Fact.HaltLifted("h-none", "rosa", Samples.NOON);
    assertThatThrownBy(
            () ->
                journal.write(
                    books -> {
                      books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
                      try {
                        books.record(contradiction);
                      } catch (IllegalArgumentException swallowed) {
                        return "swallowed " + swallowed.getMessage();
                      }
                      return "recorded";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a fact was refused in this unit")
        .hasRootCauseMessage("halt `h-none` is not there");
    assertThat(size()).isZero();
  }

  @Test
  void booksAreClosedOnceTheirCallIsOver() {
    AtomicReference<Books> kept = new AtomicReference<>();
    AtomicReference<Journal.Transaction> keptTransaction = new AtomicReference<>();
    journal.read(
        books -> {
          kept.set(books);
          return 0;
        });
    journal.write(
        books -> {
          keptTransaction.set(books);
          return 0;
        });

    assertThatThrownBy(() -> kept.get().size()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get().sessions().find("s-1"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keptTransaction.get().record(new Fact.HaltPlaced(Samples.halt("h-1"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aUnitInsideAUnitIsRefusedInsteadOfWaitingForItself() {
    assertThatThrownBy(() -> journal.write(_ -> journal.write(Books::size)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unit of work");
  }

  @Test
  void unitsOfManyThreadsRunOneAfterTheOtherEachOnWhatCameBefore() throws Exception {
    int threads = 16;
    int each = 25;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    placeOneMore();
                  }
                }));
      }
      for (Future<?> future : running) {
        future.get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(journal.<Integer>read(books -> books.controls().halts().size()))
        .isEqualTo(threads * each);
    assertThat(entries())
        .extracting(Entry::index)
        .containsExactlyElementsOf(LongStream.range(0, (long) threads * each).boxed().toList());
  }

  /// Names the halt after the number there are: two units on the same view would collide.
  private void placeOneMore() {
    journal.write(
        books -> {
          int present = books.controls().halts().size();
          books.record(new Fact.HaltPlaced(Samples.halt("h-" + present)));
          return present;
        });
  }

  @Test
  void unitsThatThrowDoNotTouchTheirNeighbours() throws Exception {
    int all = 200;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> good = new ArrayList<>();
      List<Future<?>> bad = new ArrayList<>();
      for (int i = 0; i < all; i++) {
        String id = "h-" + i;
        boolean fails = i % 3 == 0;
        (fails ? bad : good)
            .add(
                executor.submit(
                    () ->
                        journal.write(
                            books -> {
                              books.record(new Fact.HaltPlaced(Samples.halt(id)));
                              if (fails) {
                                throw new IllegalStateException(id);
                              }
                              return id;
                            })));
      }
      for (Future<?> future : good) {
        future.get(60, TimeUnit.SECONDS);
      }
      for (Future<?> future : bad) {
        assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
            .hasCauseInstanceOf(IllegalStateException.class);
      }
      assertThat(size()).isEqualTo(good.size());
      assertThat(journal.<Long>read(books -> books.epoch().controls())).isEqualTo(good.size());
    }
  }

  @Test
  void listenersHearEveryEntryOnceInOrder() throws Exception {
    int all = 100;
    Queue<Long> heard = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(all);
    record(new Fact.SessionOpened(Samples.session("s-before")));
    journal.subscribe(
        entry -> {
          heard.add(entry.index());
          done.countDown();
        });

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        String id = "h-" + i;
        executor.execute(() -> record(new Fact.HaltPlaced(Samples.halt(id))));
      }
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
  }

  @Test
  void listenersHearNothingOfUnitsThatThrewAndNothingOnceClosed() throws Exception {
    Queue<Fact> closed = new ConcurrentLinkedQueue<>();
    Queue<Fact> heard = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(1);
    journal.subscribe(entry -> closed.add(entry.fact())).close();
    journal.subscribe(
        entry -> {
          heard.add(entry.fact());
          done.countDown();
        });

    assertThatThrownBy(
            () ->
                journal.write(
                    books -> {
                      books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
                      throw new IllegalStateException("mine");
                    }))
        .hasMessage("mine");
    record(new Fact.HaltPlaced(Samples.halt("h-2")));

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).containsExactly(new Fact.HaltPlaced(Samples.halt("h-2")));
    assertThat(closed).isEmpty();
  }

  @Test
  void aListenerThatThrowsHurtsNeitherTheJournalNorItsNeighbours() throws Exception {
    CountDownLatch done = new CountDownLatch(2);
    journal.subscribe(
        _ -> {
          throw new IllegalStateException("a listener that always fails");
        });
    journal.subscribe(_ -> done.countDown());

    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    record(new Fact.HaltPlaced(Samples.halt("h-2")));

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(size()).isEqualTo(2);
  }

  private static long inAnotherThread(LongWork work) {
    AtomicReference<Long> answer = new AtomicReference<>(-1L);
    Thread thread = Thread.ofVirtual().start(() -> answer.set(work.run()));
    try {
      assertThat(thread.join(java.time.Duration.ofSeconds(20))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for another thread", e);
    }
    return answer.get();
  }

  /// Something to do that answers a number.
  private interface LongWork {
    long run();
  }
}
