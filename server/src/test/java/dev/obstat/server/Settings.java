package dev.obstat.server;

import dev.obstat.catalogs.CatalogSource;
import dev.obstat.console.oidc.Providers;
import dev.obstat.core.gather.Windows;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.http.Upstream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A configuration to start from: free ports on loopback, no catalog, no engine.
final class Settings {
  static final Path ROOT = Path.of(System.getProperty("obstat.root", ".."));
  static final Path CATALOG = ROOT.resolve("examples/catalogs/cost-reporting");

  private int consolePort;
  private int awsPort;
  private Optional<Path> policies = Optional.empty();
  private List<CatalogSource> catalog = List.of();
  private boolean votesByToken;
  private Providers.Settings signIn = Providers.Settings.NONE;
  private final Map<String, Upstream> upstreams = new HashMap<>();
  private final Map<String, Config.AwsAccount> accounts = new HashMap<>();
  private Config.Ways ways = Config.Ways.usual();
  private Config.Credentials credentials =
      new Config.Credentials.Fixed("AKIAREALREALREALREAL", "the-real-secret-0123456789-0123456789");

  Settings consolePort(int port) {
    consolePort = port;
    return this;
  }

  Settings awsPort(int port) {
    awsPort = port;
    return this;
  }

  Settings policies(Path directory) {
    policies = Optional.of(directory);
    return this;
  }

  Settings catalog(Path file) {
    catalog = List.of(new CatalogSource.Backstage(file));
    return this;
  }

  Settings catalog(List<CatalogSource> sources) {
    catalog = sources;
    return this;
  }

  Settings votesByToken() {
    votesByToken = true;
    return this;
  }

  Settings upstream(String service, int port) {
    upstreams.put(service, new Upstream(false, "127.0.0.1", port));
    return this;
  }

  Settings ways(Config.Ways given) {
    ways = given;
    return this;
  }

  Settings credentials(Config.Credentials given) {
    credentials = given;
    return this;
  }

  Settings account(String number, Config.AwsAccount account) {
    accounts.put(number, account);
    return this;
  }

  Settings signIn(Providers.Settings given) {
    signIn = given;
    return this;
  }

  Config config() {
    return new Config(
        new Config.Listen("127.0.0.1", consolePort),
        "",
        List.of(),
        new Config.Aws(
            new Config.Listen("127.0.0.1", awsPort),
            "123456789012",
            "eu-west-1",
            "agents",
            credentials,
            upstreams,
            false,
            Variant.PLAIN,
            accounts,
            ways,
            Config.Aws.LIVE_FACTS),
        policies,
        catalog,
        List.of("olga"),
        votesByToken,
        false,
        Windows.USUAL,
        "obstat.local/test",
        "",
        List.of(),
        Map.of(),
        signIn);
  }
}
