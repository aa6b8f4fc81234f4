package dev.obstat.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Shell lines run as an agent's commands by `obstat run`.
///
/// @param output where what they print is kept
record AgentShell(Path data, Path output, String agent) {

  /// @param printed by the command
  /// @param said by Obstat itself, beside that
  record Ended(int exit, String printed, String said) {}

  /// @param way options of `obstat run`, separated by spaces; empty for none
  Ended run(String way, String line) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("run", "--data", data.toString(), "--agent", agent, "--intent", "look"));
    Arrays.stream(way.split(" ")).filter(word -> !word.isEmpty()).forEach(all::add);
    all.addAll(List.of("--", "sh", "-c", "exec > " + output + " 2>&1; " + line));
    Typed typed = Typed.obstat(all.toArray(String[]::new));
    return new Ended(typed.exit(), Files.readString(output), typed.err());
  }

  static void needs(String program) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    Assumptions.assumeTrue(
        there, "no `" + program + "` here: whether it works through both ways stays untested");
  }
}
