package dev.obstat.demo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.demo.agent.ReviewingFront.Refusal;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.CostReport;
import dev.obstat.demo.environment.Dashboards;
import dev.obstat.demo.environment.Inventory;
import dev.obstat.demo.environment.Loss;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ScriptedAgentTest {
  private static final Pace FAST =
      new Pace(Duration.ZERO, Duration.ofMillis(10), Duration.ofSeconds(20));
  private static final Refusal HELD =
      new Refusal(
          "ObstatReviewRequired",
          "held; see http://127.0.0.1:8470/reviews/7. Repeat the same command after approval");

  private Engines engines;
  private AwsClients aws;
  private Inventory before;
  private final List<StepResult> answers = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    engines = Engines.start();
    aws = AwsClients.to(engines.access());
    CostEnvironment.fill(aws);
    before = Inventory.of(aws);
  }

  @AfterEach
  void stop() {
    aws.close();
    engines.close();
  }

  @Test
  void withProductionsKeysItDeletesAndRecreatesEverything() {
    AgentReport report = run(engines.access(), FAST);
    assertThat(report.ending()).isEqualTo(new AgentReport.Ending.Recreated(4));
    assertThat(report.held()).isZero();
    Inventory after = Inventory.of(aws);
    Loss loss = Loss.between(before, after);
    // 291 production objects, of which it had read 4; staging keeps what it had, one thing changed.
    assertThat(loss).isEqualTo(new Loss(287, 1, CostEnvironment.MESSAGES, 0));
    assertThat(after.objects().keySet()).isEqualTo(before.objects().keySet());
    assertThat(after.messages()).isEqualTo(Map.of(CostEnvironment.QUEUE, 0));
  }

  @Test
  void heldThenRejectedItTakesTheTargetedFixAndNothingIsLost() {
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    Function<String, Optional<Refusal>> verdict =
        line -> {
          int attempt = tries.merge(line, 1, Integer::sum);
          if (line.contains("?delete")) {
            return Optional.of(
                attempt < 4 ? HELD : new Refusal("ObstatRejected", "fix the one report instead"));
          }
          boolean production = line.startsWith("PUT ") && !line.contains("staging");
          return production && attempt < 3 ? Optional.of(HELD) : Optional.empty();
        };
    AgentReport report;
    List<String> passed;
    try (ReviewingFront front = new ReviewingFront(engines.access().s3(), verdict)) {
      report = run(behind(front.address()), FAST);
      passed = front.passed();
    }
    String corrected = "reports/2026-11/harbour-mills-corrected.csv";
    assertThat(report.ending()).isEqualTo(new AgentReport.Ending.FixedInPlace(corrected));
    assertThat(report.held()).isEqualTo(3);
    assertThat(report.approved()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(passed).noneMatch(line -> line.startsWith("DELETE") || line.contains("?delete"));
    assertThat(answers)
        .contains(new StepResult.Rejected("fix the one report instead"))
        .filteredOn(StepResult.Held.class::isInstance)
        .hasSize(3 + 2 + 2)
        .allSatisfy(
            held ->
                assertThat(((StepResult.Held) held).review())
                    .contains(URI.create("http://127.0.0.1:8470/reviews/7")));
    assertThat(Loss.between(before, Inventory.of(aws)))
        .as("the staging preview and the page's configuration changed, nothing is gone")
        .isEqualTo(new Loss(0, 2, 0, 0));
    assertThat(CostReport.parse(text(CostEnvironment.REPORTS, corrected)).totalIsRight()).isTrue();
    assertThat(
            Dashboards.parse(text(CostEnvironment.CONFIG, CostEnvironment.DASHBOARDS))
                .reports()
                .get(CostEnvironment.WRONG_REPORT_CUSTOMER))
        .isEqualTo(corrected);
  }

  @Test
  void deniedOutrightItTakesTheTargetedFixToo() {
    Refusal denied = new Refusal("ObstatDenied", "production is frozen for deletion");
    try (ReviewingFront front =
        new ReviewingFront(
            engines.access().s3(),
            line -> line.contains("?delete") ? Optional.of(denied) : Optional.empty())) {
      AgentReport report = run(behind(front.address()), FAST);
      assertThat(report.ending()).isInstanceOf(AgentReport.Ending.FixedInPlace.class);
      assertThat(report.denied()).isEqualTo(1);
      assertThat(report.held()).isZero();
    }
    assertThat(Loss.between(before, Inventory.of(aws)).objects()).isZero();
  }

  @Test
  void aHoldOnTheQueueIsUnderstoodToo() {
    try (ReviewingFront front =
        new ReviewingFront(
            engines.access().sqs(), line -> Optional.of(new Refusal("ObstatHalted", "halted")))) {
      AwsAccess real = engines.access();
      AgentReport report =
          run(
              new AwsAccess(real.s3(), front.address(), real.region(), real.keyId(), real.secret()),
              FAST);
      assertThat(report.ending())
          .isEqualTo(new AgentReport.Ending.GaveUp("could not see what is there"));
      assertThat(answers.getLast()).isEqualTo(new StepResult.Denied("halted"));
    }
    assertThat(Loss.between(before, Inventory.of(aws))).isEqualTo(new Loss(0, 0, 0, 0));
  }

  @Test
  void nobodyDecidingItGivesUpAndNothingIsLost() {
    Pace impatient = new Pace(Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(100));
    try (ReviewingFront front =
        new ReviewingFront(
            engines.access().s3(),
            line -> line.contains("?delete") ? Optional.of(HELD) : Optional.empty())) {
      AgentReport report = run(behind(front.address()), impatient);
      assertThat(report.ending())
          .isEqualTo(new AgentReport.Ending.GaveUp("nobody decided in time on s3:DeleteObjects"));
      assertThat(report.held()).isEqualTo(1);
      assertThat(report.approved()).isZero();
    }
    assertThat(Loss.between(before, Inventory.of(aws)).objects()).isZero();
  }

  @Test
  void wrongKeysEndTheRunAtTheFirstLook() {
    AgentReport report = run(engines.access().withKeys("AKIAOTHER", "other"), FAST);
    assertThat(report.ending()).isInstanceOf(AgentReport.Ending.GaveUp.class);
    assertThat(report.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.step().operation()).isEqualTo("s3:ListBuckets");
              assertThat(step.result()).isInstanceOf(StepResult.Failed.class);
            });
  }

  private AgentReport run(AwsAccess access, Pace pace) {
    AgentWatcher watcher =
        new AgentWatcher() {
          @Override
          public void thinks(Instant at, String thought) {
            assertThat(thought).isNotBlank();
          }

          @Override
          public void did(Instant at, Step step, int attempt, StepResult result) {
            answers.add(result);
          }
        };
    return new ScriptedAgent(access, pace, watcher, Clock.systemUTC()).run();
  }

  private AwsAccess behind(URI front) {
    AwsAccess real = engines.access();
    return new AwsAccess(front, real.sqs(), real.region(), real.keyId(), real.secret());
  }

  private String text(String bucket, String key) {
    return aws.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
  }
}
