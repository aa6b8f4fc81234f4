package dev.obstat.storage;

import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Tells listeners of every durable entry, in order, from a thread of its own that reads them from
/// the journal: a slow listener keeps no commit waiting and fills no memory.
final class Notifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notifier.class.getName());
  private static final int AT_ONCE = 256;

  private final Readers readers;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  Notifier(Readers readers) {
    this.readers = readers;
    this.thread = Thread.ofPlatform().name("journal-notifier").daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /// There is something new.
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  Journal.Subscription subscribe(Consumer<Entry> listener) {
    Listener added = new Listener(listener, readers.read(sql -> new Entries(sql).size()));
    listeners.add(added);
    wake();
    return () -> listeners.remove(added);
  }

  private void loop() {
    while (!closing) {
      news.acquireUninterruptibly();
      news.drainPermits();
      for (Listener listener : listeners) {
        try {
          tellAll(listener);
        } catch (JournalUnavailable e) {
          if (closing) {
            return;
          }
          LOG.log(System.Logger.Level.WARNING, "listeners of the journal are told later", e);
        }
      }
    }
  }

  private void tellAll(Listener listener) {
    while (listeners.contains(listener)) {
      List<Entry> entries = readers.read(sql -> new Entries(sql).range(listener.next, AT_ONCE));
      if (entries.isEmpty()) {
        return;
      }
      for (Entry entry : entries) {
        listener.next = entry.index() + 1;
        tell(listener, entry);
      }
    }
  }

  private void tell(Listener listener, Entry entry) {
    if (!listeners.contains(listener)) {
      return;
    }
    try {
      listener.consumer.accept(entry);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a listener of the journal failed", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    news.release();
  }

  /// Who is told, and of which entry next.
  private static final class Listener {
    private final Consumer<Entry> consumer;
    private long next;

    Listener(Consumer<Entry> consumer, long next) {
      this.consumer = consumer;
      this.next = next;
    }
  }
}
