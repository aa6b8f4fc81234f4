package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.engine.TableEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole story on real engines, through the real gateway, the real API and the real record.
final class WithObstatTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void theCommandStopsTheDestructionLetsTheFixThroughAndPrintsOneObject(@TempDir Path folder)
      throws Exception {
    Path data = folder.resolve("data");
    int exit =
        Demo.run(
            new PrintStream(told, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            "--auto",
            "--json",
            "--data",
            data.toString(),
            "--pictures",
            folder.resolve("pictures").toString());

    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).as("standard output").hasSize(1);
    JsonNode json = JsonMapper.builder().build().readTree(lines.getFirst());
    assertThat(exit).as("%s", json).isZero();
    assertThat(json.path("held").asInt()).isEqualTo(3);
    assertThat(json.path("approved").asInt()).isEqualTo(2);
    assertThat(json.path("rejected").asInt()).isEqualTo(1);
    assertThat(json.path("denied").asInt()).isZero();
    assertThat(json.at("/lost/objects").asInt(-1)).isZero();
    assertThat(json.at("/lost/items").asInt(-1)).isZero();
    assertThat(json.path("availability").asDouble()).isGreaterThan(0.98);
    assertThat(json.path("calls").asInt()).isGreaterThan(20);
    assertThat(json.path("ending").asText()).isEqualTo("fixed in place");
    assertThat(json.at("/ledger/verified").asBoolean()).isTrue();
    assertThat(json.at("/ledger/entries").asInt()).isGreaterThan(30);

    JsonNode destruction = json.at("/reviews/0");
    assertThat(destruction.path("operation").asText()).isEqualTo("aws:s3:DeleteObjects");
    assertThat(destruction.path("targets").asInt()).isEqualTo(288);
    assertThat(destruction.path("state").asText()).isEqualTo("rejected");
    assertThat(destruction.path("impact").asText())
        .startsWith("billing-export, cost-explorer, report-api stop:")
        .contains("43,600 customers", "19,350 USD an hour", "13 h to recover", "cost-reports-eu");
    assertThat(destruction.at("/votes/0").asText()).isEqualTo("rosa: reject");
    for (int fix = 1; fix <= 2; fix++) {
      JsonNode review = json.path("reviews").path(fix);
      assertThat(review.path("operation").asText()).isEqualTo("aws:s3:PutObject");
      assertThat(review.path("state").asText()).isEqualTo("approved");
    }

    assertThat(json.path("pictures")).hasSize(2);
    for (JsonNode picture : json.path("pictures")) {
      assertThat(Path.of(picture.asText())).exists();
    }
    assertThat(Files.readString(folder.resolve("pictures/with-obstat.svg")))
        .contains("held for review", "rejected by people", "reconstructed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");

    changeOneEntry(data);
    LedgerCheck after = LedgerCheck.of(new DataDirectory(data));
    assertThat(after.verified()).as("a changed entry is found: %s", after.verdict()).isFalse();
  }

  @Test
  void whenNobodyVotesNothingHappensAndItIsTold(@TempDir Path folder) {
    WithObstat.Timing impatient =
        new WithObstat.Timing(
            Duration.ofMillis(500),
            new Pace(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(2)),
            Duration.ofMillis(500));
    WithObstat.End end =
        new WithObstat(
                new Telling(new PrintStream(told, true, StandardCharsets.UTF_8)),
                impatient,
                new WithObstat.Reviewers.People(),
                new DataDirectory(folder.resolve("data")),
                Installation.Ports.FREE,
                new TableEngine.Absent(),
                folder,
                Clock.systemUTC())
            .play();

    assertThat(end)
        .isInstanceOfSatisfying(
            WithObstat.End.Played.class,
            played -> {
              GuardedSummary summary = played.summary();
              assertThat(summary.story().agent().ending())
                  .isEqualTo(
                      new AgentReport.Ending.GaveUp("nobody decided in time on s3:DeleteObjects"));
              assertThat(summary.story().agent().isStillHeld()).isTrue();
              assertThat(summary.story().outcome().loss().objects()).isZero();
              assertThat(summary.ledger().verified()).isTrue();
            });
    String story = told.toString(StandardCharsets.UTF_8);
    assertThat(story)
        .contains("Amazon attributes it to misconfigured access controls, not AI.")
        .contains("tokens may vote in this demo")
        .contains("/signin?code=")
        .contains("./obstat review reject r")
        .contains("--as rosa")
        .contains("nothing was done; repeat")
        .contains("0 of 293 objects, 0 of 400 messages, counted");
    assertThat(story.lines().filter(line -> line.contains(" s3:") || line.contains(" sqs:")))
        .filteredOn(line -> !line.contains("GetQueueUrl") || line.startsWith("    ["))
        .filteredOn(line -> line.startsWith("    "))
        .as("no call is told without its label")
        .allMatch(line -> line.startsWith("    [reconstructed] "));
  }

  private static void changeOneEntry(Path data) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("obstat.db"));
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  """
              update entries set event = replace(event, 'kiro', 'rosa')
              where position = (select min(position) from entries where event like '%kiro%')"""))
          .isEqualTo(1);
    }
  }
}
