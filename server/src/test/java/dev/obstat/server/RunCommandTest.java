package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `obstat run` with real commands, on a real server.
final class RunCommandTest {
  @TempDir private static Path data;
  @TempDir private Path temporary;
  private static Installed installed;

  @BeforeAll
  static void start() {
    installed = Installed.start(new Settings(), data);
  }

  @AfterAll
  static void stop() {
    installed.close();
  }

  @Test
  void theCommandsExitCodeIsPassedOnAndTheSummarySaid() {
    Typed well = run("sh", "-c", "exit 0");
    assertThat(well.exit()).isZero();
    assertThat(well.out()).as("standard output is the command's own").isEmpty();
    assertThat(well.err())
        .containsPattern("^obstat: session s-\\w+: 0 allowed, 0 held, 0 denied\\R$");
    assertThat(run("sh", "-c", "exit 3").exit()).isEqualTo(3);
    assertThat(run("sh", "-c", "exit 255").exit()).isEqualTo(255);
  }

  @Test
  void aCommandThatIsNotThereIs127WithAMessageAndItsSessionEnds() {
    Typed ran = run("no-such-command\u001b[1m", "--list");
    assertThat(ran.exit()).isEqualTo(127);
    assertThat(ran.err())
        .startsWith("obstat: cannot run `no-such-command<U+001B>[1m`: it is not there");
    assertThat(latestSession().path("standing").asText()).isEqualTo("closed");
  }

  @Test
  void theSessionIsLiveWhileTheCommandRunsAndClosedAfterwards() throws Exception {
    Path note = temporary.resolve("note");
    run("sh", "-c", "echo $OBSTAT_SESSION $AWS_ACCESS_KEY_ID $AWS_ENDPOINT_URL > " + note);
    JsonNode session = latestSession();
    assertThat(Files.readString(note))
        .startsWith(session.path("id").asText() + " OBST")
        .endsWith(" " + installed.obstat.awsAddress() + "\n");
    assertThat(session.path("standing").asText()).isEqualTo("closed");
    assertThat(session.path("agent").asText()).isEqualTo("kiro");
    assertThat(session.path("operator").asText()).isEqualTo("olga");
  }

  @Test
  void thePrivateHomeIsForTheCommandAloneAndRemovedWithAllThatItLeftThere() throws Exception {
    Path note = temporary.resolve("note");
    run(
        "sh",
        "-c",
        "mkdir -p $HOME/a/b; echo x > $HOME/a/b/c; ln -s / $HOME/root; ls -ld $HOME > "
            + note
            + "; echo $HOME >> "
            + note);
    List<String> lines = Files.readAllLines(note);
    assertThat(lines.getFirst()).startsWith("drwx------");
    assertThat(Path.of(lines.getLast())).doesNotExist();
    assertThat(Path.of("/")).exists();
  }

  @Test
  void optionsOfTheCommandAreItsOwnAlsoWithoutDashes() throws Exception {
    Path note = temporary.resolve("note");
    Typed ran =
        Typed.obstat(
            "run",
            "--data",
            data.toString(),
            "--agent",
            "kiro",
            "--intent",
            "x",
            "sh",
            "-c",
            "echo $1 > " + note,
            "--json",
            "--data");
    assertThat(ran.exit()).isZero();
    assertThat(Files.readString(note)).isEqualTo("--data\n");
  }

  @Test
  void aRefusedSessionRunsNothing() {
    Path note = temporary.resolve("note");
    Typed ran =
        Typed.obstat(
            "run",
            "--data",
            data.toString(),
            "--agent",
            "k i r o",
            "--intent",
            "x",
            "--",
            "touch",
            note.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).startsWith("obstat: agent name `k i r o` is not 1 to 64 letters");
    assertThat(note).doesNotExist();
  }

  @Test
  void aRunThatIsToldToStopEndsItsCommandItsSessionAndItsHome() throws Exception {
    Path note = temporary.resolve("note");
    Process process =
        started(
            "sh",
            "-c",
            "echo $$ $HOME > " + note + ".new; mv " + note + ".new " + note + "; exec sleep 60");
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!Files.exists(note)) {
      assertThat(Instant.now()).as("the command begins").isBefore(end);
      Thread.sleep(50);
    }
    String[] child = Files.readString(note).strip().split(" ", 2);
    JsonNode session = latestSession();
    assertThat(session.path("standing").asText()).isEqualTo("live");
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(Long.parseLong(child[0])).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(
            installed.get("/api/sessions/" + session.path("id").asText()).path("standing").asText())
        .isEqualTo("closed");
    assertThat(Path.of(child[1])).doesNotExist();
  }

  @Test
  void asJsonStandardOutputIsOneDocumentWhateverTheCommandPrints() throws Exception {
    Process process = started("sh", "-c", "echo '{\"its\":\"own\"}'; exit 3");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
    JsonNode summary = new ObjectMapper().readTree(out);
    assertThat(summary.path("exit").asInt()).isEqualTo(3);
    assertThat(summary.at("/session/standing").asText()).isEqualTo("closed");
    assertThat(summary.at("/session/use/dispatched").asInt(-1)).isZero();
    assertThat(out).doesNotContain("own");
    assertThat(Files.readString(temporary.resolve("err"))).contains("{\"its\":\"own\"}");
  }

  /// `obstat run --json` as a process of its own.
  private Process started(String... command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.obstat.server.Main", "run"));
    all.addAll(List.of("--data", data.toString(), "--json", "--agent", "kiro"));
    all.addAll(List.of("--intent", "x", "--"));
    all.addAll(List.of(command));
    return new ProcessBuilder(all).redirectError(temporary.resolve("err").toFile()).start();
  }

  private static Typed run(String... command) {
    List<String> all =
        new ArrayList<>(
            List.of("run", "--data", data.toString(), "--agent", "kiro", "--intent", "look", "--"));
    all.addAll(List.of(command));
    return Typed.obstat(all.toArray(String[]::new));
  }

  private static JsonNode latestSession() {
    return installed.get("/api/sessions").at("/sessions/0");
  }
}
