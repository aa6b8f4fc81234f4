package dev.obstat.demo;

import dev.obstat.demo.agent.AgentReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The agent's visit, on a thread of its own, so that Ctrl-C can end it and what was begun for it
/// can be ended in order.
final class Visit {
  private Visit() {}

  /// The agent's report, or empty when the visit was interrupted. Either way it is over.
  static Optional<AgentReport> pay(Supplier<AgentReport> visit, Interruption interruption) {
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<AgentReport> agent = CompletableFuture.supplyAsync(visit, agents);
      CompletableFuture.anyOf(agent, interruption.asked()).join();
      if (!agent.isDone()) {
        agents.shutdownNow();
        return Optional.empty();
      }
      return Optional.of(agent.join());
    }
  }
}
