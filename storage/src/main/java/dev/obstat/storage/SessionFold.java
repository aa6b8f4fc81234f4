package dev.obstat.storage;

import dev.obstat.core.session.Session;
import java.time.Instant;

/// What facts do to sessions and to what they used up.
final class SessionFold {
  private final Sql sql;
  private final Rows rows;

  SessionFold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
  }

  void open(long position, Session session) {
    Rows.require(
        session.standing() instanceof Session.Standing.Live, "session", session.id(), "has ended");
    if (new SqliteSessions(sql).byAccessKey(session.accessKeyId()).isPresent()) {
      throw new IllegalArgumentException("there is already a session with this access key");
    }
    int added =
        sql.change(
            "insert into sessions (id, position, agent, operator, opened_by, intent,"
                + " access_key_id, opened, expires, standing, ended_by, ended_why, ended_at, account)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', ?) on conflict (id) do nothing",
            session.id(),
            position,
            session.agent().name(),
            session.agent().operator(),
            session.openedBy(),
            session.intent(),
            session.accessKeyId(),
            Times.column(session.opened()),
            Times.column(session.expires()),
            SqliteSessions.LIVE,
            session.account());
    Rows.require(added == 1, "session", session.id(), "is already there");
  }

  void end(String session, String standing, String by, String why, Instant at) {
    int changed =
        sql.change(
            "update sessions set standing = ?, ended_by = ?, ended_why = ?, ended_at = ?"
                + " where id = ? and standing = 'live'",
            standing,
            by,
            why,
            Times.column(at),
            session);
    rows.requireChanged(changed, "sessions", "session", session, "has ended");
  }

  void use(String session, long dispatched, long held, long refused, long destroyed) {
    sql.change(
        "insert into session_uses (session, dispatched, held, refused, destroyed)"
            + " values (?, ?, ?, ?, ?) on conflict (session) do update set"
            + " dispatched = session_uses.dispatched + excluded.dispatched,"
            + " held = session_uses.held + excluded.held,"
            + " refused = session_uses.refused + excluded.refused,"
            + " destroyed = session_uses.destroyed + excluded.destroyed",
        session,
        dispatched,
        held,
        refused,
        destroyed);
  }
}
