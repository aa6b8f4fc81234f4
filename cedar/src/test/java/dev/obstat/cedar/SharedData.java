package dev.obstat.cedar;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Conformance data beside the checkout, which is not part of the project.
final class SharedData {
  private SharedData() {}

  /// The path below the directory that the system property `obstat.shared` names; skips the test,
  /// saying what stays untested, when it is not there.
  static Path path(String relative, String untested) {
    Path path = Path.of(System.getProperty("obstat.shared", "../shared")).resolve(relative);
    Assumptions.assumeTrue(
        Files.exists(path), () -> path + " is absent: " + untested + " stays untested");
    return path;
  }
}
