package dev.obstat.demo;

import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.agent.ScriptedAgent;
import dev.obstat.demo.engine.TableEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// The story as it goes with nothing between the agent and production: the agent works on the
/// engines directly, with production's own key pair.
final class WithoutObstat {
  /// How the time of a story is spent: watching before the agent comes, the agent's own pace,
  /// watching after it has gone.
  record Timing(Duration before, Pace pace, Duration after) {
    /// Slow enough to follow on a screen.
    static Timing forPeople() {
      return new Timing(
          Duration.ofSeconds(5),
          new Pace(Duration.ofMillis(900), Duration.ofSeconds(1), Duration.ofMinutes(1)),
          Duration.ofSeconds(8));
    }
  }

  /// How a story ended.
  sealed interface End {
    record Played(Summary summary) implements End {}

    /// Somebody pressed Ctrl-C.
    record Stopped() implements End {}
  }

  private final Telling telling;
  private final Timing timing;
  private final TableEngine tables;
  private final Path pictureFolder;
  private final Clock clock;

  WithoutObstat(
      Telling telling, Timing timing, TableEngine tables, Path pictureFolder, Clock clock) {
    this.telling = telling;
    this.timing = timing;
    this.tables = tables;
    this.pictureFolder = pictureFolder;
    this.clock = clock;
  }

  End play() {
    Pictures.prepare(pictureFolder);
    telling.title("The agent has production's keys. Nothing stands in the way.");
    telling.incident();
    telling.line("starting", "an S3 and an SQS server on loopback, and the service on top of them");
    Marks marks = new Marks();
    try (Interruption interruption = Interruption.watch()) {
      Optional<AgentReport> agent;
      Scene.Outcome outcome;
      try (Scene scene = Scene.open(tables, clock)) {
        telling.scene(scene);
        agent = Visit.pay(() -> work(scene, telling.and(marks)), interruption);
        outcome = scene.finish();
      }
      if (agent.isEmpty()) {
        telling.title("Stopped");
        telling.measured(outcome);
        return new End.Stopped();
      }
      return new End.Played(sum(agent.get(), outcome, marks));
    }
  }

  private AgentReport work(Scene scene, AgentWatcher watcher) {
    rest(timing.before());
    AgentReport agent = new ScriptedAgent(scene.access(), timing.pace(), watcher, clock).run();
    rest(timing.after());
    return agent;
  }

  private Summary sum(AgentReport agent, Scene.Outcome outcome, Marks marks) {
    Pictures pictures =
        Pictures.write(
            pictureFolder,
            "without-obstat",
            outcome.picture("An agent deletes and recreates production", "Without Obstat", marks));
    Summary summary = new Summary("without-obstat", agent, outcome, pictures);
    telling.title("What it came to");
    telling.measured(outcome);
    telling.drawn(pictures);
    return summary;
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telling the story", interrupted);
    }
  }
}
