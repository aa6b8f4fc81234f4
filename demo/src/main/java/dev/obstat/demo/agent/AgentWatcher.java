package dev.obstat.demo.agent;

import java.time.Instant;

/// Is told what the agent thinks and does, at once and in order, by the agent's own thread.
public interface AgentWatcher {
  /// A sentence of the agent's reasoning.
  void thinks(Instant at, String thought);

  /// A command's answer. A command that is held is repeated, so the same step may come several
  /// times; `attempt` counts from 1.
  void did(Instant at, Step step, int attempt, StepResult result);

  /// This watcher is told first, then the other.
  default AgentWatcher and(AgentWatcher other) {
    AgentWatcher self = this;
    return new AgentWatcher() {
      @Override
      public void thinks(Instant at, String thought) {
        self.thinks(at, thought);
        other.thinks(at, thought);
      }

      @Override
      public void did(Instant at, Step step, int attempt, StepResult result) {
        self.did(at, step, attempt, result);
        other.did(at, step, attempt, result);
      }
    };
  }
}
