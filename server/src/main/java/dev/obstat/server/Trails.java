package dev.obstat.server;

import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.Shown;
import dev.obstat.gateways.aws.trail.TrailEvent;
import dev.obstat.gateways.aws.trail.TrailReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Files of CloudTrail: as they are named, and of directories all that end in `.json` or
/// `.json.gz`.
final class Trails {
  private static final int MOST_FILES = 100_000;
  private static final int MOST_PROBLEMS = 20;

  private final PrintWriter err;
  private int problems;

  /// @param err told of records that are no calls
  Trails(PrintWriter err) {
    this.err = err;
  }

  void read(List<Path> paths, Consumer<TrailEvent> events) {
    for (Path path : paths) {
      for (Path file : files(path)) {
        try (InputStream stream = Files.newInputStream(file)) {
          TrailReader.read(stream, events, problem -> problem(file, problem));
        } catch (IOException e) {
          throw new CommandFailed("`" + file + "`: " + Reading.reason(e), e);
        }
      }
    }
    err.flush();
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walked = Files.walk(path)) {
      List<Path> files =
          walked
              .filter(Files::isRegularFile)
              .filter(
                  file -> file.toString().endsWith(".json") || file.toString().endsWith(".json.gz"))
              .sorted()
              .limit(MOST_FILES + 1L)
              .toList();
      if (files.size() > MOST_FILES) {
        throw new CommandFailed(
            "more than " + MOST_FILES + " files in `" + path + "`: name a part");
      }
      if (files.isEmpty()) {
        throw new CommandFailed("no file in `" + path + "` ends in `.json` or `.json.gz`");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailed("`" + path + "` cannot be read", e);
    }
  }

  private void problem(Path file, String problem) {
    problems++;
    if (problems <= MOST_PROBLEMS) {
      err.println("obstat: " + Shown.safely(file + ": " + problem) + ": left out");
    } else if (problems == MOST_PROBLEMS + 1) {
      err.println("obstat: further records that are no calls are left out without a line each");
    }
  }
}
