package dev.obstat.demo;

import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.agent.ScriptedAgent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

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

  private final Telling telling;
  private final Timing timing;
  private final Path pictureFolder;
  private final Clock clock;

  WithoutObstat(Telling telling, Timing timing, Path pictureFolder, Clock clock) {
    this.telling = telling;
    this.timing = timing;
    this.pictureFolder = pictureFolder;
    this.clock = clock;
  }

  Summary play() {
    Pictures.prepare(pictureFolder);
    telling.title("The agent has production's keys. Nothing stands in the way.");
    telling.incident();
    telling.line("starting", "an S3 and an SQS server on loopback, and the service on top of them");
    Marks marks = new Marks();
    AgentReport agent;
    Scene.Outcome outcome;
    try (Scene scene = Scene.open(clock)) {
      telling.scene(scene);
      rest(timing.before());
      agent = new ScriptedAgent(scene.access(), timing.pace(), telling.and(marks), clock).run();
      rest(timing.after());
      outcome = scene.finish();
    }
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
