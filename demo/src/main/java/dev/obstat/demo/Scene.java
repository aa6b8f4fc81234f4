package dev.obstat.demo;

import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.Inventory;
import dev.obstat.demo.environment.Loss;
import dev.obstat.demo.picture.AvailabilityPicture;
import dev.obstat.demo.service.CostReports;
import dev.obstat.demo.service.Probe;
import dev.obstat.demo.service.Timeline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The stage both stories play on: engines started and filled, their content counted, the service
/// running and being measured. Whatever then happens to the engines shows in [#finish()].
///
/// The service and the counting use the engines' real key pair, as production would, and never go
/// through a gateway.
final class Scene implements AutoCloseable {
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

  /// What a story came to, measured and counted.
  record Outcome(Timeline timeline, Inventory before, Inventory after, Loss loss) {

    /// What was measured, with what the agent did.
    AvailabilityPicture picture(String title, String story, Marks marks) {
      return new AvailabilityPicture(
          title,
          String.format(
              Locale.ROOT,
              "%s: %.1f %% of %d calls answered in %d s, none at all for %d s."
                  + " Lost: %d objects, %d messages%s",
              story,
              100 * timeline.availability(),
              timeline.samples().size(),
              timeline.length().toSeconds(),
              timeline.secondsDown(),
              loss.objects(),
              loss.messages(),
              before.hasTable() ? ", " + loss.tableItems() + " table items" : ""),
          "The agent's calls are reconstructed, not a record of any incident. Measured and counted"
              + " on real %s servers on one machine."
                  .formatted(before.hasTable() ? "S3, SQS and DynamoDB-like" : "S3 and SQS"),
          timeline,
          marks.since(timeline.start()));
    }
  }

  private final Engines engines;
  private final AwsAccess access;
  private final AwsClients aws;
  private final CostReports service;
  private final Inventory before;
  private final Probe probe;
  private final Ends ends;

  private Scene(
      Engines engines,
      AwsAccess access,
      AwsClients aws,
      CostReports service,
      Inventory before,
      Probe probe,
      Ends ends) {
    this.engines = engines;
    this.access = access;
    this.aws = aws;
    this.service = service;
    this.before = before;
    this.probe = probe;
    this.ends = ends;
  }

  /// Returns when every customer got a page once and the measurement has begun.
  ///
  /// @param tables an engine that is running, when there is to be a table; it is not stopped here
  static Scene open(TableEngine tables, Clock clock) {
    Ends ends = new Ends();
    try {
      return open(tables, clock, ends);
    } catch (RuntimeException | Error failure) {
      try (ends) {
        throw failure;
      }
    }
  }

  private static Scene open(TableEngine tables, Clock clock, Ends ends) {
    Engines engines = Engines.start();
    ends.add(engines::close);
    AwsAccess access = engines.access().withTables(tables);
    AwsClients aws = AwsClients.to(access);
    ends.add(aws::close);
    ends.add(OwnTable.make(aws, tables)::close);
    CostEnvironment.fill(aws);
    Inventory before = Inventory.of(aws);
    CostReports service = CostReports.start(access);
    ends.add(service::close);
    List<String> unserved = Probe.unserved(service.address(), CostEnvironment.customers());
    if (!unserved.isEmpty()) {
      throw new IllegalStateException(
          "the service does not serve everyone before the story begins: " + unserved);
    }
    Probe probe = Probe.start(service.address(), CostEnvironment.customers(), BETWEEN_CALLS, clock);
    ends.add(probe::close);
    return new Scene(engines, access, aws, service, before, probe, ends);
  }

  /// The engines themselves, with the key pair that opens production.
  AwsAccess access() {
    return access;
  }

  Engines engines() {
    return engines;
  }

  Inventory before() {
    return before;
  }

  URI serviceAddress() {
    return service.address();
  }

  /// What was measured so far.
  Timeline timeline() {
    return probe.timeline();
  }

  /// Ends the measurement and counts what is left.
  Outcome finish() {
    probe.close();
    Inventory after = Inventory.of(aws);
    return new Outcome(probe.timeline(), before, after, Loss.between(before, after));
  }

  @Override
  public void close() {
    ends.close();
  }
}
