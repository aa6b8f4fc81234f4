package dev.obstat.bench;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import java.util.function.Consumer;
import java.util.function.Function;

/// A journal that tells how long each use of it took. Its times are told on the caller's thread.
final class TimedJournal implements Journal {
  private final Journal journal;
  private final Times times;

  TimedJournal(Journal journal, Times times) {
    this.journal = journal;
    this.times = times;
  }

  /// Who is told. All numbers are [System#nanoTime].
  interface Times {
    void read(long began, long ended);

    void wrote(Write write);

    /// A unit that nobody waits for was handed over.
    void handedOver(long at);
  }

  /// One unit of work: it waits for the writer from `asked` to `begun`, runs until `worked`, and is
  /// on disk, with its caller awake again, at `durable`.
  record Write(long asked, long begun, long worked, long durable) {
    long commit() {
      return durable - worked;
    }

    long whole() {
      return durable - asked;
    }
  }

  /// Written on the writer's thread, read by the caller after the writer let it go.
  private static final class Running {
    private long begun;
    private long worked;
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    Running running = new Running();
    long asked = System.nanoTime();
    T answer =
        journal.write(
            books -> {
              running.begun = System.nanoTime();
              T result = work.apply(books);
              running.worked = System.nanoTime();
              return result;
            });
    times.wrote(new Write(asked, running.begun, running.worked, System.nanoTime()));
    return answer;
  }

  @Override
  public void writeSoon(Consumer<Transaction> work, Consumer<JournalUnavailable> lost) {
    times.handedOver(System.nanoTime());
    journal.writeSoon(work, lost);
  }

  @Override
  public <T> T read(Function<Books, T> work) {
    long began = System.nanoTime();
    T answer = journal.read(work);
    times.read(began, System.nanoTime());
    return answer;
  }

  @Override
  public Subscription subscribe(Consumer<Entry> listener) {
    return journal.subscribe(listener);
  }
}
