package dev.obstat.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings a database to this version's tables, one numbered script after the other, all in one
/// transaction with the notes that they ran and with the state made anew from the entries: scripts
/// only make room for it. A script that has run somewhere is never changed: its SHA-256 is noted
/// too.
final class Migrations {
  private static final String FOLDER = "/db/sqlite/";
  private static final List<String> SCRIPTS =
      List.of(
          "V1__journal.sql",
          "V2__counting.sql",
          "V3__notices.sql",
          "V4__terms.sql",
          "V5__later.sql",
          "V6__session_accounts.sql",
          "V7__tunnels.sql",
          "V8__brakes.sql",
          "V9__credentials.sql");

  private Migrations() {}

  /// A script that has run.
  private record Done(int version, String script, String sha256) {}

  /// @return why the database cannot be used; empty when it is up to date now
  static Optional<String> run(Sql sql) {
    sql.statement(
        "create table if not exists schema_version ("
            + "version integer primary key, script text not null, sha256 text not null)");
    List<Done> done =
        sql.list(
            "select version, script, sha256 from schema_version order by version",
            row -> new Done(row.getInt(1), row.getString(2), row.getString(3)));
    if (done.size() > SCRIPTS.size()) {
      return Optional.of(
          "the database is of a newer version (`"
              + done.getLast().script()
              + "` has run): use that version of Obstat or a later one");
    }
    sql.control("begin immediate");
    for (int i = 0; i < SCRIPTS.size(); i++) {
      Done wanted = new Done(i + 1, SCRIPTS.get(i), sha256(text(SCRIPTS.get(i))));
      if (i < done.size() && !done.get(i).equals(wanted)) {
        sql.control("rollback");
        return Optional.of(
            "the database was made by another script (`"
                + done.get(i).script()
                + "` with SHA-256 "
                + done.get(i).sha256()
                + "): this version cannot use it");
      }
      if (i >= done.size()) {
        apply(sql, wanted);
      }
    }
    if (done.size() < SCRIPTS.size() && new Entries(sql).size() > 0) {
      new Fold(sql).rebuild();
    }
    sql.control("commit");
    return Optional.empty();
  }

  private static void apply(Sql sql, Done script) {
    // no script has a semicolon but at the end of a statement
    Arrays.stream(text(script.script()).replaceAll("(?m)^--.*$", "").split(";"))
        .filter(statement -> !statement.isBlank())
        .forEach(sql::statement);
    sql.change(
        "insert into schema_version (version, script, sha256) values (?, ?, ?)",
        script.version(),
        script.script(),
        script.sha256());
  }

  private static String text(String script) {
    try (@Nullable InputStream in = Migrations.class.getResourceAsStream(FOLDER + script)) {
      if (in == null) {
        throw new IllegalStateException("the script " + script + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the script " + script + " cannot be read", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
