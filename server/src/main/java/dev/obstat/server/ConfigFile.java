package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.proxy.ListedHost;
import dev.obstat.http.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `obstat.yaml` (docs/configuration.md). An unknown key, or a value that is not what the key
/// takes, refuses to start, with the line and what was probably meant. Paths are relative to the
/// file.
final class ConfigFile {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /// An agent's client waits as long.
  private static final Duration MOST_LOOKING = Duration.ofSeconds(30);

  private final Path directory;
  private final Config usual;
  private final List<Problem> problems = new ArrayList<>();

  private ConfigFile(Path directory, Config usual) {
    this.directory = directory;
    this.usual = usual;
  }

  static Config.Result read(Path file, String user) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return rejected(Position.whole(file.toString()), "cannot be read: " + Reading.reason(e));
    }
    return switch (YamlFile.read(file.toString(), text)) {
      case YamlFile.Result.Rejected no -> new Config.Result.Rejected(no.problems());
      case YamlFile.Result.Read read -> {
        if (read.documents().isEmpty()) {
          yield new Config.Result.Read(Config.embedded(user));
        }
        Yaml first = read.documents().getFirst();
        if (read.documents().size() > 1) {
          yield rejected(
              read.documents().get(1).at(),
              "the configuration is one YAML document, and here a second one begins");
        }
        if (!(first instanceof Yaml.Mapping mapping)) {
          yield rejected(
              first.at(), "the configuration is a mapping of keys to values, not " + first.kind());
        }
        Path home = file.toAbsolutePath().getParent();
        yield new ConfigFile(home == null ? Path.of("/") : home, Config.embedded(user))
            .config(mapping);
      }
    };
  }

  private static Config.Result rejected(Position at, String why) {
    return new Config.Result.Rejected(List.of(new Problem(at, why)));
  }

  private Config.Result config(Yaml.Mapping mapping) {
    Fields root = new Fields(mapping, "", problems::add);
    root.refuseUnknown(
        List.of(
            "console",
            "aws",
            "policies",
            "catalog",
            "people",
            "reviews",
            "removals-window",
            "budgets-window",
            "ledger",
            "notice"));
    Optional<Fields> console = root.mapping("console");
    console.ifPresent(c -> c.refuseUnknown(List.of("host", "port", "address", "names")));
    Optional<Fields> reviews = root.mapping("reviews");
    reviews.ifPresent(r -> r.refuseUnknown(List.of("votes-by-token")));
    Optional<Fields> ledger = root.mapping("ledger");
    ledger.ifPresent(l -> l.refuseUnknown(List.of("origin")));
    List<String> people = texts(root, "people");
    Config config =
        new Config(
            listen(console, usual.console()),
            console.flatMap(c -> c.text("address")).map(this::address).orElse(""),
            console.map(c -> texts(c, "names")).orElse(List.of()),
            aws(root.mapping("aws")),
            root.text("policies").map(this::path),
            new CatalogEntries(this::path, problems::add).read(root),
            people.isEmpty() ? usual.people() : people,
            reviews.map(r -> flag(r, "votes-by-token")).orElse(false),
            windows(root),
            ledger.flatMap(l -> l.text("origin")).map(this::origin).orElse(usual.ledgerOrigin()),
            root.text("notice").map(Yaml.Scalar::text).orElse(""));
    return problems.isEmpty()
        ? new Config.Result.Read(config)
        : new Config.Result.Rejected(problems.stream().sorted(Problem.IN_ORDER).toList());
  }

  private Windows windows(Fields root) {
    return new Windows(
        root.text("removals-window").map(this::duration).orElse(usual.windows().removals()),
        root.text("budgets-window").map(this::duration).orElse(usual.windows().budgets()));
  }

  private Config.Aws aws(Optional<Fields> given) {
    Config.Aws otherwise = usual.aws();
    if (given.isEmpty()) {
      return otherwise;
    }
    Fields aws = given.get();
    aws.refuseUnknown(
        List.of(
            "host",
            "port",
            "account",
            "region",
            "role",
            "credentials",
            "upstreams",
            "other-services",
            "fips",
            "dual-stack",
            "accounts",
            "tls",
            "proxy",
            "wait",
            "live-facts"));
    return new Config.Aws(
        listen(given, otherwise.listen()),
        aws.text("account").map(this::account).orElse(otherwise.account()),
        aws.text("region").map(this::region).orElse(otherwise.region()),
        aws.text("role").map(Yaml.Scalar::text).orElse(otherwise.role()),
        aws.mapping("credentials").map(this::credentials).orElse(otherwise.credentials()),
        aws.mapping("upstreams").map(this::upstreams).orElse(Map.of()),
        aws.text("other-services").map(this::toAws).orElse(otherwise.toAws()),
        new Variant(flag(aws, "fips"), flag(aws, "dual-stack")),
        aws.mapping("accounts").map(this::accounts).orElse(Map.of()),
        new Config.Ways(
            flag(aws, "tls"),
            aws.mapping("proxy").map(this::tunnels).orElse(List.of()),
            aws.text("wait").map(this::wait).orElse(Duration.ZERO)),
        aws.text("live-facts").map(this::liveFacts).orElse(otherwise.liveFacts()));
  }

  private Map<String, Config.AwsAccount> accounts(Fields given) {
    Map<String, Config.AwsAccount> accounts = new HashMap<>();
    Set<String> agents = new HashSet<>();
    for (Yaml.Member member : given.members()) {
      if (!member.key().matches("\\d{12}")) {
        problems.add(
            new Problem(
                member.at(), "an account is twelve digits in quotes, not `" + member.key() + "`"));
      }
      given
          .mapping(member.key())
          .ifPresent(
              fields -> {
                accounts.put(member.key(), accountOf(fields));
                for (Yaml.Scalar agent : fields.texts("agents")) {
                  if (!agents.add(agent.text())) {
                    problem(
                        agent, "the agent `" + agent.text() + "` acts in another account already");
                  }
                }
              });
    }
    return accounts;
  }

  private Config.AwsAccount accountOf(Fields given) {
    given.refuseUnknown(
        List.of("role", "external-id", "profile", "regions", "upstreams", "agents"));
    String externalId = given.text("external-id").map(Yaml.Scalar::text).orElse("");
    Set<String> regions = new HashSet<>();
    given.texts("regions").forEach(region -> regions.add(region(region)));
    return new Config.AwsAccount(
        given.text("role").flatMap(role -> role(role, externalId)),
        given.text("profile").map(name -> new Config.Credentials.Profile(name.text())),
        regions,
        given.mapping("upstreams").map(this::upstreams).orElse(Map.of()),
        texts(given, "agents"));
  }

  private Optional<Role> role(Yaml.Scalar value, String externalId) {
    try {
      return Optional.of(new Role(value.text(), externalId));
    } catch (IllegalArgumentException e) {
      problem(value, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<ListedHost> tunnels(Fields given) {
    given.refuseUnknown(List.of("tunnel"));
    List<ListedHost> tunnels = new ArrayList<>();
    for (Yaml.Scalar host : given.texts("tunnel")) {
      try {
        tunnels.add(ListedHost.parse(host.text()));
      } catch (IllegalArgumentException e) {
        problem(host, String.valueOf(e.getMessage()));
      }
    }
    return tunnels;
  }

  /// Bounded, because a client that waits holds a connection.
  private Duration wait(Yaml.Scalar value) {
    Duration wait = duration(value, Duration.ZERO);
    return wait.compareTo(LONGEST_WAIT) <= 0
        ? wait
        : problem(
            value,
            "`aws.wait` is at most `" + LONGEST_WAIT + "`, not `" + value.text() + "`",
            Duration.ZERO);
  }

  private Config.Credentials credentials(Fields given) {
    given.refuseUnknown(List.of("access-key-id-from", "secret-access-key-from", "profile"));
    Optional<Yaml.Scalar> profile = given.text("profile");
    if (profile.isPresent() && given.members().size() == 1) {
      return new Config.Credentials.Profile(profile.get().text());
    }
    profile.ifPresent(
        value -> problem(value, "`profile` and `access-key-id-from` are two ways: name one"));
    Optional<Yaml.Scalar> id = given.requiredText("access-key-id-from");
    Optional<Yaml.Scalar> secret = given.requiredText("secret-access-key-from");
    return new Config.Credentials.FromEnvironment(
        id.map(Yaml.Scalar::text).orElse(""), secret.map(Yaml.Scalar::text).orElse(""));
  }

  private Map<String, Upstream> upstreams(Fields given) {
    Map<String, Upstream> upstreams = new HashMap<>();
    for (Yaml.Member member : given.members()) {
      given
          .text(member.key())
          .ifPresent(
              base -> {
                try {
                  upstreams.put(member.key(), Upstream.parse(base.text()));
                } catch (IllegalArgumentException e) {
                  problem(base, String.valueOf(e.getMessage()));
                }
              });
    }
    return upstreams;
  }

  private Config.Listen listen(Optional<Fields> given, Config.Listen otherwise) {
    if (given.isEmpty()) {
      return otherwise;
    }
    String host = given.get().text("host").map(Yaml.Scalar::text).orElse(otherwise.host());
    int port = given.get().text("port").map(this::port).orElse(otherwise.port());
    return new Config.Listen(host, port);
  }

  private int port(Yaml.Scalar value) {
    if (value.text().matches("\\d{1,5}") && Integer.parseInt(value.text()) <= 65_535) {
      return Integer.parseInt(value.text());
    }
    return problem(value, "a port is a number from 0 to 65535, not `" + value.text() + "`", 0);
  }

  /// An origin: scheme, host and perhaps port, as browsers send it.
  private String address(Yaml.Scalar value) {
    String text = value.text().endsWith("/") ? value.text().replaceAll("/$", "") : value.text();
    if (text.matches("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?")) {
      return text;
    }
    return problem(
        value,
        "the console's address looks like `https://obstat.example.com`, in lower case and without a"
            + " path, not `"
            + value.text()
            + "`",
        "");
  }

  private String region(Yaml.Scalar value) {
    if (value.text().matches("[a-z0-9-]{1,40}")) {
      return value.text();
    }
    return problem(
        value, "a region looks like `eu-west-1`, not `" + value.text() + "`", "us-east-1");
  }

  private String account(Yaml.Scalar value) {
    if (value.text().matches("\\d{12}")) {
      return value.text();
    }
    return problem(
        value, "an account is twelve digits in quotes, not `" + value.text() + "`", "000000000000");
  }

  private String origin(Yaml.Scalar value) {
    if (value.text().matches("[a-zA-Z0-9][a-zA-Z0-9./_-]{0,120}")) {
      return value.text();
    }
    return problem(
        value,
        "a ledger's origin looks like `obstat.example.com/ledger`, not `" + value.text() + "`",
        usual.ledgerOrigin());
  }

  private boolean toAws(Yaml.Scalar value) {
    return switch (value.text()) {
      case "aws" -> true;
      case "refuse" -> false;
      case String other ->
          problem(value, "`aws.other-services` is `aws` or `refuse`, not `" + other + "`", false);
    };
  }

  private Duration liveFacts(Yaml.Scalar value) {
    try {
      Duration limit = Duration.parse(value.text());
      if (limit.isPositive() && limit.compareTo(MOST_LOOKING) <= 0) {
        return limit;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    return problem(
        value,
        "`aws.live-facts` is a duration of at most 30 seconds, like `PT2S`, not `"
            + value.text()
            + "`",
        Config.Aws.LIVE_FACTS);
  }

  private Duration duration(Yaml.Scalar value) {
    return duration(value, Duration.ofHours(24));
  }

  private Duration duration(Yaml.Scalar value, Duration meanwhile) {
    try {
      Duration duration = Duration.parse(value.text());
      if (duration.compareTo(Windows.LONGEST) > 0) {
        return problem(
            value,
            "`" + value.text() + "` is longer than a year: use `PT8784H` or less",
            Windows.LONGEST);
      }
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    return problem(value, "a duration looks like `PT24H`, not `" + value.text() + "`", meanwhile);
  }

  private boolean flag(Fields fields, String key) {
    return fields
        .text(key)
        .map(
            value ->
                switch (value.text()) {
                  case "true" -> true;
                  case "false" -> false;
                  case String other ->
                      problem(
                          value, "`" + key + "` is `true` or `false`, not `" + other + "`", false);
                })
        .orElse(false);
  }

  private static List<String> texts(Fields fields, String key) {
    return fields.texts(key).stream().map(Yaml.Scalar::text).toList();
  }

  private Path path(Yaml.Scalar value) {
    return directory.resolve(value.text()).normalize();
  }

  private void problem(Yaml.Scalar value, String message) {
    problems.add(new Problem(value.at(), message));
  }

  /// @return what to go on with, so that all problems are found at once
  private <T> T problem(Yaml.Scalar value, String message, T meanwhile) {
    problem(value, message);
    return meanwhile;
  }
}
