package dev.obstat.storage;

/// What the fold asks of rows by their id, with the sentence that refuses a fact that contradicts
/// them.
final class Rows {
  private final Sql sql;

  Rows(Sql sql) {
    this.sql = sql;
  }

  boolean exists(String table, String id) {
    return sql.first("select id from " + table + " where id = ?", row -> row.getString(1), id)
        .isPresent();
  }

  void drop(String table, String kind, String id) {
    int dropped = sql.change("delete from " + table + " where id = ?", id);
    require(dropped == 1, kind, id, "is not there");
  }

  /// Tells what is not there from what is there and cannot change any more.
  void requireChanged(int changed, String table, String kind, String id, String otherwise) {
    if (changed != 1) {
      require(exists(table, id), kind, id, "is not there");
      require(false, kind, id, otherwise);
    }
  }

  /// @throws IllegalArgumentException unless it holds, saying why not
  static void require(boolean holds, String kind, String id, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(kind + " `" + id + "` " + otherwise);
    }
  }
}
