package dev.obstat.storage;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Facts and state in one SQLite database. [Writer] makes units of work durable, many with one
/// fsync; [Fold] keeps the state; readers see the last commit and wait for nobody.
public final class SqliteJournal implements Journal, AutoCloseable {
  private final DataDirectory directory;
  private final Clock clock;
  private final Readers readers;
  private final Notifier notifier;
  private final Writer writer;

  private SqliteJournal(DataDirectory directory, Sql sql, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.readers = new Readers(directory.database());
    this.notifier = new Notifier(readers);
    this.writer = new Writer(sql, notifier::wake);
  }

  /// A journal, or why there is none.
  public sealed interface Answer {

    record Opened(SqliteJournal journal) implements Answer {}

    /// @param why a sentence for who started the program
    record Refused(String why) implements Answer {}
  }

  /// Opens the journal in a directory, which is made (for its owner alone) where it is missing. One
  /// process holds it at a time.
  ///
  /// @param clock gives every entry its time
  public static Answer open(Path dataDirectory, Clock clock) {
    return switch (DataDirectory.hold(dataDirectory)) {
      case DataDirectory.Answer.Refused(String why) -> new Answer.Refused(why);
      case DataDirectory.Answer.Held(DataDirectory directory) -> open(directory, clock);
    };
  }

  private static Answer open(DataDirectory directory, Clock clock) {
    String problem;
    try {
      Sql sql = Sql.writing(directory.database());
      Optional<String> refusal = Migrations.run(sql);
      if (refusal.isEmpty()) {
        SqliteJournal journal = new SqliteJournal(directory, sql, clock);
        journal.writer.start();
        journal.notifier.start();
        return new Answer.Opened(journal);
      }
      sql.close();
      problem = refusal.get();
    } catch (SQLException | SqlFailure e) {
      problem = "the database `" + directory.database() + "` cannot be opened: " + e.getMessage();
    }
    release(directory);
    return new Answer.Refused(problem);
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    return writer.run(sql -> SqliteBooks.write(sql, clock, work));
  }

  @Override
  public void writeSoon(Consumer<Transaction> work, Consumer<JournalUnavailable> lost) {
    writer.runSoon(
        sql ->
            SqliteBooks.write(
                sql,
                clock,
                books -> {
                  work.accept(books);
                  return true;
                }),
        lost);
  }

  @Override
  public <T> T read(Function<Books, T> work) {
    return readers.read(sql -> SqliteBooks.read(sql, clock, work));
  }

  @Override
  public Subscription subscribe(Consumer<Entry> listener) {
    return notifier.subscribe(listener);
  }

  /// Makes all state again from the entries, in one transaction; everything else waits meanwhile.
  ///
  /// @return how many entries were folded
  public long rebuild() {
    return writer.run(sql -> new Fold(sql).rebuild());
  }

  /// The entries as the ledger hashes them.
  public Leaves leaves() {
    return new Leaves(readers);
  }

  /// What the ledger keeps.
  public Checkpoints checkpoints() {
    return new Checkpoints(writer, readers);
  }

  /// What stands between tests and the disk.
  Writer writer() {
    return writer;
  }

  /// Makes what waits durable, then lets the directory go.
  @Override
  public void close() {
    notifier.close();
    readers.close();
    writer.close();
    release(directory);
  }

  private static void release(DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory's lock cannot be let go", e);
    }
  }
}
