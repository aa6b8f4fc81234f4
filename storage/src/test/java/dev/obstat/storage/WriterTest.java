package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.fact.Samples;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class WriterTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  private static void place(SqliteJournal journal, String id) {
    journal.write(
        books -> {
          books.record(new Fact.HaltPlaced(Samples.halt(id)));
          return id;
        });
  }

  /// A unit that holds the writer until it is told to go on.
  private static void hold(SqliteJournal journal, CountDownLatch began, CountDownLatch goOn) {
    journal.write(
        _ -> {
          began.countDown();
          try {
            return goOn.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while holding the writer", e);
          }
        });
  }

  @Test
  void whenTooManyUnitsWaitTheNextOnesAreRefusedAndTheWaitingOnesAreDone() throws Exception {
    SqliteJournal journal = journals.open(directory, CLOCK);
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger refused = new AtomicInteger();
    int more = Writer.MOST_WAITING + 50;
    CountDownLatch firstRefusal = new CountDownLatch(50);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.execute(() -> hold(journal, began, goOn));
      assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < more; i++) {
        String id = "h-" + i;
        executor.execute(
            () -> {
              try {
                place(journal, id);
              } catch (JournalUnavailable e) {
                assertThat(e)
                    .hasMessage(
                        "more than 4096 units of work wait for the journal: try again later");
                refused.incrementAndGet();
                firstRefusal.countDown();
              }
            });
      }
      assertThat(firstRefusal.await(20, TimeUnit.SECONDS)).isTrue();
      goOn.countDown();
    }
    assertThat(refused).hasValue(50);
    assertThat(journal.<Long>read(Books::size)).isEqualTo(Writer.MOST_WAITING);
  }

  @Test
  void readersDoNotWaitForTheWriter() throws Exception {
    SqliteJournal journal = journals.open(directory, CLOCK);
    place(journal, "h-1");
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread holder = Thread.ofVirtual().start(() -> hold(journal, began, goOn));
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(journal.<Long>read(Books::size)).isEqualTo(1);

    goOn.countDown();
    assertThat(holder.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aCallerThatIsInterruptedStillLearnsThatItsFactIsRecorded() throws Exception {
    SqliteJournal journal = journals.open(directory, CLOCK);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  place(journal, "h-1");
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
    assertThat(interrupted).isTrue();
    assertThat(journal.<Long>read(Books::size)).isEqualTo(1);
  }

  @Test
  void aSwallowedFailureOfTheDatabaseStillFailsItsUnit() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    place(journal, "h-1");
    assertThatThrownBy(
            () ->
                journal
                    .writer()
                    .run(
                        sql -> {
                          try {
                            return sql.change("insert into nowhere values (1)");
                          } catch (SqlFailure swallowed) {
                            return -1;
                          }
                        }))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageStartingWith("nothing can be recorded: ");
    place(journal, "h-2");
    assertThat(journal.<Long>read(Books::size)).isEqualTo(2);
  }
}
