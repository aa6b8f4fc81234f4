package dev.obstat.storage;

import java.sql.SQLException;

/// The database did not do what it was asked.
final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int INPUT_OUTPUT = 10;
  private static final int NOT_A_DATABASE = 26;

  private final int code;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    // the low byte of SQLite's extended result codes is the primary one
    this.code = cause.getErrorCode() & 0xff;
  }

  /// There is no room. It goes on once there is.
  boolean isFull() {
    return code == FULL;
  }

  /// What is on disk can no longer be told from what is only in memory: a failed fsync may have
  /// dropped what it should have written, so nothing is tried again on this database.
  boolean isBroken() {
    return code == INPUT_OUTPUT || code == CORRUPT || code == NOT_A_DATABASE;
  }
}
