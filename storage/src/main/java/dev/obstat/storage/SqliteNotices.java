package dev.obstat.storage;

import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Notices;
import dev.obstat.core.notice.Occasion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Notices, all in columns.
final class SqliteNotices implements Notices {
  private final Sql sql;

  SqliteNotices(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Notice> open(int most) {
    return sql.list(
        "select number, occasion, subject, raised from notices order by number limit ?",
        row ->
            new Notice(
                row.getLong(1),
                Occasion.of(row.getString(2)).orElseThrow(),
                row.getString(3),
                Times.instant(row.getString(4)),
                done(row.getLong(1))),
        most);
  }

  private Set<String> done(long number) {
    return new HashSet<>(
        sql.list(
            "select channel from notices_done where number = ?", row -> row.getString(1), number));
  }
}
