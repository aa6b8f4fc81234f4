package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final String ROOT = "ab".repeat(32);
  private static final String OTHER_ROOT = "cd".repeat(32);

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  private SqliteJournal withEntries(int count) {
    SqliteJournal journal = journals.open(directory, CLOCK);
    journal.write(
        books -> {
          for (int i = 0; i < count; i++) {
            books.record(new Fact.HaltPlaced(Samples.halt("h-" + i)));
          }
          return count;
        });
    return journal;
  }

  private static Checkpoint head(long size, String root) {
    return new Checkpoint(size, root, "obstat\n" + size + "\n", Samples.NOON.plusNanos(1));
  }

  @Test
  void checkpointsAreKeptInOrderAndSurviveARestart() {
    SqliteJournal journal = withEntries(5);
    assertThat(journal.checkpoints().latest()).isEmpty();
    journal.checkpoints().store(head(0, ROOT));
    journal.checkpoints().store(head(3, ROOT));
    journal.checkpoints().store(head(5, OTHER_ROOT));
    journal.close();

    Checkpoints again = journals.open(directory, CLOCK).checkpoints();
    assertThat(again.latest()).contains(head(5, OTHER_ROOT));
    assertThat(again.all()).containsExactly(head(0, ROOT), head(3, ROOT), head(5, OTHER_ROOT));
  }

  @Test
  void aCheckpointThatWouldForkTheLogIsRefused() {
    Checkpoints checkpoints = withEntries(5).checkpoints();
    checkpoints.store(head(3, ROOT));

    assertThat(checkpoints.store(new Checkpoint(3, ROOT, "signed again", Samples.NOON)))
        .isEqualTo(head(3, ROOT));
    assertThatThrownBy(() -> checkpoints.store(head(3, OTHER_ROOT)))
        .hasMessage("a checkpoint of size 3 does not extend the one of size 3");
    assertThatThrownBy(() -> checkpoints.store(head(2, ROOT)))
        .hasMessage("a checkpoint of size 2 does not extend the one of size 3");
    assertThatThrownBy(() -> checkpoints.store(head(6, ROOT)))
        .hasMessage("a checkpoint of size 6 covers more than 5 entries");
    assertThat(checkpoints.all()).containsExactly(head(3, ROOT));
  }

  @Test
  void theLatestFrontierIsTheOneThatCounts() {
    SqliteJournal journal = withEntries(5);
    assertThat(journal.checkpoints().frontier()).isEmpty();
    journal.checkpoints().store(new Frontier(0, List.of()));
    assertThat(journal.checkpoints().frontier()).contains(new Frontier(0, List.of()));
    Frontier five = new Frontier(5, List.of(ROOT, OTHER_ROOT));
    journal.checkpoints().store(five);
    journal.rebuild();
    assertThat(journal.checkpoints().frontier()).contains(five);
    assertThatThrownBy(() -> new Frontier(5, List.of(ROOT)))
        .hasMessage("a tree of 5 entries has 2 full subtrees");
  }

  @Test
  void leavesAreHandedOutInRanges() {
    SqliteJournal journal = withEntries(5);
    List<Long> indexes = new ArrayList<>();
    journal
        .leaves()
        .read(
            1,
            3,
            (index, bytes) -> {
              indexes.add(index);
              assertThat(new String(bytes, StandardCharsets.UTF_8))
                  .startsWith("{\"data\":{\"halt\":")
                  .contains("\"id\":\"" + index + "\"");
            });
    assertThat(indexes).containsExactly(1L, 2L, 3L);
    assertThat(journal.leaves().size()).isEqualTo(5);
  }
}
