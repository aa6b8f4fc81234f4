package dev.obstat.core.fact;

final class InMemoryReviewsTest extends ReviewsContract {

  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }
}
