package dev.obstat.demo.agent;

import java.util.List;

/// What a run of the agent came to. `held` counts the commands that were held at least once,
/// `approved` those of them that were done in the end.
public record AgentReport(List<FinishedStep> steps, int held, int approved, Ending ending) {

  /// A step with its last answer.
  public record FinishedStep(Step step, StepResult result) {}

  /// How the run ended.
  public sealed interface Ending {
    /// The environment was deleted and made again; so many objects were put back.
    record Recreated(int objectsPutBack) implements Ending {}

    /// Only what was wrong was changed.
    record FixedInPlace(String key) implements Ending {}

    /// The agent could not go on, and why.
    record GaveUp(String why) implements Ending {}
  }

  public AgentReport {
    steps = List.copyOf(steps);
  }

  public int rejected() {
    return (int) steps.stream().filter(s -> s.result() instanceof StepResult.Rejected).count();
  }

  /// Whether the last command still waits for people.
  public boolean isStillHeld() {
    return !steps.isEmpty() && steps.getLast().result() instanceof StepResult.Held;
  }

  public int denied() {
    return (int) steps.stream().filter(s -> s.result() instanceof StepResult.Denied).count();
  }
}
