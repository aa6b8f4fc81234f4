package dev.obstat.gateways.aws.describe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the curated files beside the classes: a line each, `#` for comments.
final class Curated {
  private Curated() {}

  static List<String> lines(String file) {
    try (InputStream stream = Curated.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IOException("no resource `" + file + "`");
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the curated file `" + file + "` cannot be read", e);
    }
  }
}
