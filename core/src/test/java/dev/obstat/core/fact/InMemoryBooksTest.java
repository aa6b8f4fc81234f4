package dev.obstat.core.fact;

final class InMemoryBooksTest extends BooksContract {

  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }
}
