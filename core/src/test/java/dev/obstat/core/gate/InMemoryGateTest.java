package dev.obstat.core.gate;

import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Journal;

final class InMemoryGateTest extends GateContract {
  private InMemoryJournal journal = new InMemoryJournal(CLOCK);

  @Override
  protected Journal open() {
    journal = new InMemoryJournal(CLOCK);
    return journal;
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected Journal restart() {
    return journal;
  }

  @Override
  protected void fillDisk() {
    journal.failWith("the disk is full");
  }

  @Override
  protected void emptyDisk() {
    journal.recover();
  }
}
