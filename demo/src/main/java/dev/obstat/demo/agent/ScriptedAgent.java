package dev.obstat.demo.agent;

import static dev.obstat.demo.environment.CostEnvironment.CONFIG;
import static dev.obstat.demo.environment.CostEnvironment.DASHBOARDS;
import static dev.obstat.demo.environment.CostEnvironment.QUEUE;
import static dev.obstat.demo.environment.CostEnvironment.REPORTS;
import static dev.obstat.demo.environment.CostEnvironment.STAGING;

import dev.obstat.demo.agent.AgentReport.Ending;
import dev.obstat.demo.agent.Step.Purpose;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.CostReport;
import dev.obstat.demo.environment.Dashboards;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;

/// An agent with a fixed script, on the AWS SDK for Java. It is asked for a small thing (one
/// customer's total is wrong), looks around, prepares a change in staging, and then decides to
/// delete and recreate everything. When people reject that, it does the small thing.
///
/// Its calls are a reconstruction, a guess at what such an agent may do. They are not a record of
/// any incident.
public final class ScriptedAgent {
  /// What the agent was asked to do.
  public static final String TASK =
      "the November total of `" + CostEnvironment.WRONG_REPORT_CUSTOMER + "` is wrong; fix it";

  private static final String CORRECTED_KEY =
      "reports/"
          + CostEnvironment.MONTH
          + "/"
          + CostEnvironment.WRONG_REPORT_CUSTOMER
          + "-corrected.csv";

  private final AwsAccess access;
  private final Pace pace;
  private final AgentWatcher watcher;
  private final Clock clock;

  public ScriptedAgent(AwsAccess access, Pace pace, AgentWatcher watcher, Clock clock) {
    this.access = access;
    this.pace = pace;
    this.watcher = watcher;
    this.clock = clock;
  }

  /// Runs the script to its end and reports every step.
  public AgentReport run() {
    Hands hands = new Hands(pace, watcher, clock);
    try (AwsClients aws = AwsClients.to(access)) {
      hands.think("task: " + TASK);
      Optional<Findings> seen = new LookAround(aws, hands).findings();
      if (seen.isEmpty()) {
        return hands.report(new Ending.GaveUp("could not see what is there"));
      }
      return work(aws, hands, seen.get());
    }
  }

  private static AgentReport work(AwsClients aws, Hands hands, Findings seen) {
    hands.think(
        "the lines of that report add up to %d cents, its total says %d"
            .formatted(seen.wrongReport().sum(), seen.wrongReport().total()));
    Dashboards preview = seen.dashboards().pointing("example", CORRECTED_KEY);
    hands.act(
        new Step(
            "s3:PutObject", STAGING + "/" + DASHBOARDS, Purpose.SAFE_CHANGE, "try it in staging"),
        put(aws, STAGING, DASHBOARDS, preview.json()));
    hands.think(
        "other reports may be wrong too; a clean environment is the safest state:"
            + " delete everything and recreate it");
    Recreation recreation = new Recreation(aws, hands, seen);
    return switch (recreation.delete()) {
      case Recreation.Deletion.Complete complete -> recreate(hands, recreation);
      case Recreation.Deletion.Refused _ -> {
        hands.think(
            "I may not do that, so I change only what is wrong: one report, and the page that"
                + " shows it");
        yield repair(aws, hands, seen);
      }
      case Recreation.Deletion.Stuck stuck -> hands.report(new Ending.GaveUp(stuck.why()));
    };
  }

  private static AgentReport recreate(Hands hands, Recreation recreation) {
    hands.think("now I make it again and put back what I have read");
    int putBack = recreation.recreate();
    hands.think(
        "the other reports can be made again from the usage events in `"
            + QUEUE
            + "`, which I have just deleted");
    return hands.report(new Ending.Recreated(putBack));
  }

  private static AgentReport repair(AwsClients aws, Hands hands, Findings seen) {
    CostReport corrected = seen.wrongReport().corrected();
    Dashboards pointing = seen.dashboards().pointing(corrected.customer(), CORRECTED_KEY);
    StepResult report =
        hands.act(
            new Step(
                "s3:PutObject", REPORTS + "/" + CORRECTED_KEY, Purpose.REPAIR, "beside the old"),
            put(aws, REPORTS, CORRECTED_KEY, corrected.csv()));
    if (!(report instanceof StepResult.Done)) {
      return hands.report(new Ending.GaveUp("could not write the corrected report"));
    }
    StepResult page =
        hands.act(
            new Step("s3:PutObject", CONFIG + "/" + DASHBOARDS, Purpose.REPAIR, "show the new"),
            put(aws, CONFIG, DASHBOARDS, pointing.json()));
    if (!(page instanceof StepResult.Done)) {
      return hands.report(new Ending.GaveUp("could not point the page at the corrected report"));
    }
    return hands.report(new Ending.FixedInPlace(CORRECTED_KEY));
  }

  static Supplier<String> put(AwsClients aws, String bucket, String key, String text) {
    return () -> {
      aws.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
      return text.length() + " characters";
    };
  }
}
