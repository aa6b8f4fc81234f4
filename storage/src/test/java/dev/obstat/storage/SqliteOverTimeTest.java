package dev.obstat.storage;

import dev.obstat.core.fact.Journal;
import dev.obstat.core.gate.OverTimeContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOverTimeTest extends OverTimeContract {
  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;
  private @Nullable SqliteJournal journal;

  @Override
  protected Journal open() {
    journal = journals.open(directory, clock);
    return journal;
  }

  @Override
  protected SqliteJournal journal() {
    if (journal == null) {
      throw new IllegalStateException("the journal is not open");
    }
    return journal;
  }

  @Override
  protected Journal rebuilt() {
    journal().close();
    journal = journals.open(directory, clock);
    journal.rebuild();
    return journal;
  }
}
