package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads `obstat.yaml` (docs/configuration.md). An unknown key, or a value that is not what the key
/// takes, refuses to start, with the line and what was probably meant. Paths are relative to the
/// file.
final class ConfigFile {
  private final Path directory;
  private final Config usual;
  private final List<Problem> problems = new ArrayList<>();
  private final ConfigValues values = new ConfigValues(problems::add);

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
            "banner",
            "notices",
            "signals",
            "sign-in"));
    Optional<Fields> console = root.mapping("console");
    console.ifPresent(c -> c.refuseUnknown(List.of("host", "port", "address", "names")));
    Optional<Fields> reviews = root.mapping("reviews");
    reviews.ifPresent(
        r -> r.refuseUnknown(List.of("votes-by-token", "editors-window", "tier-0-needs-passkey")));
    Optional<Fields> ledger = root.mapping("ledger");
    ledger.ifPresent(l -> l.refuseUnknown(List.of("origin")));
    List<String> people = ConfigValues.texts(root, "people");
    Config config =
        new Config(
            values.listen(console, usual.console()),
            console.flatMap(c -> c.text("address")).map(this::address).orElse(""),
            console.map(c -> ConfigValues.texts(c, "names")).orElse(List.of()),
            new AwsEntries(usual.aws(), values, problems::add).read(root.mapping("aws")),
            root.text("policies").map(this::path),
            new CatalogEntries(this::path, problems::add).read(root),
            people.isEmpty() ? usual.people() : people,
            reviews.map(r -> values.flag(r, "votes-by-token")).orElse(false),
            reviews.map(r -> values.flag(r, "tier-0-needs-passkey")).orElse(false),
            windows(root, reviews),
            ledger.flatMap(l -> l.text("origin")).map(this::origin).orElse(usual.ledgerOrigin()),
            root.text("banner").map(Yaml.Scalar::text).orElse(""),
            root.mapping("notices")
                .map(n -> new NoticeEntries(values, problems::add).read(n))
                .orElse(List.of()),
            root.mapping("signals").map(ConfigFile::signals).orElse(Map.of()),
            new SignInEntries(this::path, problems::add).read(root.mapping("sign-in")));
    return problems.isEmpty()
        ? new Config.Result.Read(config)
        : new Config.Result.Rejected(problems.stream().sorted(Problem.IN_ORDER).toList());
  }

  private Windows windows(Fields root, Optional<Fields> reviews) {
    return new Windows(
        root.text("removals-window").map(values::duration).orElse(usual.windows().removals()),
        root.text("budgets-window").map(values::duration).orElse(usual.windows().budgets()),
        reviews
            .flatMap(r -> r.text("editors-window"))
            .map(values::duration)
            .orElse(usual.windows().editors()));
  }

  /// @return by source the environment variable with its secret
  private static Map<String, String> signals(Fields given) {
    Map<String, String> signals = new TreeMap<>();
    for (Yaml.Member member : given.members()) {
      given
          .mapping(member.key())
          .ifPresent(
              source -> {
                source.refuseUnknown(List.of("secret-from"));
                source
                    .requiredText("secret-from")
                    .ifPresent(variable -> signals.put(member.key(), variable.text()));
              });
    }
    return signals;
  }

  /// An origin: scheme, host and perhaps port, as browsers send it.
  private String address(Yaml.Scalar value) {
    String text = value.text().endsWith("/") ? value.text().replaceAll("/$", "") : value.text();
    if (text.matches("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?")) {
      return text;
    }
    return values.problem(
        value,
        "the console's address looks like `https://obstat.example.com`, in lower case and without a"
            + " path, not `"
            + value.text()
            + "`",
        "");
  }

  private String origin(Yaml.Scalar value) {
    if (value.text().matches("[a-zA-Z0-9][a-zA-Z0-9./_-]{0,120}")) {
      return value.text();
    }
    return values.problem(
        value,
        "a ledger's origin looks like `obstat.example.com/ledger`, not `" + value.text() + "`",
        usual.ledgerOrigin());
  }

  private Path path(Yaml.Scalar value) {
    return directory.resolve(value.text()).normalize();
  }
}
