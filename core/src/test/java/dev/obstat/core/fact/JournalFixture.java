package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.context.Epoch;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Review;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/// Short questions to a journal under test, and refusals read to the letter.
abstract class JournalFixture {
  /// The clock that every journal under test is made with.
  protected static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  protected static final Instant LATER = Samples.NOON.plus(Duration.ofMinutes(5));

  private Journal journal = new InMemoryJournal(CLOCK);

  /// A new, empty journal on [#CLOCK].
  protected abstract Journal open();

  @BeforeEach
  final void openJournal() {
    journal = open();
  }

  protected void record(Fact... facts) {
    journal.write(
        books -> {
          List.of(facts).forEach(books::record);
          return facts.length;
        });
  }

  protected void refused(Fact fact, String message) {
    long before = size();
    assertThatThrownBy(() -> record(fact))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(size()).isEqualTo(before);
  }

  protected <T> List<T> all(Function<Books, List<T>> question) {
    return journal.read(question);
  }

  protected <T> Optional<T> found(Function<Books, Optional<T>> question) {
    return journal.read(question);
  }

  protected long size() {
    return journal.read(Books::size);
  }

  protected Epoch epoch() {
    return journal.read(Books::epoch);
  }

  protected SessionUse use(String session) {
    return journal.read(books -> books.sessions().use(session));
  }

  protected Session session(String id) {
    return found(books -> books.sessions().find(id)).orElseThrow();
  }

  protected Review review(String id) {
    return found(books -> books.reviews().find(id)).orElseThrow();
  }

  protected Grant grant(String id) {
    return found(books -> books.grants().find(id)).orElseThrow();
  }

  protected Dispatch dispatch(String id) {
    return found(books -> books.dispatches().find(id)).orElseThrow();
  }
}
