package dev.obstat.core.fact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reference that every journal is measured by: state is a plain fold of facts in memory.
/// Durable as long as the process lives, and made to fail on demand.
public final class InMemoryJournal implements Journal {
  private final Clock clock;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService notifier =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("journal-notifier").factory());
  private volatile InMemoryState committed = new InMemoryState();
  private volatile @Nullable String failure;

  public InMemoryJournal(Clock clock) {
    this.clock = clock;
  }

  /// From now on no unit becomes durable, as if the disk were full.
  public void failWith(String why) {
    failure = why;
  }

  /// Units become durable again.
  public void recover() {
    failure = null;
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a unit of work cannot begin another one");
    }
    writing.lock();
    try {
      InMemoryState before = committed;
      InMemoryBooks books = InMemoryBooks.writable(before, clock);
      T answer = books.run(work);
      if (books.state() == before) {
        return answer;
      }
      String why = failure;
      if (why != null) {
        throw new JournalUnavailable(why);
      }
      committed = books.state();
      announce(books.state().entries(before.size(), Integer.MAX_VALUE));
      return answer;
    } finally {
      writing.unlock();
    }
  }

  /// At once: soon enough, and the same order.
  @Override
  public void writeSoon(Consumer<Transaction> work, Consumer<JournalUnavailable> lost) {
    try {
      write(
          books -> {
            work.accept(books);
            return true;
          });
    } catch (JournalUnavailable e) {
      lost.accept(e);
    } catch (RuntimeException e) {
      lost.accept(new JournalUnavailable("the unit failed: " + e.getMessage(), e));
    }
  }

  @Override
  public <T> T read(Function<Books, T> work) {
    return InMemoryBooks.readable(committed, clock).run(work);
  }

  @Override
  public Subscription subscribe(Consumer<Entry> listener) {
    Consumer<Entry> own = entry -> listener.accept(entry);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private void announce(List<Entry> entries) {
    List<Consumer<Entry>> present = new ArrayList<>(listeners);
    notifier.execute(
        () ->
            entries.forEach(
                entry ->
                    present.stream()
                        .filter(listeners::contains)
                        .forEach(listener -> tell(listener, entry))));
  }

  private static void tell(Consumer<Entry> listener, Entry entry) {
    try {
      listener.accept(entry);
    } catch (RuntimeException e) {
      System.getLogger(InMemoryJournal.class.getName())
          .log(System.Logger.Level.WARNING, "a listener of the journal failed", e);
    }
  }
}
