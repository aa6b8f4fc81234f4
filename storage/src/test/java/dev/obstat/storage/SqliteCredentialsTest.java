package dev.obstat.storage;

import dev.obstat.core.fact.CredentialsContract;
import dev.obstat.core.fact.Journal;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCredentialsTest extends CredentialsContract {
  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  @Override
  protected Journal open() {
    return journals.open(directory.resolve("data"), CLOCK);
  }
}
