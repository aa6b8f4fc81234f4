package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.Inventory;
import dev.obstat.demo.environment.Loss;
import dev.obstat.demo.people.Person;
import dev.obstat.demo.people.SeenReview;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same story with the AWS command line in the agent's hands, which knows nothing of Obstat but
/// an address and a key pair.
final class AwsCliStoryTest {
  private static final String THROW_AWAY = "throw-away";

  /// A production bucket that may go: one small tool of the same team uses it.
  private static final String THROW_AWAY_ENTITIES =
      """

      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata:
        name: throw-away
        annotations:
          obstat.dev/stage: production
          obstat.dev/recovery: PT1H
          obstat.dev/match: |
            arn:aws:s3:::throw-away
            arn:aws:s3:::throw-away/*
      spec:
        type: s3-bucket
        owner: cost-reporting-owners
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: old-tool
        annotations:
          obstat.dev/stage: production
          obstat.dev/tier: "3"
          obstat.dev/customers: "0"
          obstat.dev/revenue-per-hour: 0 USD
          obstat.dev/recovery: PT1H
      spec:
        type: service
        lifecycle: production
        owner: cost-reporting-owners
        dependsOn:
          - resource:throw-away
      """;

  /// What a command printed, standard error included, and its exit code.
  private record Printed(int exit, String text) {}

  @TempDir private Path folder;

  private String cli;
  private Engines engines;
  private AwsClients production;
  private Inventory before;
  private Installation obstat;
  private AwsAccess agent;
  private Person rosa;
  private Person sam;

  @BeforeEach
  void start() throws Exception {
    Optional<String> installed = installed();
    Assumptions.assumeTrue(
        installed.isPresent(),
        "no AWS CLI here: the story with it as the agent's client stays untested");
    cli = installed.orElseThrow();
    engines = Engines.start();
    production = AwsClients.to(engines.access());
    CostEnvironment.fill(production);
    production.s3().createBucket(request -> request.bucket(THROW_AWAY));
    before = Inventory.of(production);
    obstat =
        Installation.start(
            engines.access(),
            new DataDirectory(folder.resolve("data")),
            Installation.Ports.FREE,
            Installation.catalog(new TableEngine.Absent()) + THROW_AWAY_ENTITIES,
            Clock.systemUTC());
    rosa = obstat.person(Installation.OWNER);
    sam = obstat.person(Installation.PEER);
    agent =
        obstat
            .person(Installation.OPERATOR)
            .openSession("cli-agent", "tidy up", Duration.ofMinutes(10))
            .access();
  }

  @AfterEach
  void stop() {
    if (engines == null) {
      return;
    }
    if (obstat != null) {
      obstat.close();
    }
    production.close();
    engines.close();
  }

  @Test
  void looksFlowDestructionIsHeldAndWhatTwoApproveHappensOnce() throws Exception {
    assertThat(aws("s3api", "list-buckets").text())
        .contains("cost-reports-eu", "cost-explorer-config");
    assertThat(aws("s3", "ls", "s3://cost-reports-eu/reports/2026-11/").text())
        .contains("harbour-mills.csv");
    assertThat(aws("sqs", "list-queues").text()).contains("usage-events");
    Path preview = Files.writeString(folder.resolve("preview.json"), "{}");
    assertThat(aws("s3", "cp", preview.toString(), "s3://cost-explorer-staging/preview.json"))
        .as("a change in staging flows")
        .extracting(Printed::exit)
        .isEqualTo(0);

    Path keys = Files.writeString(folder.resolve("delete.json"), everyReport());
    Printed everything =
        aws("s3api", "delete-objects", "--bucket", "cost-reports-eu", "--delete", "file://" + keys);
    assertHeld(everything);
    assertThat(everything.text()).contains("calling the DeleteObjects operation");
    SeenReview review = sam.waiting().getFirst();
    assertThat(review.targets()).hasSize(288);
    assertThat(review.impact().down())
        .containsExactly("billing-export", "cost-explorer", "report-api");

    String[] deleteBucket = {"s3api", "delete-bucket", "--bucket", THROW_AWAY};
    assertHeld(aws(deleteBucket));
    assertThat(buckets()).contains(THROW_AWAY);
    sam.approve(sam.review(waitingFor("aws:s3:DeleteBucket").id()), "nobody needs it");
    assertHeld(aws(deleteBucket));
    assertThat(buckets()).as("one of two is not enough").contains(THROW_AWAY);
    rosa.approve(rosa.review(waitingFor("aws:s3:DeleteBucket").id()), "we do not need it any more");
    assertThat(aws(deleteBucket)).isEqualTo(new Printed(0, ""));
    assertThat(buckets()).doesNotContain(THROW_AWAY);

    production.s3().createBucket(request -> request.bucket(THROW_AWAY));
    assertHeld(aws(deleteBucket));
    assertThat(buckets()).as("the leave was for once").contains(THROW_AWAY);

    assertThat(Loss.between(before, Inventory.of(production))).isEqualTo(new Loss(0, 0, 0, 0));
    obstat.close();
    assertThat(LedgerCheck.of(new DataDirectory(folder.resolve("data"))))
        .satisfies(check -> assertThat(check.verified()).as(check.verdict()).isTrue());
  }

  private void assertHeld(Printed printed) {
    assertThat(printed.exit()).as(printed.text()).isNotZero();
    assertThat(printed.text())
        .contains("ObstatReviewRequired", "`production-destroy-needs-peers`")
        .contains("Review: " + obstat.console() + "/reviews/r")
        .contains("nothing was done; repeat the same command after approval");
  }

  private SeenReview waitingFor(String operation) {
    return sam.waiting().stream()
        .filter(review -> review.operation().equals(operation))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private List<String> buckets() {
    return List.copyOf(Inventory.of(production).objects().keySet());
  }

  private String everyReport() {
    return before.objects().getOrDefault(CostEnvironment.REPORTS, Map.of()).keySet().stream()
        .map("{\"Key\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "{\"Objects\":[", "]}"));
  }

  private Printed aws(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(cli));
    line.addAll(Arrays.asList(arguments));
    line.addAll(List.of("--endpoint-url", agent.s3().toString(), "--region", agent.region()));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID", agent.keyId(),
            "AWS_SECRET_ACCESS_KEY", agent.secret(),
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", folder.resolve("config").toString(),
            "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString(),
            "AWS_PAGER", "",
            "NO_PROXY", "127.0.0.1",
            "PYTHONIOENCODING", "utf-8",
            "LC_ALL", "C.UTF-8"));
    Path output = folder.resolve("output");
    Process process = builder.redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError("the command did not end: " + line);
    }
    return new Printed(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private static Optional<String> installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, "aws"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
