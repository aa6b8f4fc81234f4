package dev.obstat.storage;

import dev.obstat.core.fact.Journal;
import dev.obstat.core.gate.GateContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SqliteGateTest extends GateContract {
  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;
  private @Nullable SqliteJournal journal;

  @Override
  protected Journal open() {
    journal = journals.open(directory, CLOCK);
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
  protected Journal restart() {
    journal().close();
    return open();
  }

  @Override
  protected void fillDisk() {
    FullDisk.fill(journal());
  }

  @Override
  protected void emptyDisk() {
    FullDisk.empty(journal());
  }
}
