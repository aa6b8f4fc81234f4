package dev.obstat.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Opens journals for one test and closes them after it.
final class Journals implements AfterEachCallback {
  private final List<SqliteJournal> open = new ArrayList<>();

  SqliteJournal open(Path directory, Clock clock) {
    return switch (SqliteJournal.open(directory, clock)) {
      case SqliteJournal.Answer.Opened(SqliteJournal journal) -> {
        open.add(journal);
        yield journal;
      }
      case SqliteJournal.Answer.Refused(String why) -> throw new AssertionError(why);
    };
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.forEach(SqliteJournal::close);
    open.clear();
  }
}
