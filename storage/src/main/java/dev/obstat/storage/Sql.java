package dev.obstat.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One connection for one thread at a time, with every statement prepared once. It remembers its
/// first failure, so that a unit of work which swallows one is found out.
final class Sql implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private @Nullable SqlFailure failure;

  private Sql(Connection connection) {
    this.connection = connection;
  }

  /// Reads one row at its cursor.
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// The connection that writes: every commit is on disk when it returns. The write-ahead log is
  /// moved into the database by [Writer], which must see when that fails.
  static Sql writing(Path file) throws SQLException {
    SQLiteConfig config = common();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    Sql sql = new Sql(config.createConnection("jdbc:sqlite:" + file));
    sql.statement("pragma wal_autocheckpoint = 0");
    return sql;
  }

  static Sql reading(Path file) throws SQLException {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    return new Sql(config.createConnection("jdbc:sqlite:" + file));
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setGetGeneratedKeys(false);
    return config;
  }

  <T> List<T> list(String query, Row<T> row, Object... arguments) {
    try (ResultSet rows = prepare(query, arguments).executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  <T> Optional<T> first(String query, Row<T> row, Object... arguments) {
    try (ResultSet rows = prepare(query, arguments).executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// @return how many rows it changed
  int change(String change, Object... arguments) {
    try {
      return prepare(change, arguments).executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Runs something that answers nothing.
  void statement(String text) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Begins and ends transactions and savepoints.
  void control(String text) {
    try {
      prepare(text).execute();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// The first failure since the last [#forget], if any.
  Optional<SqlFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /// Starts afresh after a failure: a statement that has failed does not always run again.
  void forget() {
    failure = null;
    List<PreparedStatement> old = List.copyOf(prepared.values());
    prepared.clear();
    for (PreparedStatement statement : old) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PreparedStatement prepare(String text, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case String argument -> statement.setString(i + 1, argument);
        case Long argument -> statement.setLong(i + 1, argument);
        case Integer argument -> statement.setInt(i + 1, argument);
        default -> throw new IllegalArgumentException("no column holds " + arguments[i]);
      }
    }
    return statement;
  }

  private SqlFailure failed(SQLException e) {
    SqlFailure now = new SqlFailure(e);
    if (failure == null) {
      failure = now;
    }
    return now;
  }
}
