package dev.obstat.core.gate;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import java.util.function.Consumer;
import java.util.function.Function;

/// A journal that asks before every unit of work whether it is its caller's turn.
final class SteppedJournal implements Journal {
  private final Journal journal;
  private final Runnable turn;
  private final boolean readsToo;

  /// @param readsToo whether reading is a step, too
  SteppedJournal(Journal journal, Runnable turn, boolean readsToo) {
    this.journal = journal;
    this.turn = turn;
    this.readsToo = readsToo;
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    turn.run();
    return journal.write(work);
  }

  @Override
  public void writeSoon(Consumer<Transaction> work, Consumer<JournalUnavailable> lost) {
    journal.writeSoon(work, lost);
  }

  @Override
  public <T> T read(Function<Books, T> work) {
    if (readsToo) {
      turn.run();
    }
    return journal.read(work);
  }

  @Override
  public Subscription subscribe(Consumer<Entry> listener) {
    return journal.subscribe(listener);
  }
}
