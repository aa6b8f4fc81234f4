package dev.obstat.demo;

import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.agent.ScriptedAgent;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.picture.AvailabilityPicture;
import dev.obstat.demo.picture.Sparkline;
import dev.obstat.demo.service.CostReports;
import dev.obstat.demo.service.Timeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// The story as it goes with nothing between the agent and production: the agent works on the
/// engines directly, with production's own key pair.
final class WithoutObstat {
  private static final int SPARKLINE_WIDTH = 60;

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
    telling.title("The agent has production's keys. Nothing stands in the way.");
    telling.incident();
    telling.line("starting", "an S3 and an SQS server on loopback, and the service on top of them");
    Marks marks = new Marks();
    AgentReport agent;
    Scene.Outcome outcome;
    try (Scene scene = Scene.open(clock)) {
      present(scene);
      rest(timing.before());
      agent = new ScriptedAgent(scene.access(), timing.pace(), telling.and(marks), clock).run();
      rest(timing.after());
      outcome = scene.finish();
    }
    Pictures pictures = Pictures.write(pictureFolder, "without-obstat", picture(outcome, marks));
    Summary summary = new Summary("without-obstat", agent, outcome, pictures);
    conclude(summary);
    return summary;
  }

  private void present(Scene scene) {
    telling.line(
        "engines",
        String.format(
            Locale.ROOT,
            "S3 %s (s3proxy, checks signatures) up in %.1f s; SQS %s (ElasticMQ) up in %.1f s",
            scene.access().s3(),
            seconds(scene.engines().objectEngineStart()),
            scene.access().sqs(),
            seconds(scene.engines().queueEngineStart())));
    telling.line(
        "production",
        scene.before().objectCount()
            + " objects in "
            + scene.before().objects().size()
            + " buckets, "
            + scene.before().messageCount()
            + " messages in `"
            + CostEnvironment.QUEUE
            + "`, "
            + CostEnvironment.customers().size()
            + " customers");
    telling.line(
        "service",
        scene.serviceAddress()
            + CostReports.path(CostEnvironment.WRONG_REPORT_CUSTOMER)
            + " (called ten times a second as its customers would)");
  }

  private static AvailabilityPicture picture(Scene.Outcome outcome, Marks marks) {
    Timeline timeline = outcome.timeline();
    return new AvailabilityPicture(
        "An agent deletes and recreates production",
        String.format(
            Locale.ROOT,
            "Without Obstat: %.1f %% of %d calls answered in %d s, none at all for %d s."
                + " Lost: %d objects, %d messages",
            100 * timeline.availability(),
            timeline.samples().size(),
            timeline.length().toSeconds(),
            timeline.secondsDown(),
            outcome.loss().objects(),
            outcome.loss().messages()),
        "The agent's calls are reconstructed, not a record of any incident. Measured and counted on"
            + " real S3 and SQS servers on one machine.",
        timeline,
        marks.since(timeline.start()));
  }

  private void conclude(Summary summary) {
    Scene.Outcome outcome = summary.outcome();
    Timeline timeline = outcome.timeline();
    telling.title("What it came to");
    telling.line(
        "availability",
        String.format(
            Locale.ROOT,
            "%s %.1f %%",
            Sparkline.of(timeline, SPARKLINE_WIDTH),
            100 * timeline.availability()));
    telling.line(
        "outage",
        timeline.secondsDown()
            + " s in which no call was answered; "
            + timeline.secondsImpaired()
            + " s in which at least one was not");
    telling.line(
        "lost",
        outcome.loss().objects()
            + " of "
            + outcome.before().objectCount()
            + " objects and "
            + outcome.loss().messages()
            + " of "
            + outcome.before().messageCount()
            + " messages, counted in the engines; nothing brings them back");
    for (Map.Entry<String, Integer> reason : timeline.reasons().entrySet()) {
      telling.line("customers", reason.getValue() + " × " + reason.getKey());
    }
    switch (summary.pictures()) {
      case Pictures.Both both -> telling.line("pictures", both.svg() + "  " + both.png());
      case Pictures.SvgOnly svgOnly -> {
        telling.line("picture", svgOnly.svg().toString());
        telling.line("no PNG", svgOnly.why());
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
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
