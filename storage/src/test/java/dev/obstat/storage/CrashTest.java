package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.fact.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is left after the process is killed, the disk is full, or the disk fails.
final class CrashTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final int KILLS = 10;

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  /// Everything acknowledged is there, entries are dense, and the fold of them is the state.
  private void intact(SqliteJournal journal, List<String> acknowledged) {
    List<Entry> entries = journal.read(books -> books.entries(0, Integer.MAX_VALUE));
    assertThat(entries)
        .extracting(Entry::index)
        .containsExactlyElementsOf(LongStream.range(0, entries.size()).boxed().toList());
    for (String line : acknowledged) {
      String[] words = line.split(" ", -1);
      assertThat(entries.get(Integer.parseInt(words[2])).fact())
          .isEqualTo(new Fact.Completed(words[1], "HTTP 200", Samples.NOON));
      Optional<Dispatch> dispatch = journal.read(books -> books.dispatches().find(words[1]));
      assertThat(dispatch.orElseThrow().state()).isInstanceOf(Dispatch.State.Completed.class);
    }
    assertThat(journal.<List<Dispatch>>read(books -> books.dispatches().running()))
        .as("a unit is recorded whole or not at all")
        .isEmpty();
    List<String> rows = Tables.rows(journal);
    journal.rebuild();
    assertThat(Tables.rows(journal)).isEqualTo(rows);
  }

  @Test
  void afterKill9NothingAcknowledgedIsLostEntriesAreDenseAndTheFoldIsTheState() throws Exception {
    Random random = new Random();
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Child child = Child.start(directory, "write");
      assertThat(child.line()).isEqualTo("opened");
      int before = acknowledged.size();
      for (int i = random.nextInt(400); i >= 0; i--) {
        acknowledged.add(child.line());
      }
      child.kill();
      acknowledged.addAll(child.output());
      // the last line may be cut where the process ended
      acknowledged.removeIf(line -> !line.matches("acknowledged \\S+ \\d+ \\."));
      assertThat(acknowledged.size()).isGreaterThan(before);
    }
    intact(journals.open(directory, CLOCK), acknowledged);
  }

  @Test
  void onAFullDiskNothingIsHalfRecordedAndItGoesOnOnceThereIsRoom() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      acknowledged.add(dispatch(journal, "before-" + i));
    }
    FullDisk.fill(journal);
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      try {
        acknowledged.add(dispatch(journal, "full-" + i));
      } catch (JournalUnavailable e) {
        assertThat(e).hasMessageStartingWith("the disk is full, so nothing can be recorded: ");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(50);
    assertThat(journal.<Long>read(Books::size)).isEqualTo(acknowledged.size() * 2L);

    FullDisk.empty(journal);
    for (int i = 0; i < 50; i++) {
      acknowledged.add(dispatch(journal, "after-" + i));
    }
    journal.close();
    intact(journals.open(directory, CLOCK), acknowledged);
  }

  private static String dispatch(SqliteJournal journal, String id) {
    long index =
        journal.write(
            books -> {
              books.record(Samples.dispatched(id, Samples.delete("s-1", "x")));
              books.record(new Fact.Completed(id, "HTTP 200", Samples.NOON));
              return books.size() - 1;
            });
    return "acknowledged " + id + " " + index;
  }

  @Test
  void whenTheFileSystemSaysNoRoomNothingIsHalfRecordedAndItGoesOnAfterwards() throws Exception {
    Path data = directory.resolve("data");
    journals.open(data, CLOCK).close();
    List<String> lines =
        failing(data, "pwrite64", "ENOSPC:when=60..90", "-P", data.resolve("obstat.db-wal"));

    List<String> acknowledged = acknowledged(lines);
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line).startsWith("failed the disk is full, so nothing can be recorded:"))
        .contains("readable " + acknowledged.size() * 2);
    assertThat(lines.get(lines.size() - 2)).as("it recovered").startsWith("acknowledged d99 ");
    intact(journals.open(data, CLOCK), acknowledged);
  }

  @Test
  void afterAFailedFsyncNothingIsWrittenUntilARestart() throws Exception {
    for (int when : List.of(12, 25)) {
      Path data = directory.resolve("failing-" + when);
      List<String> lines = failing(data, "fdatasync,fsync", "EIO:when=" + when);

      List<String> acknowledged = acknowledged(lines);
      assertThat(lines)
          .anySatisfy(line -> assertThat(line).startsWith("failed nothing can be recorded: "))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith(
                          "again the disk failed, so the journal is read-only until Obstat is"
                              + " started again: "))
          .contains("readable " + acknowledged.size() * 2);
      assertThat(lines.get(lines.size() - 2)).as("it stays so").startsWith("again the disk failed");
      intactAfterFailedDisk(journals.open(data, CLOCK), acknowledged);
    }
  }

  /// What a failed fsync may have left behind can turn up after a restart: more than what was
  /// acknowledged, never less.
  private void intactAfterFailedDisk(SqliteJournal journal, List<String> acknowledged) {
    assertThat(journal.<Long>read(Books::size)).isGreaterThanOrEqualTo(acknowledged.size() * 2L);
    intact(journal, acknowledged);
  }

  private static List<String> acknowledged(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("acknowledged")).toList();
  }

  /// Runs a child whose system calls fail.
  private static List<String> failing(Path data, String calls, String error, Object... more)
      throws Exception {
    Path strace = Path.of("/usr/bin/strace");
    assumeThat(Files.isExecutable(strace))
        .as("strace, to make the disk fail; without it a failing disk stays untested")
        .isTrue();
    List<String> command =
        new ArrayList<>(
            List.of(strace.toString(), "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + calls));
    for (Object each : more) {
      command.add(each.toString());
    }
    command.add("-e");
    command.add("inject=" + calls + ":error=" + error);
    List<String> lines = Child.start(command, data, "fail").output();
    assumeThat(lines).as("strace that may trace a child").isNotEmpty();
    assertThat(lines.getFirst()).isEqualTo("opened");
    return lines;
  }

  @Test
  void aJournalThatIsClosedRefusesClearly() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    journal.close();
    assertThatThrownBy(() -> dispatch(journal, "d-1"))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the journal is closed");
    assertThatThrownBy(() -> journal.read(Books::size))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("the journal is closed");
  }
}
