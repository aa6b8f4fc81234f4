package dev.obstat.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.catalog.People;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.notice.Channel;
import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.review.Review;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {
  private static final Review REVIEW =
      Samples.review("r-1", Samples.delete("s-1", "cost-reports-eu"));

  private static final People PEOPLE =
      new People() {
        @Override
        public boolean knows(String person) {
          return true;
        }

        @Override
        public Set<String> groupsOf(String person) {
          return Set.of();
        }

        @Override
        public Set<String> membersOf(String group) {
          return Set.of();
        }

        @Override
        public Optional<String> ownersOf(String service) {
          return Optional.of("platform");
        }
      };

  private final Moving clock = new Moving();
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<AutoCloseable> open = new ArrayList<>();

  /// A clock that stands still until it is moved.
  private static final class Moving extends Clock {
    private volatile Instant now = Samples.NOON;

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  private Receiver receiver() {
    Receiver receiver = new Receiver();
    open.add(receiver);
    return receiver;
  }

  private Courier courier(Courier.Way... ways) {
    Courier courier =
        new Courier(
            journal,
            () -> PEOPLE,
            List.of(ways),
            "https://obstat.example.com",
            Duration.ofMillis(20),
            clock);
    open.add(courier);
    courier.start();
    return courier;
  }

  private static Courier.Way way(String name, Duration after, Receiver receiver) {
    Channel channel =
        new Channel(name, EnumSet.allOf(Occasion.class), Set.of(), after, Optional.empty());
    return new Courier.Way(channel, new SlackSender(receiver.address()));
  }

  private static Courier.Way way(String name, Receiver receiver) {
    return way(name, Duration.ZERO, receiver);
  }

  private void record(Fact fact) {
    journal.write(
        books -> {
          books.record(fact);
          return true;
        });
  }

  private List<Fact> facts() {
    return journal.read(books -> books.entries(0, 1000).stream().map(Entry::fact).toList());
  }

  private List<Notice> notices() {
    return journal.read(books -> books.notices().open(10));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(20);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("in 20 seconds").isBefore(end);
      Thread.sleep(10);
    }
  }

  @Test
  void aReviewIsToldOnceAndTheLedgerHasIt() throws Exception {
    Receiver chat = receiver();
    courier(way("chat", chat));
    record(new Fact.ReviewOpened(REVIEW));

    String told = chat.next().body();
    assertThat(told)
        .contains("kiro waits: aws:s3:", "https://obstat.example.com/reviews/r-1", "Operated by");
    await(() -> facts().contains(new Fact.NoticeTold(0, "chat", Samples.NOON)));
    Thread.sleep(200);
    assertThat(chat.waiting()).isZero();
  }

  @Test
  void whatWasRaisedWhileNobodyWasThereToTellItIsToldAfterTheNextStart() throws Exception {
    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    Receiver chat = receiver();
    courier(way("chat", chat));
    assertThat(chat.next().body()).contains("Halted: ");
  }

  @Test
  void aDeadChannelIsTriedAgainMoreAndMoreRarelyAndKeepsNoOtherWaiting() throws Exception {
    Receiver dead = receiver();
    dead.alwaysAnswering(503);
    Receiver chat = receiver();
    Courier courier = courier(way("dead", dead), way("chat", chat));
    record(new Fact.HaltPlaced(Samples.halt("h-1")));

    chat.next();
    dead.next();
    await(() -> courier.trouble().isPresent());
    assertThat(courier.trouble())
        .contains("the channel `dead` takes nothing: it answered HTTP 503");
    assertThat(secondsUntilTriedAgain(dead)).isGreaterThanOrEqualTo(1);
    dead.alwaysAnswering(200);
    assertThat(secondsUntilTriedAgain(dead)).isGreaterThanOrEqualTo(2);
    await(() -> courier.trouble().isEmpty());
  }

  private int secondsUntilTriedAgain(Receiver receiver) throws InterruptedException {
    for (int seconds = 1; seconds < 100; seconds++) {
      clock.forward(Duration.ofSeconds(1));
      Thread.sleep(100);
      if (receiver.waiting() > 0) {
        receiver.next();
        return seconds;
      }
    }
    throw new AssertionError("not tried again in 100 seconds");
  }

  @Test
  void aNewCourierTellsOnlyWhomTheLastOneDidNot() throws Exception {
    Receiver dead = receiver();
    dead.alwaysAnswering(500);
    Receiver chat = receiver();
    Courier first = courier(way("dead", dead), way("chat", chat));
    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    chat.next();
    dead.next();
    await(() -> facts().contains(new Fact.NoticeTold(0, "chat", Samples.NOON)));
    first.close();

    dead.alwaysAnswering(200);
    courier(way("dead", dead), way("chat", chat));
    dead.next();
    await(() -> notices().getFirst().done().equals(Set.of("dead", "chat")));
    assertThat(chat.waiting()).isZero();
  }

  @Test
  void aReviewThatIsDecidedBeforeAnEscalationIsDueEscalatesNoMore() throws Exception {
    Receiver boss = receiver();
    courier(way("boss", Duration.ofMinutes(10), boss));
    record(new Fact.ReviewOpened(REVIEW));
    record(new Fact.ReviewRejected("r-1", "ben", "no", Samples.NOON));
    await(() -> notices().isEmpty());
    clock.forward(Duration.ofMinutes(11));
    Thread.sleep(200);
    assertThat(boss.waiting()).isZero();
  }

  @Test
  void anEscalationIsToldWhenNobodyHasLooked() throws Exception {
    Receiver boss = receiver();
    courier(way("boss", Duration.ofMinutes(10), boss));
    record(new Fact.ReviewOpened(REVIEW));
    Thread.sleep(200);
    assertThat(boss.waiting()).isZero();
    clock.forward(Duration.ofMinutes(10));
    boss.next();
  }

  @Test
  void whatIsADayOldIsGivenUpAndTheLedgerSaysSo() throws Exception {
    Receiver dead = receiver();
    dead.alwaysAnswering(404);
    courier(way("dead", dead));
    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    dead.next();
    clock.forward(Courier.STALE);
    Fact givenUp = new Fact.NoticeGivenUp(0, "dead", "not taken in 24 hours", clock.instant());
    await(() -> facts().contains(givenUp));
  }
}
