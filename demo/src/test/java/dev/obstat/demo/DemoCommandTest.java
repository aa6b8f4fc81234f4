package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command refuses before anything starts.
final class DemoCommandTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void aMistypedOptionIsNotUnderstood() {
    assertThat(run("--wtihout-obstat")).isEqualTo(2);
    assertThat(error()).contains("--wtihout-obstat");
  }

  @Test
  void dynamoDbIsSaidNotToBeInThisVersion() {
    assertThat(run("--auto", "--with-dynamodb")).isEqualTo(2);
    assertThat(error())
        .contains("`--with-dynamodb` is not in this version: the demo's engines are S3 and SQS");
  }

  @Test
  void jsonNeedsAStoryThatNobodyHasToBeAskedFor() {
    assertThat(run("--json")).isEqualTo(2);
    assertThat(error()).contains("add `--auto` or `--without-obstat`");
  }

  @Test
  void whoIsTheAgentThemselvesHasNoStoryPlayed() {
    assertThat(run("--hands-on", "--auto")).isEqualTo(2);
    assertThat(error()).contains("leave `--auto`, `--json` and `--without-obstat` out");
  }

  @Test
  void withoutObstatThereIsNothingToReviewOrRecord() {
    assertThat(run("--without-obstat", "--auto")).isEqualTo(2);
    assertThat(error()).contains("leave `--auto` and `--data` out");
  }

  @Test
  void waitingIsBounded() {
    assertThat(run("--wait", "0")).isEqualTo(2);
    assertThat(error()).contains("`--wait` is from 1 to 55 minutes");
  }

  @Test
  void aRecordThatIsThereIsNeverContinued(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("obstat.db"), "somebody's");
    assertThat(run("--auto", "--data", folder.toString())).isEqualTo(2);
    assertThat(error()).contains("`" + folder + "` holds a record already: name a new directory");
    assertThat(Files.readString(folder.resolve("obstat.db"))).isEqualTo("somebody's");
  }

  @Test
  void dataThatCannotBeWrittenIsRefusedBeforeTheStory(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThat(run("--auto", "--data", file.resolve("data").toString())).isEqualTo(1);
    assertThat(error()).startsWith("demo: the data cannot go to `" + file.resolve("data") + "`");
  }

  @Test
  void helpSaysWhatEveryOptionDoes() {
    assertThat(run("--help")).isZero();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("--auto", "--without-obstat", "--json", "--wait", "--data", "--pictures");
  }

  private String error() {
    assertThat(errors.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    return errors.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    return Demo.run(
        new PrintStream(told, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8),
        arguments);
  }
}
