package dev.obstat.demo;

import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Step;
import dev.obstat.demo.agent.StepResult;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.Inventory;
import dev.obstat.demo.environment.UsageTable;
import dev.obstat.demo.picture.Sparkline;
import dev.obstat.demo.service.CostReports;
import dev.obstat.demo.service.Timeline;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Tells the story in a terminal while it happens. Every call of the agent carries the label of
/// what it is: reconstructed. Several threads may tell; what one says at once stays together.
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

  private static final int SPARKLINE_WIDTH = 60;
  private static final int TEXT_WIDTH = 90;

  private final PrintStream out;

  Telling(PrintStream out) {
    this.out = out;
  }

  synchronized void title(String text) {
    out.println();
    out.println(text);
    out.println();
  }

  synchronized void blank() {
    out.println();
  }

  void incident() {
    out.println(INCIDENT);
  }

  synchronized void line(String subject, String text) {
    out.printf(Locale.ROOT, "  %-13s %s%n", subject, text);
  }

  /// A line to be copied into a terminal.
  synchronized void command(String text) {
    out.println("    " + text);
  }

  /// One subject and a text of any length, broken between words. What is to be copied, such as an
  /// address, is never broken.
  synchronized void paragraph(String subject, String text) {
    String before = subject;
    StringBuilder row = new StringBuilder(TEXT_WIDTH);
    for (String word : text.split(" ", -1)) {
      if (!row.isEmpty() && row.length() + 1 + word.length() > TEXT_WIDTH) {
        line(before, row.toString());
        before = "";
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    line(before, row.toString());
  }

  /// Where everything listens and what is at stake.
  void scene(Scene scene) {
    line(
        "engines",
        String.format(
            Locale.ROOT,
            "S3 %s (s3proxy, checks signatures) up in %.1f s; SQS %s (ElasticMQ) up in %.1f s",
            scene.access().s3(),
            seconds(scene.engines().objectEngineStart()),
            scene.access().sqs(),
            seconds(scene.engines().queueEngineStart())));
    switch (scene.access().tables()) {
      case TableEngine.Absent _ -> {}
      case TableEngine.At(URI address) ->
          paragraph(
              "",
              "DynamoDB's wire %s (yours, not started here); the table `%s` goes when the demo ends"
                  .formatted(address, UsageTable.NAME));
    }
    line(
        "production",
        "%d objects in %d buckets, %d messages in `%s`, %s%d customers"
            .formatted(
                scene.before().objectCount(),
                scene.before().objects().size(),
                scene.before().messageCount(),
                CostEnvironment.QUEUE,
                inTheTable(scene.before()),
                CostEnvironment.customers().size()));
    line(
        "service",
        scene.serviceAddress()
            + CostReports.path(CostEnvironment.WRONG_REPORT_CUSTOMER)
            + " (called ten times a second as its customers would)");
  }

  /// Availability as it was measured and loss as it was counted.
  void measured(Scene.Outcome outcome) {
    Timeline timeline = outcome.timeline();
    line(
        "availability",
        String.format(
            Locale.ROOT,
            "%s %.1f %%",
            Sparkline.of(timeline, SPARKLINE_WIDTH),
            100 * timeline.availability()));
    line(
        "outage",
        "%d s in which no call was answered; %d s in which at least one was not"
            .formatted(timeline.secondsDown(), timeline.secondsImpaired()));
    line(
        "lost",
        "%d of %d objects, %d of %d messages%s, counted in the engines"
            .formatted(
                outcome.loss().objects(),
                outcome.before().objectCount(),
                outcome.loss().messages(),
                outcome.before().messageCount(),
                ofTheTable(outcome)));
    timeline.reasons().forEach((reason, times) -> line("customers got", times + " × " + reason));
  }

  void drawn(Pictures pictures) {
    switch (pictures) {
      case Pictures.Both both -> {
        line("pictures", both.svg().toString());
        line("", both.png().toString());
      }
      case Pictures.SvgOnly svgOnly -> {
        line("picture", svgOnly.svg().toString());
        line("no PNG", svgOnly.why());
      }
    }
  }

  @Override
  public synchronized void thinks(Instant at, String thought) {
    out.println();
    paragraph("agent", "\"" + thought + "\"");
  }

  @Override
  public synchronized void did(Instant at, Step step, int attempt, StepResult result) {
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
    told(result).ifPresent(message -> paragraph("it is told", message));
  }

  private static String inTheTable(Inventory inventory) {
    return inventory.hasTable()
        ? "%d items in the table `%s`, ".formatted(inventory.tableItemCount(), UsageTable.NAME)
        : "";
  }

  private static String ofTheTable(Scene.Outcome outcome) {
    return outcome.before().hasTable()
        ? ", %d of %d table items"
            .formatted(outcome.loss().tableItems(), outcome.before().tableItemCount())
        : "";
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String words(StepResult result) {
    return switch (result) {
      case StepResult.Done done -> "done: " + done.detail();
      case StepResult.Held _ -> "HELD";
      case StepResult.Rejected _ -> "REJECTED";
      case StepResult.Denied _ -> "DENIED";
      case StepResult.Failed failed -> "failed: " + failed.message();
    };
  }

  /// The words in which the gateway spoke to the agent.
  private static Optional<String> told(StepResult result) {
    return switch (result) {
      case StepResult.Done _, StepResult.Failed _ -> Optional.empty();
      case StepResult.Held held -> Optional.of(held.message());
      case StepResult.Rejected rejected -> Optional.of(rejected.reason());
      case StepResult.Denied denied -> Optional.of(denied.message());
    };
  }
}
