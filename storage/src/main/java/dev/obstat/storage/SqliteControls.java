package dev.obstat.storage;

import dev.obstat.core.control.Controls;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Halts and freezes, all in columns: the gate asks for them with every action.
final class SqliteControls implements Controls {
  private static final String EVERYTHING = "everything";
  private static final String AGENT = "agent";
  private static final String SESSION = "session";
  private static final String SERVICE = "service";
  private static final String STAGE = "stage";

  private final Sql sql;

  SqliteControls(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Halt> halts() {
    return sql.list(
        "select id, scope, scope_name, placed_by, why, placed from halts order by position",
        row ->
            new Halt(
                row.getString(1),
                scope(row),
                row.getString(4),
                row.getString(5),
                Times.instant(row.getString(6)),
                resumers(row.getString(1))));
  }

  @Override
  public boolean signalTaken(String source, String nonce) {
    return sql.first(
            "select nonce from signals where source = ? and nonce = ?",
            row -> row.getString(1),
            source,
            nonce)
        .isPresent();
  }

  private Set<String> resumers(String halt) {
    return new HashSet<>(
        sql.list("select person from resumes where halt = ?", row -> row.getString(1), halt));
  }

  @Override
  public List<Freeze> freezes() {
    return sql.list(
        "select id, scope, scope_name, placed_by, why, begins, ends from freezes"
            + " order by position",
        row ->
            new Freeze(
                row.getString(1),
                scope(row),
                row.getString(4),
                row.getString(5),
                Times.instant(row.getString(6)),
                Times.instant(row.getString(7))));
  }

  static String kind(Scope scope) {
    return switch (scope) {
      case Scope.Everything _ -> EVERYTHING;
      case Scope.OfAgent _ -> AGENT;
      case Scope.OfSession _ -> SESSION;
      case Scope.OfService _ -> SERVICE;
      case Scope.OfStage _ -> STAGE;
    };
  }

  static String name(Scope scope) {
    return switch (scope) {
      case Scope.Everything _ -> "";
      case Scope.OfAgent(String name) -> name;
      case Scope.OfSession(String id) -> id;
      case Scope.OfService(String name) -> name;
      case Scope.OfStage(String name) -> name;
    };
  }

  private static Scope scope(ResultSet row) throws SQLException {
    String kind = row.getString(2);
    String name = row.getString(3);
    return switch (kind) {
      case EVERYTHING -> new Scope.Everything();
      case AGENT -> new Scope.OfAgent(name);
      case SESSION -> new Scope.OfSession(name);
      case SERVICE -> new Scope.OfService(name);
      case STAGE -> new Scope.OfStage(name);
      default -> throw new IllegalStateException("there is no scope `" + kind + "`");
    };
  }
}
