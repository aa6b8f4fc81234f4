package dev.obstat.core.fact;

final class InMemoryCountingTest extends CountingContract {

  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }
}
