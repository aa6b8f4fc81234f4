package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.engine.TableEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WithoutObstatTest {
  private static final WithoutObstat.Timing SHORT =
      new WithoutObstat.Timing(
          Duration.ofSeconds(2),
          new Pace(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(5)),
          Duration.ofSeconds(2));

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void theOutageAndTheLossAreMeasuredAndTold(@TempDir Path folder) throws Exception {
    WithoutObstat.End end =
        new WithoutObstat(
                new Telling(new PrintStream(told, true, StandardCharsets.UTF_8)),
                SHORT,
                new TableEngine.Absent(),
                folder.resolve("new"),
                Clock.systemUTC())
            .play();

    assertThat(end).isInstanceOf(WithoutObstat.End.Played.class);
    Summary summary = ((WithoutObstat.End.Played) end).summary();
    assertThat(summary.agent().ending()).isInstanceOf(AgentReport.Ending.Recreated.class);
    assertThat(summary.outcome().timeline().samples().getFirst().served()).isTrue();
    ObjectNode json = summary.json();
    assertThat(json.get("held").asInt()).isZero();
    assertThat(json.get("approved").asInt()).isZero();
    assertThat(json.at("/lost/objects").asInt()).isEqualTo(287);
    assertThat(json.at("/lost/items").asInt()).isEqualTo(400);
    assertThat(json.get("availability").asDouble()).isStrictlyBetween(0.05, 0.95);
    assertThat(json.get("secondsImpaired").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(json.get("unanswered").asInt()).isPositive();
    assertThat(json.get("agentCalls").asText()).isEqualTo("reconstructed");

    assertThat(Files.readString(folder.resolve("new/without-obstat.svg")))
        .contains("DeleteObjects cost-reports-eu: 288 objects", "reconstructed");
    assertThat(ImageIO.read(folder.resolve("new/without-obstat.png").toFile())).isNotNull();

    String story = told.toString(StandardCharsets.UTF_8);
    assertThat(story)
        .contains("Amazon attributes it to misconfigured access controls, not AI.")
        .contains("287 of 293 objects, 400 of 400 messages, counted")
        .contains(json.at("/pictures/0").asText());
    List<String> calls =
        story.lines().filter(line -> line.contains("s3:") || line.contains("sqs:")).toList();
    assertThat(calls)
        .hasSizeGreaterThan(20)
        .as("no call is told without its label")
        .allMatch(line -> line.startsWith("    [reconstructed] "));
  }

  @Test
  void picturesThatCannotBeWrittenAreRefusedBeforeTheStory(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThat(run("--without-obstat", "--pictures", file.toString())).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("demo: the pictures cannot go to `" + file + "`");
    assertThat(told.size()).isZero();
  }

  private int run(String... arguments) {
    return Demo.run(
        new PrintStream(told, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8),
        arguments);
  }
}
