package dev.obstat.storage;

import dev.obstat.core.fact.JournalUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The ledger's part of a database, read only and without its lock: beside a running server, or
/// when none runs. Nothing is migrated.
public final class RecordedLedger implements AutoCloseable {
  private static final String MARK = "\"$payload\"";

  private final Readers readers;

  private RecordedLedger(Readers readers) {
    this.readers = readers;
  }

  /// A ledger, or why there is none.
  public sealed interface Answer {

    record Opened(RecordedLedger ledger) implements Answer {}

    /// @param why a sentence for who asked
    record Refused(String why) implements Answer {}
  }

  public static Answer open(Path dataDirectory) {
    Path database = dataDirectory.resolve("obstat.db");
    if (!Files.isRegularFile(database)) {
      return new Answer.Refused(
          "there is no ledger in `%s`: no file `obstat.db`".formatted(dataDirectory));
    }
    RecordedLedger ledger = new RecordedLedger(new Readers(database));
    try {
      ledger.checkpoints();
      ledger.leaves().size();
      return new Answer.Opened(ledger);
    } catch (JournalUnavailable e) {
      ledger.close();
      return new Answer.Refused(
          """
          `%s` cannot be read (%s)
          if the directory is not yours to write, copy all its files to one that is: SQLite puts \
          files of its own beside a database"""
              .formatted(database, e.getMessage()));
    }
  }

  public Leaves leaves() {
    return new Leaves(readers);
  }

  /// All signed heads, smallest first.
  public List<Checkpoint> checkpoints() {
    return readers.read(Checkpoints::all);
  }

  /// The first entry whose parts, kept beside it under their hashes, are not there or not those.
  public Optional<String> wrongPayload() {
    long next = 0;
    while (true) {
      long from = next;
      Optional<Long> position =
          readers.read(
              sql ->
                  sql.first(
                      "select position from entries where position >= ? and instr(event, ?) > 0"
                          + " order by position limit 1",
                      row -> row.getLong(1),
                      from,
                      MARK));
      if (position.isEmpty()) {
        return Optional.empty();
      }
      try {
        readers.read(sql -> new Entries(sql).at(position.get()));
      } catch (JournalUnavailable e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      next = position.get() + 1;
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
