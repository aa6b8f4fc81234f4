package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The commands that people type, on a real server whose tokens may not vote.
final class CommandsTest {
  private static final String HOSTILE = "tidy\u001b[2J \u202eup";

  /// A port that nobody listens on: nothing is ever forwarded here.
  private static final int NOBODY = 1;

  @TempDir private static Path data;
  private static Installed installed;
  private static String review;

  @BeforeAll
  static void startAndHoldOneAction() {
    installed =
        Installed.start(new Settings().catalog(Settings.CATALOG).upstream("s3", NOBODY), data);
    JsonNode session = open(HOSTILE);
    try (S3Client agent = Installed.s3(session)) {
      S3Exception held =
          catchThrowableOfType(
              S3Exception.class,
              () -> agent.deleteBucket(request -> request.bucket("cost-explorer-config")));
      assertThat(held.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
    }
    review = installed.get("/api/reviews").at("/reviews/0/id").asText();
  }

  @AfterAll
  static void stop() {
    installed.close();
  }

  @Test
  void aSessionIsOpenedShownListedClosedAndRevoked() {
    Typed opened = obstat("session", "open", "--agent", "kiro", "--intent", "look");
    assertThat(opened.exit()).isZero();
    assertThat(opened.out())
        .containsPattern("^# session s-\\w+, until [-0-9]{10}T[:0-9]{8}Z\\R")
        .contains("export AWS_ENDPOINT_URL=" + installed.obstat.awsAddress())
        .contains("export AWS_ACCESS_KEY_ID=OBST", "export AWS_REGION=eu-west-1")
        .contains("unset AWS_PROFILE AWS_SESSION_TOKEN");
    String id = opened.out().replaceAll("(?s)^# session (\\S+),.*", "$1");

    Typed shown = obstat("session", "show", id);
    assertThat(shown.out())
        .startsWith(id + "  live ")
        .contains("kiro operated by olga")
        .contains("intent    look", "so far    0 allowed, 0 held, 0 denied")
        .doesNotContain("AWS_SECRET");
    assertThat(obstat("session", "list").out()).contains(id + "  live ");
    assertThat(obstat("session", "close", id).out()).startsWith(id + "  closed ");

    String other = open("y").path("id").asText();
    assertThat(obstat("session", "revoke", other, "--why", "enough").out())
        .startsWith(other + "  revoked ");
  }

  @Test
  void sessionsAreOneJsonDocumentBeforeAndAfterTheSubcommand() {
    JsonNode opened =
        obstat("session", "open", "--agent", "kiro", "--intent", "look", "--json").json();
    String id = opened.path("id").asText();
    assertThat(opened.at("/aws/accessKeyId").asText()).startsWith("OBST");
    JsonNode before = obstat("session", "--json", "show", id).json();
    assertThat(before).isEqualTo(obstat("session", "show", id, "--json").json());
    assertThat(before.path("standing").asText()).isEqualTo("live");
    assertThat(obstat("session", "list", "--json").json().path("sessions")).isNotEmpty();
    assertThat(obstat("session", "--json", "list").json().path("sessions")).isNotEmpty();
    assertThat(obstat("session", "close", id, "--json").json().path("standing").asText())
        .isEqualTo("closed");
    String other = open("y").path("id").asText();
    assertThat(
            obstat("session", "revoke", other, "--why", "z", "--json")
                .json()
                .path("standing")
                .asText())
        .isEqualTo("revoked");
  }

  @Test
  void aReviewIsShownWithAllThatAReviewerNeeds() {
    assertThat(obstat("review", "list").out())
        .startsWith(review + "  open ")
        .contains("aws:s3:DeleteBucket on arn:aws:s3:::cost-explorer-config, by kiro operated by");
    assertThat(obstat("review", "show", review).out())
        .contains("asks      aws:s3:DeleteBucket")
        .contains("down      [\"cost-explorer\"]")
        .contains("customers 41000", "money     18400 USD an hour")
        .contains("(production-destroy-needs-peers)", "needs     2 of ", "needs     1 of ")
        .contains("page      " + installed.obstat.consoleAddress() + "/reviews/" + review);
    assertThat(obstat("review", "show", review, "--json").json().at("/impact/customers").asText())
        .isEqualTo("41000");
    assertThat(obstat("review", "list", "--all", "--json").json().path("reviews")).hasSize(1);
    assertThat(obstat("review", "--json", "list").json().path("reviews")).hasSize(1);
  }

  @Test
  void whatAgentsAndOperatorsWriteCannotActOnTheTerminal() {
    for (Typed typed :
        List.of(
            obstat("review", "show", review),
            obstat("review", "list"),
            obstat("session", "list"),
            obstat("session", "show", "no\u001b[2J\u202e"))) {
      assertThat(typed.out() + typed.err()).doesNotContain("\u001b", "\u202e");
    }
    assertThat(obstat("review", "show", review).out())
        .contains("intent    tidy<U+001B>[2J <U+202E>up  (the operator's words)");
  }

  @Test
  void aTokenDoesNotVoteWhereTheConfigurationDoesNotSaySo() {
    for (String choice : List.of("approve", "reject")) {
      Typed voted = obstat("review", choice, review, "--comment", "x");
      assertThat(voted.exit()).isEqualTo(1);
      assertThat(voted.err()).startsWith("obstat: ").contains("reviews.votes-by-token");
      Typed json = obstat("review", choice, review, "--comment", "x", "--json");
      assertThat(json.exit()).isEqualTo(1);
      assertThat(json.out()).isEmpty();
    }
    assertThat(installed.get("/api/reviews/" + review).path("votes")).isEmpty();
  }

  @Test
  void aTokenVotesWhereTheConfigurationSaysSo(@TempDir Path other) {
    Settings settings =
        new Settings().catalog(Settings.CATALOG).upstream("s3", NOBODY).votesByToken();
    try (Installed voting = Installed.start(settings, other)) {
      JsonNode session = voting.session("kiro", "x");
      try (S3Client agent = Installed.s3(session)) {
        for (String bucket : List.of("cost-explorer-config", "cost-reports-eu")) {
          assertThat(
                  catchThrowableOfType(
                      S3Exception.class,
                      () -> agent.deleteBucket(request -> request.bucket(bucket))))
              .hasMessageContaining("held for review");
        }
      }
      JsonNode reviews = voting.get("/api/reviews").path("reviews");
      String first = reviews.at("/0/id").asText();
      String second = reviews.at("/1/id").asText();
      for (String person : List.of("rosa", "sam")) {
        assertThat(on(other, "token", person, "--hours", "1").exit()).isZero();
      }
      assertThat(on(other, "review", "approve", first, "--as", "rosa").out())
          .isEqualTo("review " + first + " is now open" + System.lineSeparator());
      JsonNode done = on(other, "review", "approve", first, "--as", "sam", "--json").json();
      assertThat(done.path("state").asText()).isEqualTo("approved");
      assertThat(on(other, "review", "reject", second, "--as", "rosa", "--comment", "no").out())
          .isEqualTo("review " + second + " is now rejected" + System.lineSeparator());
      String halt = on(other, "halt", "agent:kiro", "--json").json().at("/halt/id").asText();
      assertThat(on(other, "resume", halt, "--as", "rosa").out())
          .startsWith(halt + " stays until one more person resumes it");
      assertThat(on(other, "resume", halt, "--as", "sam").out()).startsWith("resumed " + halt);
      JsonNode freeze = on(other, "freeze", "stage:production", "--json").json();
      String frozen = freeze.at("/freeze/id").asText();
      assertThat(on(other, "thaw", frozen, "--as", "rosa").out()).startsWith("thawed " + frozen);
      Typed late = on(other, "review", "approve", second, "--as", "sam");
      assertThat(late.exit()).isEqualTo(1);
      assertThat(late.err()).startsWith("obstat: ").contains("rejected");
      assertThat(on(other, "review", "approve", first, "--as", "zoe").err())
          .contains("make one with `obstat token zoe`");
      assertThat(on(other, "review", "list").out()).startsWith("nothing waits");
    }
  }

  @Test
  void tokensAreMadeWithScopesListedAndRevoked() {
    Typed made = obstat("token", "rosa", "--name", "nightly", "--scope", "read,ask", "--json");
    String id = made.json().path("id").asText();
    assertThat(obstat("tokens").out())
        .contains(id + "  rosa  read,ask  until ")
        .contains("nightly");
    assertThat(obstat("session", "list", "--as", "rosa").exit()).isZero();
    Typed halt = obstat("halt", "agent:kiro", "--as", "rosa");
    assertThat(halt.exit()).isEqualTo(1);
    assertThat(halt.err())
        .contains(
            "this token is not good for that: it needs the scope `brakes`, and has read, ask");
    assertThat(obstat("token", "rosa", "--scope", "everything").err())
        .contains(
            "`everything` is no scope: there are read, sessions, brakes, votes, ask, enforce");
    assertThat(obstat("token", "rosa", "--scope", "votes").err())
        .contains("reviews.votes-by-token: true");
    assertThat(obstat("tokens", "revoke", id).out()).startsWith("revoked " + id);
    assertThat(obstat("session", "list", "--as", "rosa").err()).contains("sign in first");
    assertThat(obstat("tokens", "revoke", id).err()).contains("there is no token `" + id + "`");
    assertThat(obstat("passkeys", "--forget", "rosa").out()).startsWith("removed 0");
  }

  @Test
  void haltAndResume() {
    assertThat(obstat("halt", "--list").out()).startsWith("none is in force");
    Typed halted = obstat("halt", "agent:kiro", "--why", "look\u001b[1m");
    assertThat(halted.out())
        .contains("  agent kiro  by olga  look<U+001B>[1m")
        .contains("0 already out when it took effect");
    String id = halted.out().split(" ", 2)[0];
    assertThat(obstat("halt", "--list").out()).startsWith(id + "  agent kiro");
    Typed resumed = obstat("resume", id);
    assertThat(resumed.exit()).isEqualTo(1);
    assertThat(resumed.err()).startsWith("obstat: a halt is resumed in a signed-in browser");

    JsonNode json = obstat("halt", "--all", "--json").json();
    assertThat(json.at("/halt/scope").asText()).isEqualTo("everything");
    assertThat(obstat("halt", "--list", "--json").json().path("halts")).hasSize(2);
    assertThat(obstat("halt", "nobody").err()).startsWith("obstat: ").contains("everything");
  }

  @Test
  void freezeAndThaw() {
    assertThat(obstat("freeze", "--list").out()).startsWith("none is in force");
    Typed frozen = obstat("freeze", "stage:production", "--for", "PT2H", "--why", "weekend");
    assertThat(frozen.out())
        .containsPattern("  stage production  by olga  until [-0-9]{10}T[:0-9]{8}Z  weekend");
    String id = frozen.out().split(" ", 2)[0];
    assertThat(obstat("freeze", "--list").out()).startsWith(id);
    assertThat(obstat("thaw", id).err())
        .startsWith("obstat: a freeze is ended in a signed-in browser");
    JsonNode json = obstat("freeze", "service:cost-explorer", "--json").json();
    assertThat(json.at("/freeze/until").asText()).matches("[-0-9]{10}T[:0-9]{8}Z");
    assertThat(obstat("freeze", "--list", "--json").json().path("freezes")).hasSize(2);
    assertThat(obstat("freeze", "everything", "--for", "soon").exit()).isEqualTo(2);
  }

  @Test
  void incidentsSigninAndToken() throws Exception {
    assertThat(obstat("incident").out()).startsWith("none is open");
    assertThat(obstat("incident", "--json").json().path("incidents")).isEmpty();
    assertThat(obstat("signin", "rosa").out())
        .startsWith("open  " + installed.obstat.consoleAddress() + "/signin?code=")
        .containsPattern("good for one use until [-0-9]{10}T[:0-9]{8}Z");
    assertThat(obstat("signin", "rosa", "--json").json().path("person").asText()).isEqualTo("rosa");
    assertThat(obstat("signin", "nobody").err())
        .isEqualTo("obstat: `nobody` is nobody the catalog knows" + System.lineSeparator());

    Path file = data.resolve("tokens/rosa.token");
    assertThat(obstat("token", "rosa").out()).startsWith("wrote " + file + ", good until ");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode json = obstat("token", "rosa", "--json").json();
    assertThat(json.path("file").asText()).isEqualTo(file.toString());
    assertThat(json.has("token")).as("the token is in its file only").isFalse();
    JsonNode opened =
        obstat("session", "open", "--agent", "a", "--intent", "b", "--as", "rosa", "--json").json();
    assertThat(opened.path("operator").asText()).isEqualTo("rosa");
    assertThat(obstat("token", "sam", "--as", "rosa").err()).contains("a token makes no token");
  }

  @Test
  void withoutAServerItSaysHowToStartOne(@TempDir Path empty) {
    Typed none = on(empty, "session", "list");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo(
            "obstat: no server is running on `"
                + empty
                + "`: start one with `obstat up`"
                + System.lineSeparator());
    assertThat(none.out()).isEmpty();
    Typed wrong = obstat("session", "list", "--server", "127.0.0.1:8470");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("is not a server's address: it looks like `http://");
    Typed nobody = obstat("session", "list", "--server", "http://127.0.0.1:1");
    assertThat(nobody.err()).contains("no server answers at http://127.0.0.1:1");
  }

  @Test
  void whatIsThereNoLongerIsSaid() {
    assertThat(obstat("session", "show", "s-none").err()).contains("there is no session `s-none`");
    assertThat(obstat("review", "show", "r-none").err()).contains("no review `r-none`");
    assertThat(obstat("review", "show", "../me").err()).contains("`../me` is not an id");
    assertThat(obstat("review", "show", "../me").exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session",
        "session open --agent a",
        "session shut s-1",
        "session list --jsn",
        "review approve",
        "review reject r-1",
        "halt",
        "freeze",
        "run --agent a --intent b",
        "nonsense",
        "session open --agent a --intent b --minutes soon",
      })
  void aCommandLineThatIsNotUnderstoodIsExitTwo(String line) {
    Typed typed = Typed.obstat(line.split(" "));
    assertThat(typed.exit()).as(typed.err()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).isNotEmpty().doesNotContain("Exception", "\tat ");
  }

  @Test
  void theHelpListsEveryCommandWithOneLine() {
    Typed help = Typed.obstat("--help");
    assertThat(help.exit()).isZero();
    for (String command :
        List.of(
            "up",
            "ledger",
            "run",
            "session",
            "review",
            "halt",
            "resume",
            "freeze",
            "thaw",
            "incident",
            "signin",
            "token")) {
      assertThat(help.out()).containsPattern("(?m)^  " + command + " +[A-Z].*\\.$");
    }
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up", "run", "session", "session open", "review approve", "halt", "ledger"})
  void everyCommandHasHelpOfItsOwn(String command) {
    List<String> line = new ArrayList<>(List.of(command.split(" ")));
    line.add("--help");
    Typed help = Typed.obstat(line.toArray(String[]::new));
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: obstat " + command);
  }

  private static JsonNode open(String intent) {
    return obstat("session", "open", "--agent", "kiro", "--intent", intent, "--json").json();
  }

  private static Typed obstat(String... line) {
    return on(data, line);
  }

  private static Typed on(Path directory, String... line) {
    List<String> all = new ArrayList<>(List.of(line));
    all.add("--data");
    all.add(directory.toString());
    return Typed.obstat(all.toArray(String[]::new));
  }
}
