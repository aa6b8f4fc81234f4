package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.catalogs.CatalogSource;
import dev.obstat.console.oidc.Provider;
import dev.obstat.console.oidc.Providers;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.source.Problem;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.proxy.ListedHost;
import dev.obstat.http.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
  @TempDir private Path directory;

  @Test
  void everyKeyIsRead() {
    Config config =
        read(
            """
            console:
              host: 0.0.0.0
              port: 9001
              address: https://obstat.example.com/
              names: [obstat.example.com, "obstat:9001"]
            aws:
              host: "::1"
              port: 9002
              account: "123456789012"
              region: eu-west-1
              role: agents
              credentials:
                access-key-id-from: THE_ID
                secret-access-key-from: THE_SECRET
              upstreams:
                s3: http://127.0.0.1:9000
                sqs: https://queues.example.com
              other-services: refuse
              tls: true
              proxy:
                tunnel: [pypi.org, "Build.internal:8443"]
              wait: PT2M
              live-facts: PT0.5S
              dry-run: all
            policies: rules
            catalog: [catalog.yaml, more/entities]
            people: [olga, rosa]
            reviews:
              votes-by-token: true
              editors-window: PT48H
              tier-0-needs-passkey: true
            removals-window: PT6H
            budgets-window: P7D
            ledger:
              origin: obstat.example.com/ledger
            banner: Hello.
            """);
    assertThat(config)
        .isEqualTo(
            new Config(
                new Config.Listen("0.0.0.0", 9001),
                "https://obstat.example.com",
                List.of("obstat.example.com", "obstat:9001"),
                new Config.Aws(
                    new Config.Listen("::1", 9002),
                    "123456789012",
                    "eu-west-1",
                    "agents",
                    new Config.Credentials.FromEnvironment("THE_ID", "THE_SECRET"),
                    Map.of(
                        "s3", new Upstream(false, "127.0.0.1", 9000),
                        "sqs", new Upstream(true, "queues.example.com", 443)),
                    false,
                    Variant.PLAIN,
                    Map.of(),
                    new Config.Ways(
                        true,
                        List.of(
                            new ListedHost("pypi.org", 443, false),
                            new ListedHost("build.internal", 8443, true)),
                        Duration.ofMinutes(2)),
                    new Config.LiveFacts(Duration.ofMillis(500), DryRuns.Where.EVERYBODY)),
                Optional.of(directory.resolve("rules")),
                List.of(
                    new CatalogSource.Backstage(directory.resolve("catalog.yaml")),
                    new CatalogSource.Backstage(directory.resolve("more/entities"))),
                List.of("olga", "rosa"),
                true,
                true,
                new Windows(Duration.ofHours(6), Duration.ofDays(7), Duration.ofHours(48)),
                "obstat.example.com/ledger",
                "Hello.",
                List.of(),
                Map.of(),
                Providers.Settings.NONE));
    assertThat(config.console().address(9001)).isEqualTo("http://127.0.0.1:9001");
    assertThat(config.aws().listen().address(9002)).isEqualTo("http://[::1]:9002");
  }

  @Test
  void providersAreReadWithWhoIsWhoAtThem() throws IOException {
    Files.writeString(directory.resolve("secret"), "hush\n");
    Providers.Settings settings =
        read("""
        sign-in:
          providers:
            corp:
              title: Corp
              issuer: https://login.example.com/tenant
              client-id: obstat
              client-secret-file: secret
              scopes: [profile]
              groups-claim: roles
              groups:
                corp-sre: [sre, on-call]
              person-claim: preferred_username
              clock-skew: PT10S
          people:
            rosa: ["corp:00u1", "corp:00u2"]
        """)
            .signIn();
    Provider corp = settings.providers().getFirst();
    assertThat(corp.title()).isEqualTo("Corp");
    assertThat(corp.issuer()).isEqualTo("https://login.example.com/tenant");
    assertThat(corp.clientSecret().isNone()).isFalse();
    assertThat(corp.toString()).doesNotContain("hush");
    assertThat(corp.groups()).isEqualTo(Map.of("corp-sre", Set.of("sre", "on-call")));
    assertThat(corp.skew()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.links()).isEqualTo(Map.of("corp:00u1", "rosa", "corp:00u2", "rosa"));
  }

  @Test
  void providersThatCannotBeAreRefusedWithTheLine() {
    assertThat(
            problems(
                """
                sign-in:
                  providers:
                    Corp:
                      issuer: http://login.example.com
                      client_id: obstat
                      client-secret-from: NOT_SET_ANYWHERE
                      clock-skew: PT1H
                  people:
                    rosa: ["nobody:00u1"]
                """))
        .anyMatch(problem -> problem.contains(":3:") && problem.contains("not `Corp`"))
        .anyMatch(problem -> problem.contains(":4:") && problem.contains("an issuer looks like"))
        .anyMatch(problem -> problem.contains(":5:") && problem.contains("`client-id`"))
        .anyMatch(problem -> problem.contains("`NOT_SET_ANYWHERE` is not set"))
        .anyMatch(problem -> problem.contains("at most 5 minutes"))
        .anyMatch(problem -> problem.contains("with a provider named above"));
  }

  @Test
  void accountsAreRead() {
    Config.Aws aws =
        read("""
                aws:
                  fips: true
                  dual-stack: true
                  credentials: {profile: obstat}
                  accounts:
                    "111122223333":
                      role: arn:aws:iam::111122223333:role/agents
                      external-id: obstat-4711
                      regions: [eu-west-1]
                      upstreams: {s3@eu-west-1: "http://127.0.0.1:9000"}
                    "222233334444":
                      profile: billing
                      agents: [kiro-billing]
                      name: billing
                      people: [ana, "group:finance"]
                """)
            .aws();
    assertThat(aws.variant()).isEqualTo(new Variant(true, true));
    assertThat(aws.credentials()).isEqualTo(new Config.Credentials.Profile("obstat"));
    assertThat(aws.accounts())
        .containsEntry(
            "111122223333",
            new Config.AwsAccount(
                Optional.of(new Role("arn:aws:iam::111122223333:role/agents", "obstat-4711")),
                Optional.empty(),
                Set.of("eu-west-1"),
                Map.of("s3@eu-west-1", new Upstream(false, "127.0.0.1", 9000)),
                List.of(),
                "",
                List.of()))
        .containsEntry(
            "222233334444",
            new Config.AwsAccount(
                Optional.empty(),
                Optional.of(new Config.Credentials.Profile("billing")),
                Set.of(),
                Map.of(),
                List.of("kiro-billing"),
                "billing",
                List.of("ana", "group:finance")));
  }

  @Test
  void aFileThatSaysNothingIsTheEmbeddedConfiguration() {
    Config embedded = Config.embedded("olga");
    assertThat(read("")).isEqualTo(embedded);
    assertThat(read("# only a comment\n")).isEqualTo(embedded);
    assertThat(read("console:\naws:\nreviews:\nledger:\n")).isEqualTo(embedded);
    assertThat(embedded.people()).containsExactly("olga");
    assertThat(embedded.console()).isEqualTo(new Config.Listen("127.0.0.1", 8470));
    assertThat(embedded.votesByToken()).isFalse();
  }

  @Test
  void whatIsLeftOutKeepsItsUsualValue() {
    Config config = read("console:\n  port: 0\n");
    assertThat(config.console()).isEqualTo(new Config.Listen("127.0.0.1", 0));
    assertThat(config.aws()).isEqualTo(Config.embedded("olga").aws());
  }

  @Test
  void pathsAreRelativeToTheFileAndAbsoluteOnesStay() {
    Config config = read("policies: ../rules\ncatalog: [/etc/catalog.yaml]\n");
    assertThat(config.policies()).contains(directory.resolveSibling("rules"));
    assertThat(config.catalog())
        .containsExactly(new CatalogSource.Backstage(Path.of("/etc/catalog.yaml")));
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlaceAndTheNearestKey() {
    assertThat(problems("banner: x\npolices: rules\n"))
        .containsExactly(file() + ":2:1: nothing is named `polices`; did you mean `policies`?");
  }

  @Test
  void anUnknownKeyFurtherInsideIsNamedWithItsPath() {
    assertThat(problems("aws:\n  regoin: eu-west-1\n"))
        .containsExactly(file() + ":2:3: nothing is named `aws.regoin`; did you mean `region`?");
    assertThat(problems("aws:\n  credentials:\n    access-key-id: x\n"))
        .anyMatch(
            problem ->
                problem.startsWith(
                    file() + ":3:5: nothing is named `aws.credentials.access-key-id`"));
    assertThat(problems("reviews:\n  vote-by-token: true\n").getFirst())
        .contains(":2:3: ", "did you mean `votes-by-token`");
    assertThat(problems("ledger:\n  orign: a\n").getFirst()).contains("did you mean `origin`");
    assertThat(problems("console:\n  prot: 1\n").getFirst()).contains("did you mean `port`");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "aws: {wait: PT11M}          | `aws.wait` is at most `PT10M`, not `PT11M`",
        "aws: {wait: soon}           | a duration looks like `PT24H`, not `soon`",
        "aws: {tls: maybe}           | `tls` is `true` or `false`, not `maybe`",
        "aws: {proxy: {tunnel: ['*.org']}} | a host for tunnels looks like `pypi.org` or"
            + " `pypi.org:443`, without patterns, not `*.org`",
        "aws: {proxy: {tunnel: [sts.amazonaws.com]}} | `sts.amazonaws.com` is AWS: what goes there"
            + " is judged and never passed unread",
        "console: {port: 65536}      | a port is a number from 0 to 65535, not `65536`",
        "console: {port: http}       | a port is a number from 0 to 65535, not `http`",
        "aws: {port: -1}             | a port is a number from 0 to 65535, not `-1`",
        "console: 8470               | `console` is a text, not a mapping",
        "console: {host: [a]}        | `console.host` is a list, not a text",
        "console: {names: a}         | `console.names` is a text, not a list",
        "console: {address: obstat}  | the console's address looks like"
            + " `https://obstat.example.com`",
        "console: {address: http://a/b} | without a path, not `http://a/b`",
        "aws: {account: 12345}       | an account is twelve digits in quotes, not `12345`",
        "aws: {region: EU west}      | a region looks like `eu-west-1`, not `EU west`",
        "aws: {other-services: deny} | `aws.other-services` is `aws` or `refuse`, not `deny`",
        "aws: {upstreams: {s3: 127.0.0.1}} | `127.0.0.1` is not an upstream: write"
            + " `http://host:port`",
        "aws: {upstreams: {s3: http://a/b}} | `http://a/b` is not an upstream",
        "aws: {credentials: {access-key-id-from: A}} | `aws.credentials.secret-access-key-from` is"
            + " missing",
        "aws: {credentials: {profile: a, access-key-id-from: A, secret-access-key-from: B}} | two"
            + " ways: name one",
        "aws: {fips: yes}            | `fips` is `true` or `false`, not `yes`",
        "aws: {accounts: {a: {agents: [x]}}} | an account is twelve digits in quotes, not `a`",
        "aws: {accounts: {'111122223333': {role: agents}}} | a role looks like `arn:aws:iam::111122223333:role/agents`, not `agents`",
        "aws: {accounts: {'111122223333': {regions: [EU]}}} | a region looks like `eu-west-1`, not `EU`",
        "aws: {accounts: {'111122223333': {name: Main}}} | an account's name is 1 to 63 small letters, digits and `-`, not `Main`",
        "aws: {accounts: {'111122223333': {rol: x}}} | did you mean `role`?",
        "aws: {accounts: {'111122223333': {agents: [a]}, '222233334444': {agents: [a]}}} | the"
            + " agent `a` acts in another account already",
        "policies: [a]               | `policies` is a list, not a text",
        "catalog: catalog.yaml       | `catalog` is a text, not a list",
        "people: {olga: yes}         | `people` is a mapping, not a list",
        "reviews: {votes-by-token: yes} | `votes-by-token` is `true` or `false`, not `yes`",
        "aws: {live-facts: 2s}      | `aws.live-facts` is a duration of at most 30 seconds, like `PT2S`, not `2s`",
        "aws: {dry-run: yes}        | `aws.dry-run` is `off`, `aws` or `all` (engines of one's own too), not `yes`",
        "aws: {live-facts: PT31S}   | `aws.live-facts` is a duration of at most 30 seconds, like `PT2S`, not `PT31S`",
        "removals-window: 24h        | a duration looks like `PT24H`, not `24h`",
        "removals-window: PT0S       | a duration looks like `PT24H`, not `PT0S`",
        "removals-window: PT-1H      | a duration looks like `PT24H`, not `PT-1H`",
        "budgets-window: a month     | a duration looks like `PT24H`, not `a month`",
        "budgets-window: P400D       | `P400D` is longer than a year: use `PT8784H` or less",
        "ledger: {origin: a b}       | a ledger's origin looks like `obstat.example.com/ledger`,"
            + " not `a b`",
        "banner: {a: b}              | `banner` is a mapping, not a text",
      })
  void aValueThatItsKeyDoesNotTakeIsRefused(String text, String message) {
    assertThat(problems(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem).startsWith(file() + ":1:").contains(message));
  }

  @Test
  void allProblemsAreToldAtOnceInTheirOrder() {
    assertThat(problems("removals-window: x\nnotics: y\nconsole:\n  port: z\n"))
        .extracting(
            problem ->
                problem.substring(file().toString().length() + 1, file().toString().length() + 2))
        .containsExactly("1", "2", "4");
  }

  @Test
  void aSecondDocumentIsRefusedWhereItBegins() {
    assertThat(problems("banner: a\n---\nbanner: b\n"))
        .containsExactly(
            file() + ":3:1: the configuration is one YAML document, and here a second one begins");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertThat(problems("- a\n- b\n"))
        .containsExactly(
            file() + ":1:1: the configuration is a mapping of keys to values, not a list");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsPlace() {
    assertThat(problems("console: {port: 1\nbanner: x\n").getFirst())
        .startsWith(file() + ":2:")
        .contains("not YAML: ");
    assertThat(problems("banner: a\nbanner: b\n").getFirst())
        .startsWith(file() + ":2:1: ")
        .contains("`banner`");
  }

  @Test
  void aFileThatCannotBeReadIsNamedOnce() throws IOException {
    Path missing = directory.resolve("missing.yaml");
    assertThat(problemsOf(missing))
        .containsExactly(missing + ": cannot be read: there is no such file or directory");
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xe9});
    assertThat(problemsOf(latin)).containsExactly(latin + ": cannot be read: it is not UTF-8 text");
  }

  @Test
  void theExampleLoadsAndWhatItNamesIsThere() {
    Path example = Settings.ROOT.resolve("examples/obstat.yaml");
    Config config =
        switch (ConfigFile.read(example, "olga")) {
          case Config.Result.Read read -> read.config();
          case Config.Result.Rejected no -> throw new AssertionError(no.problems());
        };
    assertThat(config.policies().orElseThrow()).isDirectory();
    assertThat(config.catalog())
        .hasSize(1)
        .allSatisfy(source -> assertThat(source.path()).isDirectory());
    assertThat(Rules.read(config)).isInstanceOf(Rules.Read.Good.class);
    assertThat(config.votesByToken()).isFalse();
    assertThat(config.aws().toAws()).isFalse();
  }

  private Path file() {
    return directory.resolve("obstat.yaml");
  }

  private Config read(String text) {
    write(text);
    return switch (ConfigFile.read(file(), "olga")) {
      case Config.Result.Read read -> read.config();
      case Config.Result.Rejected no -> throw new AssertionError(no.problems());
    };
  }

  private List<String> problems(String text) {
    write(text);
    return problemsOf(file());
  }

  private static List<String> problemsOf(Path file) {
    return switch (ConfigFile.read(file, "olga")) {
      case Config.Result.Read read -> throw new AssertionError("it was read: " + read.config());
      case Config.Result.Rejected no -> no.problems().stream().map(Problem::toString).toList();
    };
  }

  private void write(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
