package dev.obstat.demo.agent;

import dev.obstat.demo.agent.AgentReport.FinishedStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Carries out the agent's commands one by one: waits while one is held, repeats the very same
/// command, and writes down how each ended.
final class Hands {
  private final Pace pace;
  private final AgentWatcher watcher;
  private final Clock clock;
  private final List<FinishedStep> finished = new ArrayList<>();
  private int held;
  private int approved;

  Hands(Pace pace, AgentWatcher watcher, Clock clock) {
    this.pace = pace;
    this.watcher = watcher;
    this.clock = clock;
  }

  void think(String thought) {
    watcher.thinks(clock.instant(), thought);
  }

  /// Sends the command until it is no longer held or the agent's patience is over. The command
  /// answers with a sentence on what it did.
  StepResult act(Step step, Supplier<String> command) {
    if (step.changesSomething()) {
      rest(pace.thinking());
    }
    Instant deadline = clock.instant().plus(pace.patience());
    boolean wasHeld = false;
    for (int attempt = 1; ; attempt++) {
      StepResult result = tryOnce(command);
      watcher.did(clock.instant(), step, attempt, result);
      if (result instanceof StepResult.Held && clock.instant().isBefore(deadline)) {
        wasHeld = true;
        rest(pace.betweenTries());
        continue;
      }
      if (wasHeld || result instanceof StepResult.Held) {
        held++;
      }
      if (wasHeld && result instanceof StepResult.Done) {
        approved++;
      }
      finished.add(new FinishedStep(step, result));
      return result;
    }
  }

  AgentReport report(AgentReport.Ending ending) {
    return new AgentReport(finished, held, approved, ending);
  }

  private static StepResult tryOnce(Supplier<String> command) {
    try {
      return new StepResult.Done(command.get());
    } catch (SdkException failure) {
      return StepResult.of(failure);
    }
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the agent was interrupted", interrupted);
    }
  }
}
