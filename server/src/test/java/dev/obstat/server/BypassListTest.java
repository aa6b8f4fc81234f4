package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A list of attempts whose tests are gone would be a list of promises.
class BypassListTest {
  private static final Path ROOT = Path.of(System.getProperty("obstat.root"));
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z]*(?:Test|Contract))(?:\\.([a-z][A-Za-z]*))?`");

  @Test
  void everyAttemptNamesATestThatIsThere() throws IOException {
    Map<String, String> tests = tests();
    Set<String> missing = new TreeSet<>();
    int attempts = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/bypass.md"))) {
      if (!line.startsWith("| ") || line.startsWith("| attempt ")) {
        continue;
      }
      attempts++;
      List<MatchResult> named = NAMED.matcher(line).results().toList();
      if (named.isEmpty()) {
        missing.add("no test: " + line);
      }
      for (MatchResult one : named) {
        String text = tests.getOrDefault(one.group(1), "");
        String method = one.group(2);
        if (text.isEmpty() || (method != null && !text.contains("void " + method + "("))) {
          missing.add(one.group());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(attempts).isGreaterThan(15);
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(path -> path.toString().contains("/src/test/java/")).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Test.java") || name.endsWith("Contract.java")) {
          tests.merge(
              name.substring(0, name.length() - ".java".length()),
              Files.readString(file),
              String::concat);
        }
      }
    }
    return tests;
  }
}
