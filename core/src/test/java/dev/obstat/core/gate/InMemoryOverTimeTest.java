package dev.obstat.core.gate;

import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Journal;

final class InMemoryOverTimeTest extends OverTimeContract {
  private InMemoryJournal journal = new InMemoryJournal(clock);

  @Override
  protected Journal open() {
    journal = new InMemoryJournal(clock);
    return journal;
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected Journal rebuilt() {
    return journal;
  }
}
