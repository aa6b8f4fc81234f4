package dev.obstat.storage;

import dev.obstat.core.action.Harm;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.impact.Taking;
import dev.obstat.storage.json.EntryJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What was taken. Every question goes by an index and has a bound.
final class SqliteRemovals implements Removals {
  private static final String COLUMNS =
      "position, ordinal, dispatch, session, agent, operator, target, taken_at, gone, lost";

  private static final String SELECT = "select " + COLUMNS + " from removals ";

  private final Sql sql;

  SqliteRemovals(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Removal> since(Instant moment) {
    return sql
        .list(
            "select * from ("
                + SELECT
                + "where taken_at >= ? and gone + lost > 0 union "
                + SELECT
                + "where dispatch in (select dispatch from incidents) and gone + lost > 0)"
                + " order by position desc, ordinal desc limit ?",
            SqliteRemovals::taking,
            Times.column(moment),
            MOST + 1)
        .reversed()
        .stream()
        .map(Taking::stillCounting)
        .toList();
  }

  @Override
  public List<Taking> by(String operator, String agent, Instant moment, int most) {
    String since = Times.column(moment);
    return sql.list(
        "select * from (select * from ("
            + SELECT
            + "where operator = ? and taken_at >= ? order by taken_at desc, position desc,"
            + " ordinal desc limit ?) union select * from ("
            + SELECT
            + "where agent = ? and taken_at >= ? order by taken_at desc, position desc,"
            + " ordinal desc limit ?))"
            + " order by taken_at desc, position desc, ordinal desc limit ?",
        SqliteRemovals::taking,
        operator,
        since,
        most,
        agent,
        since,
        most,
        most);
  }

  @Override
  public List<Taking> byAnybody(Instant moment, int most) {
    return sql.list(
        SELECT + "where taken_at >= ? order by taken_at desc, position desc, ordinal desc limit ?",
        SqliteRemovals::taking,
        Times.column(moment),
        most);
  }

  @Override
  public List<Taking> of(String name, int most) {
    return sql.list(
        SELECT + "where name = ? and gone + lost > 0 order by position desc, ordinal desc limit ?",
        SqliteRemovals::taking,
        name,
        most);
  }

  @Override
  public List<String> missing(Instant moment, int most) {
    return sql.list(
        "select name from missing where noticed_at >= ? order by noticed_at desc, name limit ?",
        row -> row.getString(1),
        Times.column(moment),
        most);
  }

  private static Taking taking(ResultSet row) throws SQLException {
    Removal removal =
        new Removal(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            EntryJson.readTarget(row.getString(7)),
            Times.instant(row.getString(8)));
    return new Taking(removal, left(removal, row.getInt(9) == 1, row.getInt(10) == 1));
  }

  /// Protection that was taken away has no way back: it stays for as long as anybody asks.
  private static Set<Harm> left(Removal removal, boolean gone, boolean lost) {
    Set<Harm> left = EnumSet.noneOf(Harm.class);
    for (Harm harm : removal.target().harms()) {
      boolean counts =
          switch (harm) {
            case REMOVES, DISABLES, DEGRADES -> gone;
            case LOSES_DATA -> lost;
            case UNPROTECTS -> true;
          };
      if (counts) {
        left.add(harm);
      }
    }
    return left;
  }
}
