package dev.obstat.storage;

import dev.obstat.core.action.Action;
import dev.obstat.core.fact.Fact;
import java.time.Instant;

/// What facts do to dispatches.
final class DispatchFold {
  private final Sql sql;
  private final Rows rows;

  DispatchFold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
  }

  void dispatch(long position, Fact.Dispatched fact) {
    Action action = fact.action();
    long destroyed = Counting.destroyed(action);
    int added =
        sql.change(
            "insert into dispatches (id, position, session, agent, went_at, destroyed, changes, later,"
                + " state, outcome, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')"
                + " on conflict (id) do nothing",
            fact.dispatch(),
            position,
            action.session(),
            action.principal().shownName(),
            Times.column(fact.at()),
            destroyed,
            action.effect().changes() || action.harms() ? 1 : 0,
            action.actsLater() ? 1 : 0,
            SqliteDispatches.RUNNING);
    Rows.require(added == 1, "dispatch", fact.dispatch(), "is already there");
  }

  /// An end that is unknown can become known later; every other end stays.
  void end(String dispatch, String state, String outcome, Instant at) {
    int changed =
        sql.change(
            "update dispatches set state = ?, outcome = ?, ended_at = ? where id = ?"
                + " and (state = 'running' or (state = 'unknown' and 'unknown' <> ?))",
            state,
            outcome,
            Times.column(at),
            dispatch,
            state);
    rows.requireChanged(changed, "dispatches", "dispatch", dispatch, "has ended");
  }
}
