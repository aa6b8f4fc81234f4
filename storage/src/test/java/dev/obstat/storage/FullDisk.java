package dev.obstat.storage;

/// Makes the database as full as a disk: SQLite answers `SQLITE_FULL`, as it does on ENOSPC. It may
/// not grow, and every new entry asks for room that is not there.
final class FullDisk {
  private FullDisk() {}

  static void fill(SqliteJournal journal) {
    journal
        .writer()
        .run(
            sql -> {
              sql.statement("create table if not exists ballast (content text)");
              sql.statement("pragma max_page_count = 1");
              sql.statement(
                  "create temp trigger full_disk before insert on main.entries begin"
                      + " insert into ballast values (hex(zeroblob(500000))); end");
              return 0;
            });
  }

  static void empty(SqliteJournal journal) {
    journal
        .writer()
        .run(
            sql -> {
              sql.statement("drop trigger full_disk");
              sql.statement("pragma max_page_count = 1073741823");
              return 0;
            });
  }
}
