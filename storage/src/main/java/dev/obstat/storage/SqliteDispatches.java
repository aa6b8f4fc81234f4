package dev.obstat.storage;

import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Dispatches;
import dev.obstat.core.fact.Fact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Dispatched actions: their ends in columns, the rest in the entries that dispatched them.
final class SqliteDispatches implements Dispatches {
  static final String RUNNING = "running";
  static final String COMPLETED = "completed";
  static final String FAILED = "failed";
  static final String UNKNOWN = "unknown";

  private static final String SELECT = "select position, state, outcome, ended_at from dispatches ";

  private final Sql sql;

  SqliteDispatches(Sql sql) {
    this.sql = sql;
  }

  /// What the table says of a dispatched action.
  private record Standing(long position, Dispatch.State state) {}

  @Override
  public Optional<Dispatch> find(String id) {
    return sql.first(SELECT + "where id = ?", SqliteDispatches::standing, id).map(this::dispatch);
  }

  @Override
  public List<Dispatch> running() {
    return dispatches(
        sql.list(SELECT + "where state = 'running' order by position", SqliteDispatches::standing));
  }

  @Override
  public List<Dispatch> ofSession(String session, int most) {
    return dispatches(
        sql.list(
            SELECT + "where session = ? order by position desc limit ?",
            SqliteDispatches::standing,
            session,
            most));
  }

  @Override
  public List<Dispatch> actingLater(int most) {
    return dispatches(
        sql.list(
            SELECT + "where later = 1 and state <> 'failed' order by position desc limit ?",
            SqliteDispatches::standing,
            most));
  }

  private List<Dispatch> dispatches(List<Standing> standings) {
    return standings.stream().map(this::dispatch).toList();
  }

  private Dispatch dispatch(Standing standing) {
    if (!(new Entries(sql).at(standing.position()).fact() instanceof Fact.Dispatched went)) {
      throw new IllegalStateException("entry " + standing.position() + " dispatched nothing");
    }
    return new Dispatch(
        went.dispatch(), went.action(), went.impact(), went.grant(), went.at(), standing.state());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(row.getLong(1), state(row));
  }

  private static Dispatch.State state(ResultSet row) throws SQLException {
    String state = row.getString(2);
    if (state.equals(RUNNING)) {
      return new Dispatch.State.Running();
    }
    String outcome = row.getString(3);
    Instant at = Times.instant(row.getString(4));
    return switch (state) {
      case COMPLETED -> new Dispatch.State.Completed(outcome, at);
      case FAILED -> new Dispatch.State.Failed(outcome, at);
      case UNKNOWN -> new Dispatch.State.Unknown(outcome, at);
      default -> throw new IllegalStateException("no dispatch stands `" + state + "`");
    };
  }
}
