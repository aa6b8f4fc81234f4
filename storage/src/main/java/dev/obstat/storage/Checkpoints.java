package dev.obstat.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The ledger's own memory: signed heads and the frontier of its tree. Safe for any number of
/// threads; what it stores is durable when it returns.
public final class Checkpoints {
  private static final String SELECT = "select size, root, note, signed_at from checkpoints ";

  private final Writer writer;
  private final Readers readers;

  Checkpoints(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  public Optional<Checkpoint> latest() {
    return readers.read(Checkpoints::latest);
  }

  /// All, smallest first.
  public List<Checkpoint> all() {
    return readers.read(Checkpoints::all);
  }

  static List<Checkpoint> all(Sql sql) {
    return sql.list(SELECT + "order by size", Checkpoints::checkpoint);
  }

  /// Keeps a signed head, before it is published. The same size and root again (a newer signature)
  /// changes nothing.
  ///
  /// @return the one that is kept for this size
  /// @throws IllegalArgumentException when it is not an extension of what is kept, or covers more
  ///   than there is: publishing it would show that the log has forked
  public Checkpoint store(Checkpoint checkpoint) {
    return writer.run(sql -> store(sql, checkpoint));
  }

  public Optional<Frontier> frontier() {
    return readers.read(
        sql ->
            sql.first(
                "select size, hashes from frontier",
                row -> new Frontier(row.getLong(1), hashes(row.getString(2)))));
  }

  /// Keeps the frontier; the latest one is the one that counts.
  public void store(Frontier frontier) {
    writer.run(
        sql ->
            sql.change(
                "insert into frontier (id, size, hashes) values (1, ?, ?)"
                    + " on conflict (id) do update set size = excluded.size,"
                    + " hashes = excluded.hashes",
                frontier.size(),
                String.join(" ", frontier.hashes())));
  }

  private static Checkpoint store(Sql sql, Checkpoint checkpoint) {
    Optional<Checkpoint> latest = latest(sql);
    if (latest.isPresent() && latest.get().size() >= checkpoint.size()) {
      Checkpoint kept = latest.get();
      if (kept.size() == checkpoint.size() && kept.root().equals(checkpoint.root())) {
        return kept;
      }
      throw new IllegalArgumentException(
          "a checkpoint of size "
              + checkpoint.size()
              + " does not extend the one of size "
              + kept.size());
    }
    long entries = new Entries(sql).size();
    if (checkpoint.size() > entries) {
      throw new IllegalArgumentException(
          "a checkpoint of size "
              + checkpoint.size()
              + " covers more than "
              + entries
              + " entries");
    }
    sql.change(
        "insert into checkpoints (size, root, note, signed_at) values (?, ?, ?, ?)",
        checkpoint.size(),
        checkpoint.root(),
        checkpoint.note(),
        Times.column(checkpoint.at()));
    return checkpoint;
  }

  private static Optional<Checkpoint> latest(Sql sql) {
    return sql.first(SELECT + "order by size desc limit 1", Checkpoints::checkpoint);
  }

  private static Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        row.getLong(1), row.getString(2), row.getString(3), Times.instant(row.getString(4)));
  }

  private static List<String> hashes(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(" ", -1));
  }
}
