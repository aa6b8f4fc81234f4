package dev.obstat.demo;

import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Step;
import dev.obstat.demo.agent.StepResult;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/// Tells the story in a terminal while it happens. Every call of the agent carries the label of
/// what it is: reconstructed.
final class Telling implements AgentWatcher {
  /// What is said about the incident behind the story, and no more than that.
  static final String INCIDENT =
      """
        In December 2025 AWS Cost Explorer was interrupted for 13 hours in one region after an
        AI coding tool, according to the Financial Times, deleted and recreated an environment;
        Amazon attributes it to misconfigured access controls, not AI.

        Amazon published no API calls. The agent's calls below are reconstructed: a guess at what
        such an agent may do, not a record of what ran. The environment is invented, the
        engines are real.
      """;

  /// How sure it is that a call really ran in the incident.
  static final String FIDELITY = "reconstructed";

  private final PrintStream out;

  Telling(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
    out.println();
  }

  void incident() {
    out.println(INCIDENT);
  }

  void line(String subject, String text) {
    out.printf(Locale.ROOT, "  %-12s %s%n", subject, text);
  }

  @Override
  public void thinks(Instant at, String thought) {
    out.println();
    line("agent", "\"" + thought + "\"");
  }

  @Override
  public void did(Instant at, Step step, int attempt, StepResult result) {
    if (attempt > 1 && result instanceof StepResult.Held) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "    [%s] %-22s %-52s %s%n",
        FIDELITY,
        step.operation(),
        step.target(),
        words(result));
  }

  private static String words(StepResult result) {
    return switch (result) {
      case StepResult.Done done -> "done: " + done.detail();
      case StepResult.Held held -> "HELD: " + held.message();
      case StepResult.Rejected rejected -> "REJECTED: " + rejected.reason();
      case StepResult.Denied denied -> "DENIED: " + denied.message();
      case StepResult.Failed failed -> "failed: " + failed.message();
    };
  }
}
