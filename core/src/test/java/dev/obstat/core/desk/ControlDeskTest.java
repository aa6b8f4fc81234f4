package dev.obstat.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Samples;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `ana` operates the agent `kiro`, `olga` opened its session.
class ControlDeskTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  private final InMemoryJournal journal = new InMemoryJournal(CLOCK);
  private final ControlDesk desk = desk("ana", "olga", "rosa", "ben", "cara");

  private ControlDesk desk(String... people) {
    return new ControlDesk(
        journal, () -> Catalog.none(List.of(people)), new Ids(new SecureRandom()), CLOCK);
  }

  @BeforeEach
  void begin() {
    journal.write(
        books -> {
          books.record(new Fact.SessionOpened(Samples.session("s-1")));
          return true;
        });
  }

  private List<Halt> halts() {
    return journal.read(books -> books.controls().halts());
  }

  @Test
  void resumingTakesTwoPeople() {
    Halt halt = desk.halt(new Scope.OfAgent("kiro"), "rosa", "looks wrong").halt();
    assertThat(desk.resume(halt.id(), "rosa"))
        .isEqualTo(new ControlDesk.Resumed.Asked(halt.askedBy("rosa")));
    assertThat(desk.resume(halt.id(), "rosa"))
        .as("the same person again")
        .isEqualTo(new ControlDesk.Resumed.Asked(halt.askedBy("rosa")));
    assertThat(halts()).containsExactly(halt.askedBy("rosa"));
    assertThat(desk.resume(halt.id(), "ben")).isEqualTo(new ControlDesk.Resumed.Lifted());
    assertThat(halts()).isEmpty();
    assertThat(desk.resume(halt.id(), "ben")).isEqualTo(new ControlDesk.Resumed.NotThere());
  }

  @Test
  void whoOperatesOrOpenedWhatIsHaltedIsNoneOfTheTwo() {
    for (Scope scope : List.of(new Scope.OfAgent("kiro"), new Scope.OfSession("s-1"))) {
      Halt halt = desk.halt(scope, "rosa", "looks wrong").halt();
      for (String own : List.of("ana", "olga")) {
        assertThat(desk.resume(halt.id(), own))
            .isEqualTo(
                new ControlDesk.Resumed.NotYou(
                    "you operate or opened what is halted, so two other people must resume it"));
      }
      assertThat(halts()).contains(halt);
    }
  }

  @Test
  void aStrangerResumesNothing() {
    Halt halt = desk.halt(new Scope.Everything(), "rosa", "looks wrong").halt();
    assertThat(desk.resume(halt.id(), "mallory"))
        .isEqualTo(new ControlDesk.Resumed.NotYou("`mallory` is nobody the catalog knows"));
  }

  @Test
  void whereThereIsOnlyOnePersonThatOneIsEnough() {
    ControlDesk alone = desk("ana");
    Halt halt = alone.halt(new Scope.OfAgent("kiro"), "ana", "looks wrong").halt();
    assertThat(alone.resume(halt.id(), "ana")).isEqualTo(new ControlDesk.Resumed.Lifted());
  }
}
