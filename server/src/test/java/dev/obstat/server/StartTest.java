package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an installation does when it starts and stops, and with what words it refuses to.
final class StartTest {
  private static final String GOOD_POLICY =
      "@id(\"all\")\n@because(\"%s\")\npermit (principal, action, resource);\n";

  @TempDir private Path temporary;

  @Test
  void aTakenPortIsNamedAndNothingStaysBehind() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThat(Installed.refusal(new Settings().consolePort(port), data()))
          .startsWith("the console: cannot listen on `127.0.0.1:" + port + "`: ")
          .contains("choose another port or end what listens there");
      assertThat(Installed.refusal(new Settings().awsPort(port), data()))
          .startsWith("the AWS gateway: cannot listen on `127.0.0.1:" + port + "`: ");
    }
    assertThat(data().resolve("admin.token")).doesNotExist();
    assertThat(data().resolve("server.json")).doesNotExist();
    Installed.start(new Settings(), data()).close();
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThat(Installed.refusal(new Settings(), file.resolve("data")))
        .startsWith("the data directory `" + file.resolve("data") + "` cannot be ");
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path shut = Files.createDirectory(temporary.resolve("shut"));
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-x------"));
    assumeTrue(
        !Files.isWritable(shut),
        "this user may write anywhere: modes of directories stay untested");
    assertThat(Installed.refusal(new Settings(), shut))
        .startsWith("the data directory `" + shut + "` cannot be written")
        .contains("choose another one or change its owner");
  }

  @Test
  void aDataDirectoryBelongsToOneServerAtATime() {
    try (Installed first = Installed.start(new Settings(), data())) {
      assertThat(Installed.refusal(new Settings(), data()))
          .contains("is in use by another Obstat: stop that one first");
      assertThat(first.get("/api/me").path("person").asText()).isEqualTo(Installed.OWNER);
    }
  }

  @Test
  void policiesThatDoNotLoadAreToldWithTheirPlace() throws IOException {
    Path policies = policies("permit (principal, action, resource)\n  whenn { true };\n");
    assertThat(Installed.refusal(new Settings().policies(policies), data()))
        .containsPattern("^p\\.cedar:2:\\d+: ");
    Files.write(policies.resolve("p.cedar"), new byte[] {(byte) 0xff});
    assertThat(Installed.refusal(new Settings().policies(policies), data()))
        .isEqualTo(
            "the policies cannot be read: `" + policies.resolve("p.cedar") + "` is not UTF-8 text");
    Files.delete(policies.resolve("p.cedar"));
    assertThat(Installed.refusal(new Settings().policies(policies), data()))
        .contains("no file in `" + policies + "` ends in `.cedar`");
    assertThat(Installed.refusal(new Settings().policies(temporary.resolve("none")), data()))
        .isEqualTo(
            "the policies cannot be read: `"
                + temporary.resolve("none")
                + "`: there is no such file or directory");
    assertThat(data()).as("refused before anything was made").doesNotExist();
  }

  @Test
  void aCatalogThatDoesNotLoadIsToldWithItsPlace() throws IOException {
    Path catalog = temporary.resolve("catalog.yaml");
    Files.writeString(
        catalog,
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: shop
        spec:
          type: service
          dependsOn:
            - resource:nothing-of-that-name
        """);
    assertThat(Installed.refusal(new Settings().catalog(catalog), data()))
        .containsPattern("catalog\\.yaml:8:\\d+: ")
        .contains("nothing-of-that-name");
    assertThat(Installed.refusal(new Settings().catalog(temporary.resolve("no.yaml")), data()))
        .contains("no.yaml");
  }

  @Test
  void aLedgerThatLostItsKeyIsNotContinuedWithAnother() throws IOException {
    Installed.start(new Settings(), data()).close();
    Files.delete(data().resolve("ledger.key"));
    assertThat(Installed.refusal(new Settings(), data()))
        .startsWith("`" + data().resolve("ledger.key") + "` is missing")
        .contains("bring it back from a backup");
  }

  @Test
  void aBrokenInstallationKeyIsNotReplaced() throws IOException {
    Installed.start(new Settings(), data()).close();
    Path key = data().resolve("installation.key");
    Files.writeString(key, "not a key!\n");
    assertThat(Installed.refusal(new Settings(), data()))
        .contains("`" + key + "` is not an installation key: bring it back from a backup");
    assertThat(Files.readString(key)).isEqualTo("not a key!\n");
  }

  private static Config.AwsAccount withRole(String arn) {
    return new Config.AwsAccount(
        Optional.of(new Role(arn, "")),
        Optional.empty(),
        Set.of(),
        Map.of(),
        List.of(),
        "",
        List.of());
  }

  @Test
  void accountsThatCannotBeActedInAreRefused() {
    assertThat(
            Installed.refusal(
                new Settings().account("222233334444", Config.AwsAccount.NOTHING_SAID), data()))
        .contains("nobody acts in the account `222233334444`: name its agents");
    assertThat(
            Installed.refusal(
                new Settings()
                    .upstream("sts", 9)
                    .account("123456789012", withRole("arn:aws:iam::222233334444:role/agents")),
                data()))
        .contains("is not in the account `123456789012`, which names it");
    assertThat(
            Installed.refusal(
                new Settings()
                    .account("123456789012", withRole("arn:aws:iam::123456789012:role/agents")),
                data()))
        .contains("needs the token service, and nothing says where it is: name `sts`");
  }

  @Test
  void namesThatLeadNowhereAreRefused() {
    assertThat(
            Installed.refusal(
                new Settings()
                    .credentials(
                        new Config.Credentials.FromEnvironment(
                            "OBSTAT_TEST_NO_SUCH_ID", "OBSTAT_TEST_NO_SUCH_SECRET")),
                data()))
        .isEqualTo(
            "the environment variable `OBSTAT_TEST_NO_SUCH_ID` that obstat.yaml names is not set\n"
                + "the environment variable `OBSTAT_TEST_NO_SUCH_SECRET` that obstat.yaml names is not"
                + " set");
    assertThat(Installed.refusal(new Settings().upstream("dynamobd", 9), data()))
        .isEqualTo(
            "`aws.upstreams` names `dynamobd`, and no service signs under that name; did you mean"
                + " `dynamodb`?");
  }

  @Test
  void itGoesOnWhereItStopped() {
    String session;
    try (Installed first = Installed.start(new Settings(), data())) {
      session = first.session("kiro", "look around").path("id").asText();
    }
    try (Installed second = Installed.start(new Settings(), data())) {
      assertThat(second.get("/api/sessions/" + session).path("standing").asText())
          .isEqualTo("live");
      assertThat(second.obstat.remarks()).noneMatch(remark -> remark.contains("ended"));
    }
    assertThat(Installed.facts(data()))
        .as("the same rules are put in force once")
        .hasSize(3)
        .last()
        .isInstanceOf(Fact.SessionOpened.class);
    Typed verified = Typed.obstat("ledger", "verify", "--data", data().toString());
    assertThat(verified.out()).contains("intact: all 3 entries are as signed");
  }

  @Test
  void anActionThatWasOutWhenItStoppedIsUnknownAndShownAndNotRepeated() {
    writeADispatchWithoutEnd();
    try (S3Double engine = new S3Double()) {
      try (Installed installed =
          Installed.start(new Settings().upstream("s3", engine.port()), data())) {
        assertThat(installed.obstat.remarks())
            .contains(
                "nobody knows how `aws:s3:DeleteBucket` (d-lost) ended: Obstat stopped while it"
                    + " ran");
        JsonNode incidents = installed.get("/api/incidents").path("incidents");
        assertThat(incidents).hasSize(1);
        assertThat(incidents.at("/0/dispatch").asText()).isEqualTo("d-lost");
        assertThat(installed.get("/api/sessions/s-lost").at("/actions/0/end").asText())
            .isEqualTo("unknown");
      }
      assertThat(engine.arrived()).isEmpty();
    }
    try (Installed again = Installed.start(new Settings(), data())) {
      assertThat(again.obstat.remarks()).noneMatch(remark -> remark.contains("d-lost"));
      assertThat(again.get("/api/incidents").path("incidents")).hasSize(1);
    }
  }

  @Test
  void withoutACatalogItSaysWhatThatMeansAndWhatToDo() {
    try (Installed installed = Installed.start(new Settings(), data())) {
      assertThat(installed.obstat.remarks())
          .singleElement()
          .asString()
          .startsWith("there is no catalog, so everything counts as production")
          .contains("name Backstage entity files under `catalog:` in obstat.yaml");
    }
    try (Installed installed =
        Installed.start(new Settings().catalog(Settings.CATALOG), temporary.resolve("other"))) {
      assertThat(installed.obstat.remarks()).isEmpty();
    }
  }

  @Test
  void whatCommandsNeedIsForTheOwnerAloneAndGoneAfterTheStop() throws IOException {
    try (Installed installed = Installed.start(new Settings(), data())) {
      for (String file :
          List.of("server.json", "admin.token", "installation.key", "ledger.key", "obstat.db")) {
        assertThat(mode(file)).as(file).isEqualTo("rw-------");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
          .isEqualTo("rwx------");
      assertThat(Files.readString(data().resolve("server.json")))
          .contains(
              "\"console\":\"" + installed.obstat.consoleAddress() + "\"",
              "\"aws\":\"" + installed.obstat.awsAddress() + "\"");
      assertThat(Files.readString(data().resolve("admin.token")).strip())
          .isEqualTo(installed.obstat.adminToken());
    }
    assertThat(data().resolve("server.json")).doesNotExist();
    assertThat(data().resolve("admin.token")).doesNotExist();
    assertThat(data().resolve("installation.key")).exists();
  }

  @Test
  void changedPoliciesComeIntoForceAndABadEditKeepsTheLastGoodOnes() throws Exception {
    Path policies = policies(GOOD_POLICY.formatted("the first"));
    Path file = policies.resolve("p.cedar");
    try (Installed installed = Installed.start(new Settings().policies(policies), data())) {
      assertThat(health(installed)).isEqualTo("{\"status\":\"ok\"}");
      Files.writeString(file, "permit (principal, action, resource) whenn;\n");
      until(installed, text -> text.contains("caution"));
      HttpResponse<String> page = frontPage(installed);
      assertThat(page.body())
          .contains("policies or catalog on disk do not load, the last good ones are in force")
          .contains("p.cedar:1:")
          .doesNotContain("Nothing can be recorded");
      Files.writeString(file, GOOD_POLICY.formatted("the second"));
      until(installed, text -> !text.contains("caution"));
    }
    assertThat(Installed.facts(data()))
        .filteredOn(Fact.PolicySetInForce.class::isInstance)
        .as("the bad one was never in force")
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve(file)));
  }

  private Path policies(String text) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve("policies"));
    Files.writeString(directory.resolve("p.cedar"), text);
    return directory;
  }

  private static String health(Installed installed) {
    HttpResponse<String> answer =
        installed.send(HttpRequest.newBuilder(installed.console("/health")));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().strip();
  }

  private static void until(Installed installed, Predicate<String> wanted)
      throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!wanted.test(health(installed))) {
      assertThat(Instant.now()).as("health stays %s", health(installed)).isBefore(end);
      Thread.sleep(100);
    }
  }

  /// The first page, as a browser that has signed in gets it.
  private static HttpResponse<String> frontPage(Installed installed) {
    String code =
        installed.post("/api/signin-codes", "{\"person\":\"olga\"}").path("code").asText();
    HttpResponse<String> signedIn =
        installed.send(
            HttpRequest.newBuilder(installed.console("/signin"))
                .header("origin", installed.obstat.consoleAddress())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "code=" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "&to=%2F")));
    assertThat(signedIn.statusCode()).isEqualTo(303);
    String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    return installed.send(HttpRequest.newBuilder(installed.console("/")).header("cookie", cookie));
  }

  private void writeADispatchWithoutEnd() {
    Instant now = Instant.now();
    Principal.Agent agent = new Principal.Agent("kiro", "olga");
    Action action =
        new Action(
            "s-lost",
            agent,
            new Place("aws", "123456789012", "eu-west-1", "agents"),
            new Operation("aws", "s3", "DeleteBucket"),
            Effect.DELETE,
            new Reversibility.Unknown(),
            List.of(
                new Target.Known("arn:aws:s3:::reports", Target.Part.OBJECT, Set.of(Harm.REMOVES))),
            new Value.Structure(Map.of()),
            new Content.None(),
            List.of());
    switch (SqliteJournal.open(data(), Clock.systemUTC())) {
      case SqliteJournal.Answer.Refused no -> throw new AssertionError(no.why());
      case SqliteJournal.Answer.Opened opened -> {
        try (SqliteJournal journal = opened.journal()) {
          journal.write(
              books -> {
                books.record(
                    new Fact.SessionOpened(
                        new Session(
                            "s-lost",
                            agent,
                            "olga",
                            "clean up",
                            "OBSTLOST",
                            now,
                            now.plus(Duration.ofHours(1)),
                            new Session.Standing.Live())));
                books.record(
                    new Fact.Dispatched("d-lost", action, Impact.NONE, List.of(), "none", "", now));
                return now;
              });
        }
      }
    }
  }
}
