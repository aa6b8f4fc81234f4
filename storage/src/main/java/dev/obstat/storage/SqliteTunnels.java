package dev.obstat.storage;

import dev.obstat.core.session.Tunnel;
import dev.obstat.core.session.Tunnels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Tunnels, and what facts do to them.
final class SqliteTunnels implements Tunnels {
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final String LOST = "lost";
  private static final String SELECT =
      "select id, session, host, opened, standing, sent, received, ended_at from tunnels ";

  private final Sql sql;

  SqliteTunnels(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Tunnel> open() {
    return sql.list(SELECT + "where standing = 'open' order by position", SqliteTunnels::tunnel);
  }

  @Override
  public List<Tunnel> ofSession(String session, int most) {
    return sql.list(
        SELECT + "where session = ? order by position desc limit ?",
        SqliteTunnels::tunnel,
        session,
        most);
  }

  void open(long position, String id, String session, String to, Instant at) {
    Rows.require(new Rows(sql).exists("sessions", session), "session", session, "is not there");
    int added =
        sql.change(
            "insert into tunnels"
                + " (id, position, session, host, opened, standing, sent, received, ended_at)"
                + " values (?, ?, ?, ?, ?, ?, 0, 0, '') on conflict (id) do nothing",
            id,
            position,
            session,
            to,
            Times.column(at),
            OPEN);
    Rows.require(added == 1, "tunnel", id, "is already there");
  }

  void close(String id, long sent, long received, Instant at) {
    end(id, CLOSED, sent, received, at);
  }

  void lose(String id, Instant at) {
    end(id, LOST, 0, 0, at);
  }

  private void end(String id, String standing, long sent, long received, Instant at) {
    int changed =
        sql.change(
            "update tunnels set standing = ?, sent = ?, received = ?, ended_at = ?"
                + " where id = ? and standing = 'open'",
            standing,
            sent,
            received,
            Times.column(at),
            id);
    new Rows(sql).requireChanged(changed, "tunnels", "tunnel", id, "has ended");
  }

  private static Tunnel tunnel(ResultSet row) throws SQLException {
    return new Tunnel(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Times.instant(row.getString(4)),
        state(row));
  }

  private static Tunnel.State state(ResultSet row) throws SQLException {
    String standing = row.getString(5);
    return switch (standing) {
      case OPEN -> new Tunnel.State.Open();
      case CLOSED ->
          new Tunnel.State.Closed(row.getLong(6), row.getLong(7), Times.instant(row.getString(8)));
      case LOST -> new Tunnel.State.Lost(Times.instant(row.getString(8)));
      default -> throw new IllegalStateException("no tunnel stands `" + standing + "`");
    };
  }
}
