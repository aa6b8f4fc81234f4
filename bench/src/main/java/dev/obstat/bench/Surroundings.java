package dev.obstat.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/// What every benchmark is handed.
///
/// @param root the checkout
/// @param disk where journals and files are made; never a file system in memory
record Surroundings(Path root, Path disk, Clock clock, PrintStream out) {

  static Surroundings of(Path root, PrintStream out) {
    return new Surroundings(
        root, root.resolve(".obstat-build").resolve("bench-data"), Clock.systemUTC(), out);
  }
}
