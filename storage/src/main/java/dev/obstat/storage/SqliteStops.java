package dev.obstat.storage;

import dev.obstat.core.action.Safeguards;
import dev.obstat.core.session.Stop;
import dev.obstat.core.session.Stops;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Changes that did not go.
final class SqliteStops implements Stops {
  private static final String BETWEEN = "|";
  private static final String WITHIN = ",";

  private final Sql sql;

  SqliteStops(Sql sql) {
    this.sql = sql;
  }

  /// The names are of letters and digits alone, or `*`.
  static String column(Safeguards safeguards) {
    return String.join(WITHIN, safeguards.forces())
        + BETWEEN
        + String.join(WITHIN, safeguards.guards());
  }

  private static Safeguards safeguards(String column) {
    int between = column.indexOf(BETWEEN);
    return new Safeguards(
        names(column.substring(0, between)), names(column.substring(between + 1)));
  }

  private static SortedSet<String> names(String joined) {
    return joined.isEmpty()
        ? new TreeSet<>()
        : new TreeSet<>(Arrays.asList(joined.split(WITHIN, -1)));
  }

  @Override
  public List<Stop> of(
      String operation, String target, String operator, String agent, Instant since, int most) {
    return sql.list(
        "select operation, target, agent, operator, safeguards, stopped_at from stops"
            + " where operation = ? and target = ? and (operator = ? or agent = ?)"
            + " and stopped_at >= ?"
            + " order by position desc, operator, agent, safeguards limit ?",
        row ->
            new Stop(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                safeguards(row.getString(5)),
                Times.instant(row.getString(6))),
        operation,
        target,
        operator,
        agent,
        Times.column(since),
        most);
  }
}
