package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.source.Problem;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.proxy.ListedHost;
import dev.obstat.http.Upstream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the section `aws` of `obstat.yaml`.
final class AwsEntries {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /// An agent's client waits as long.
  private static final Duration MOST_LOOKING = Duration.ofSeconds(30);

  private final Config.Aws usual;
  private final ConfigValues values;
  private final Consumer<Problem> problems;

  AwsEntries(Config.Aws usual, ConfigValues values, Consumer<Problem> problems) {
    this.usual = usual;
    this.values = values;
    this.problems = problems;
  }

  Config.Aws read(Optional<Fields> given) {
    if (given.isEmpty()) {
      return usual;
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
            "live-facts",
            "dry-run"));
    return new Config.Aws(
        values.listen(given, usual.listen()),
        aws.text("account").map(values::account).orElse(usual.account()),
        aws.text("region").map(values::region).orElse(usual.region()),
        aws.text("role").map(Yaml.Scalar::text).orElse(usual.role()),
        aws.mapping("credentials").map(this::credentials).orElse(usual.credentials()),
        aws.mapping("upstreams").map(this::upstreams).orElse(Map.of()),
        aws.text("other-services").map(this::toAws).orElse(usual.toAws()),
        new Variant(values.flag(aws, "fips"), values.flag(aws, "dual-stack")),
        aws.mapping("accounts").map(this::accounts).orElse(Map.of()),
        new Config.Ways(
            values.flag(aws, "tls"),
            aws.mapping("proxy").map(this::tunnels).orElse(List.of()),
            aws.text("wait").map(this::wait).orElse(Duration.ZERO)),
        new Config.LiveFacts(
            aws.text("live-facts").map(this::liveFacts).orElse(usual.liveFacts().limit()),
            aws.text("dry-run").map(this::dryRun).orElse(usual.liveFacts().dryRuns())));
  }

  private Map<String, Config.AwsAccount> accounts(Fields given) {
    Map<String, Config.AwsAccount> accounts = new HashMap<>();
    Set<String> agents = new HashSet<>();
    for (Yaml.Member member : given.members()) {
      if (!member.key().matches("\\d{12}")) {
        problems.accept(
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
                    values.problem(
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
    given.texts("regions").forEach(region -> regions.add(values.region(region)));
    return new Config.AwsAccount(
        given.text("role").flatMap(role -> role(role, externalId)),
        given.text("profile").map(name -> new Config.Credentials.Profile(name.text())),
        regions,
        given.mapping("upstreams").map(this::upstreams).orElse(Map.of()),
        ConfigValues.texts(given, "agents"));
  }

  private Optional<Role> role(Yaml.Scalar value, String externalId) {
    try {
      return Optional.of(new Role(value.text(), externalId));
    } catch (IllegalArgumentException e) {
      values.problem(value, String.valueOf(e.getMessage()));
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
        values.problem(host, String.valueOf(e.getMessage()));
      }
    }
    return tunnels;
  }

  /// Bounded, because a client that waits holds a connection.
  private Duration wait(Yaml.Scalar value) {
    Duration wait = values.duration(value, Duration.ZERO);
    return wait.compareTo(LONGEST_WAIT) <= 0
        ? wait
        : values.problem(
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
        value ->
            values.problem(value, "`profile` and `access-key-id-from` are two ways: name one"));
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
                  values.problem(base, String.valueOf(e.getMessage()));
                }
              });
    }
    return upstreams;
  }

  private boolean toAws(Yaml.Scalar value) {
    return switch (value.text()) {
      case "aws" -> true;
      case "refuse" -> false;
      case String other ->
          values.problem(
              value, "`aws.other-services` is `aws` or `refuse`, not `" + other + "`", false);
    };
  }

  private DryRuns.Where dryRun(Yaml.Scalar value) {
    return switch (value.text()) {
      case "off" -> DryRuns.Where.NOBODY;
      case "aws" -> DryRuns.Where.AWS;
      case "all" -> DryRuns.Where.EVERYBODY;
      case String other ->
          values.problem(
              value,
              "`aws.dry-run` is `off`, `aws` or `all` (engines of one's own too), not `"
                  + other
                  + "`",
              usual.liveFacts().dryRuns());
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
    return values.problem(
        value,
        "`aws.live-facts` is a duration of at most 30 seconds, like `PT2S`, not `"
            + value.text()
            + "`",
        usual.liveFacts().limit());
  }
}
