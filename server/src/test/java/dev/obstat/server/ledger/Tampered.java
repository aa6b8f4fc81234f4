package dev.obstat.server.ledger;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Somebody with a shell on the machine: copies data directories and writes SQL.
final class Tampered {
  private Tampered() {}

  static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Runs SQL behind everybody's back.
  static void sql(Path data, String... statements) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("obstat.db"));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static String ask(Path data, String query) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("obstat.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      StringBuilder all = new StringBuilder();
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
      return all.toString();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
