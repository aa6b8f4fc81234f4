package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class InMemoryJournalTest extends JournalContract {

  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }

  @Test
  void whileItFailsNothingIsRecordedAndAfterwardsItGoesOn() {
    InMemoryJournal journal = new InMemoryJournal(CLOCK);
    journal.failWith("the disk is full");
    assertThatThrownBy(() -> place(journal))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the disk is full");
    assertThat(journal.<Long>read(Books::size)).isZero();

    journal.recover();
    place(journal);
    assertThat(journal.<Long>read(Books::size)).isEqualTo(1);
  }

  private static void place(Journal journal) {
    journal.write(
        books -> {
          books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
          return books.size();
        });
  }
}
