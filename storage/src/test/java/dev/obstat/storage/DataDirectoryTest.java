package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  private static String refusal(Path path) {
    return switch (SqliteJournal.open(path, CLOCK)) {
      case SqliteJournal.Answer.Refused(String why) -> why;
      case SqliteJournal.Answer.Opened(SqliteJournal journal) -> {
        journal.close();
        throw new AssertionError("it opened");
      }
    };
  }

  @Test
  void theDirectoryAndItsFilesAreForTheirOwnerAlone() throws IOException {
    assumeThat(directory.getFileSystem().supportedFileAttributeViews())
        .as("POSIX permissions; without them it stays untested who can read the files")
        .contains("posix");
    Path data = directory.resolve("new").resolve("data");
    SqliteJournal journal = journals.open(data, CLOCK);
    journal.write(
        books -> {
          books.record(new Fact.HaltPlaced(Samples.halt("h-1")));
          return 0;
        });

    assertThat(permissions(data)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files.toList())
          .extracting(file -> file.getFileName().toString())
          .contains("obstat.db", "obstat.db-wal", "obstat.lock");
    }
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aSecondJournalOnTheSameDirectoryIsRefusedUntilTheFirstIsClosed() {
    SqliteJournal first = journals.open(directory, CLOCK);
    assertThat(refusal(directory))
        .isEqualTo(
            "the data directory `"
                + directory
                + "` is in use by another Obstat: stop that one first, or choose another"
                + " directory");
    first.close();
    journals.open(directory, CLOCK);
  }

  @Test
  void anotherProcessIsRefusedToo() throws Exception {
    journals.open(directory, CLOCK);
    Child child = Child.start(directory, "open");
    assertThat(child.output())
        .containsExactly(
            "refused the data directory `"
                + directory
                + "` is in use by another Obstat: stop that one first, or choose another directory");
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertThat(refusal(file))
        .isEqualTo("the data directory `" + file + "` cannot be made: `" + file + "` is a file");
    assertThat(refusal(file.resolve("below"))).contains(file.toString()).contains("cannot");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedWithWhatToDo() {
    Path unwritable = Path.of("/proc/obstat-data");
    assumeThat(Files.isDirectory(Path.of("/proc")))
        .as("/proc, where nobody can make a directory; without it that refusal stays untested")
        .isTrue();
    assertThat(refusal(unwritable))
        .startsWith("the data directory `/proc/obstat-data` cannot be written (")
        .endsWith("): choose another one or change its owner");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(directory.resolve("obstat.db"), "this is no database, ".repeat(300));
    assertThat(refusal(directory))
        .startsWith("the database `" + directory.resolve("obstat.db") + "` cannot be opened: ");
  }

  @Test
  void aDatabaseOfANewerOrAnotherVersionIsRefused() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    journal
        .writer()
        .run(sql -> sql.change("insert into schema_version values (99, 'V99__later.sql', '00')"));
    journal.close();
    assertThat(refusal(directory))
        .isEqualTo(
            "the database is of a newer version (`V99__later.sql` has run): use that version of"
                + " Obstat or a later one");
  }

  @Test
  void aDatabaseMadeByAChangedScriptIsRefused() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    journal.writer().run(sql -> sql.change("update schema_version set sha256 = '00'"));
    journal.close();
    assertThat(refusal(directory))
        .startsWith("the database was made by another script (`V1__journal.sql` with SHA-256 00)");
  }
}
