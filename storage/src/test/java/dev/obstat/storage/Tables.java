package dev.obstat.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Every row of every table of a journal's database, as text, in a fixed order.
final class Tables {
  private Tables() {}

  static List<String> rows(SqliteJournal journal) {
    return journal.writer().run(Tables::rows);
  }

  private static List<String> rows(Sql sql) {
    List<String> all = new ArrayList<>();
    List<String> tables =
        sql.list(
            "select name from sqlite_master where type = 'table' and name <> 'ballast'"
                + " order by name",
            row -> row.getString(1));
    for (String table : tables) {
      List<String> rows = sql.list("select * from " + table, row -> table + " " + text(row));
      rows.stream().sorted().forEach(all::add);
    }
    return all;
  }

  private static String text(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      text.append(row.getMetaData().getColumnName(i)).append('=').append(row.getString(i));
      text.append(' ');
    }
    return text.toString();
  }
}
