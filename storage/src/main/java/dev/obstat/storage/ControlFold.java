package dev.obstat.storage;

import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.incident.Incident;

/// What facts do to halts, freezes and incidents.
final class ControlFold {
  private final Sql sql;

  ControlFold(Sql sql) {
    this.sql = sql;
  }

  void place(long position, Halt halt) {
    int added =
        sql.change(
            "insert into halts (id, position, scope, scope_name, placed_by, why, placed)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            halt.id(),
            position,
            SqliteControls.kind(halt.scope()),
            SqliteControls.name(halt.scope()),
            halt.by(),
            halt.why(),
            Times.column(halt.placed()));
    Rows.require(added == 1, "halt", halt.id(), "is already there");
  }

  void take(Fact.SignalTaken taken) {
    int added =
        sql.change(
            "insert into signals (source, nonce, taken_at) values (?, ?, ?)"
                + " on conflict (source, nonce) do nothing",
            taken.source(),
            taken.nonce(),
            Times.column(taken.at()));
    Rows.require(added == 1, "signal", taken.nonce(), "was taken before");
  }

  void ask(Fact.ResumeAsked asked) {
    Rows.require(new Rows(sql).exists("halts", asked.halt()), "halt", asked.halt(), "is not there");
    sql.change(
        "insert into resumes (halt, person) values (?, ?) on conflict (halt, person) do nothing",
        asked.halt(),
        asked.by());
  }

  void place(long position, Freeze freeze) {
    int added =
        sql.change(
            "insert into freezes (id, position, scope, scope_name, placed_by, why, begins, ends)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            freeze.id(),
            position,
            SqliteControls.kind(freeze.scope()),
            SqliteControls.name(freeze.scope()),
            freeze.by(),
            freeze.why(),
            Times.column(freeze.from()),
            Times.column(freeze.until()));
    Rows.require(added == 1, "freeze", freeze.id(), "is already there");
  }

  void open(long position, Incident incident) {
    int added =
        sql.change(
            "insert into incidents (id, position, what, dispatch, opened) values (?, ?, ?, ?, ?)"
                + " on conflict (id) do nothing",
            incident.id(),
            position,
            incident.what(),
            incident.dispatch(),
            Times.column(incident.opened()));
    Rows.require(added == 1, "incident", incident.id(), "is already there");
  }
}
