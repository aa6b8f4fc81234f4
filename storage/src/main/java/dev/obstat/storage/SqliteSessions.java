package dev.obstat.storage;

import dev.obstat.core.action.Principal;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import dev.obstat.core.session.Sessions;
import dev.obstat.core.session.WindowUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Sessions, all in columns: the gate asks for them with every action.
final class SqliteSessions implements Sessions {
  static final String LIVE = "live";
  static final String CLOSED = "closed";
  static final String REVOKED = "revoked";

  private static final String SELECT =
      "select id, agent, operator, opened_by, intent, access_key_id, opened, expires, standing,"
          + " ended_by, ended_why, ended_at, account from sessions ";

  private final Sql sql;

  SqliteSessions(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<Session> find(String id) {
    return sql.first(SELECT + "where id = ?", SqliteSessions::session, id);
  }

  @Override
  public Optional<Session> byAccessKey(String accessKeyId) {
    return sql.first(SELECT + "where access_key_id = ?", SqliteSessions::session, accessKeyId);
  }

  @Override
  public SessionUse use(String id) {
    return sql.first(
            "select dispatched, held, refused, destroyed from session_uses where session = ?",
            row -> new SessionUse(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
            id)
        .orElse(SessionUse.NONE);
  }

  @Override
  public Pace pace(String agent, Instant now) {
    return new Pace(
        went("", agent, now.minusSeconds(Pace.MINUTE)),
        went(" and changes = 1", agent, now.minusSeconds(Pace.TEN_MINUTES)));
  }

  /// Each kind has an index of its own: reads do not stand in the way of counting changes.
  private long went(String which, String agent, Instant since) {
    return sql.first(
            "select count(*) from (select 1 from dispatches where agent = ? and went_at >= ?"
                + which
                + " limit ?)",
            row -> row.getLong(1),
            agent,
            Times.column(since),
            Pace.MOST)
        .orElse(0L);
  }

  @Override
  public WindowUse usedByOperator(String operator, Instant since) {
    return used(Counting.OPERATOR, operator, since);
  }

  @Override
  public WindowUse usedByAgent(String agent, Instant since) {
    return used(Counting.AGENT, agent, since);
  }

  private WindowUse used(String holder, String name, Instant since) {
    return sql.first(
            "select coalesce(sum(held), 0), coalesce(sum(refused), 0), coalesce(sum(destroyed), 0)"
                + " from uses where holder = ? and name = ? and hour >= ?",
            row -> new WindowUse(row.getLong(1), row.getLong(2), row.getLong(3)),
            holder,
            name,
            Times.column(since.truncatedTo(ChronoUnit.HOURS)))
        .orElse(WindowUse.NONE);
  }

  @Override
  public List<Session> latest(int most) {
    return sql.list(SELECT + "order by position desc limit ?", SqliteSessions::session, most);
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString(1),
        new Principal.Agent(row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Times.instant(row.getString(7)),
        Times.instant(row.getString(8)),
        standing(row),
        row.getString(13));
  }

  private static Session.Standing standing(ResultSet row) throws SQLException {
    String standing = row.getString(9);
    return switch (standing) {
      case LIVE -> new Session.Standing.Live();
      case CLOSED -> new Session.Standing.Closed(Times.instant(row.getString(12)));
      case REVOKED ->
          new Session.Standing.Revoked(
              row.getString(10), row.getString(11), Times.instant(row.getString(12)));
      default -> throw new IllegalStateException("no session stands `" + standing + "`");
    };
  }
}
