package dev.obstat.server;

import dev.obstat.catalogs.CatalogSource;
import dev.obstat.console.oidc.Providers;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.source.Problem;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.proxy.ListedHost;
import dev.obstat.http.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one installation is told: `obstat.yaml`, or nothing at all, which works too.
///
/// @param policies directory of `.cedar` files; absent: the set that ships with Obstat
/// @param catalog what it is read from; empty: everything counts as production
/// @param people who may act where there is no catalog to say so
/// @param tierZeroNeedsPasskey whether only people with a passkey approve what takes tier 0 down
/// @param windows how long what was removed counts as already gone, and how long what was done
///   counts against budgets
/// @param banner a sentence for every page; empty for none
/// @param notices how people are told
/// @param signals who may halt by a signed webhook, and the environment variable with its secret
/// @param signIn where people can sign in besides with one-time codes
public record Config(
    Listen console,
    String address,
    List<String> names,
    Aws aws,
    Optional<Path> policies,
    List<CatalogSource> catalog,
    List<String> people,
    boolean votesByToken,
    boolean tierZeroNeedsPasskey,
    Windows windows,
    String ledgerOrigin,
    String banner,
    List<NoticeChannel> notices,
    Map<String, String> signals,
    Providers.Settings signIn) {

  public static final int CONSOLE_PORT = 8470;
  public static final int AWS_PORT = 8471;

  public Config {
    names = List.copyOf(names);
    catalog = List.copyOf(catalog);
    people = List.copyOf(people);
    notices = List.copyOf(notices);
    signals = Map.copyOf(signals);
  }

  /// Where something listens.
  ///
  /// @param port 0 for a free one
  public record Listen(String host, int port) {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    /// The address under which this machine reaches it, once the port is known.
    String address(int bound) {
      return "http://" + authority(bound);
    }

    String tlsAddress(int bound) {
      return "https://" + authority(bound);
    }

    /// Host and port as a `Host` header has them.
    String authority(int bound) {
      String reached = EVERYWHERE.contains(host) ? "127.0.0.1" : host;
      return (reached.contains(":") && !reached.startsWith("[") ? "[" + reached + "]" : reached)
          + ":"
          + bound;
    }
  }

  /// The AWS gateway.
  ///
  /// @param region what agents' clients are set to
  /// @param role the name of the role behind the real credentials
  /// @param upstreams engines of one's own, by signing name, or signing name and region
  /// @param toAws whether all other services go to AWS
  /// @param variant which of AWS's hosts
  /// @param accounts by number
  /// @param ways how agents come in
  /// @param liveFacts how what is harmed is looked at before it is decided on
  public record Aws(
      Listen listen,
      String account,
      String region,
      String role,
      Credentials credentials,
      Map<String, Upstream> upstreams,
      boolean toAws,
      Variant variant,
      Map<String, AwsAccount> accounts,
      Ways ways,
      LiveFacts liveFacts) {
    public static final LiveFacts LIVE_FACTS =
        new LiveFacts(Duration.ofSeconds(2), DryRuns.Where.AWS);

    public Aws {
      upstreams = Map.copyOf(upstreams);
      accounts = Map.copyOf(accounts);
    }

    /// What agents' clients are pointed at.
    ///
    /// @param port where the gateway really listens
    String address(int port) {
      return ways.tls() ? listen.tlsAddress(port) : listen.address(port);
    }
  }

  /// How the other side is asked.
  ///
  /// @param limit all answers to one action are there in this time
  /// @param dryRuns who may be asked whether it would do it
  public record LiveFacts(Duration limit, DryRuns.Where dryRuns) {}

  /// What is said of one account.
  ///
  /// @param role absent: the server's own credentials are used as they are
  /// @param credentials absent: those of the gateway
  /// @param regions empty: all
  /// @param upstreams in place of the gateway's of the same names
  /// @param agents whose sessions act there unless they say otherwise
  /// @param name how people may call it; empty for by its number alone
  /// @param people who may open sessions there, by name or as `group:NAME`; empty: whoever may open
  ///   sessions, of its agents alone
  public record AwsAccount(
      Optional<Role> role,
      Optional<Credentials> credentials,
      Set<String> regions,
      Map<String, Upstream> upstreams,
      List<String> agents,
      String name,
      List<String> people) {
    static final AwsAccount NOTHING_SAID =
        new AwsAccount(
            Optional.empty(), Optional.empty(), Set.of(), Map.of(), List.of(), "", List.of());

    public AwsAccount {
      regions = Set.copyOf(regions);
      upstreams = Map.copyOf(upstreams);
      agents = List.copyOf(agents);
      people = List.copyOf(people);
    }
  }

  /// How agents come in.
  ///
  /// @param tls whether the gateway's own address speaks TLS
  /// @param tunnels what agents may reach through the proxy besides AWS
  /// @param patience how long a held request waits for its review before the agent is told; zero
  ///   for not at all
  public record Ways(boolean tls, List<ListedHost> tunnels, Duration patience) {
    public Ways {
      tunnels = List.copyOf(tunnels);
    }

    /// Plain, to AWS alone, without waiting.
    public static Ways usual() {
      return new Ways(false, List.of(), Duration.ZERO);
    }
  }

  /// Where the real credentials come from.
  public sealed interface Credentials {

    /// The AWS default provider chain of the server's own process.
    record ProviderChain() implements Credentials {}

    /// A profile of the server's AWS configuration files.
    record Profile(String name) implements Credentials {}

    /// Two environment variables of the server's own process, by name.
    record FromEnvironment(String accessKeyId, String secretAccessKey) implements Credentials {}

    /// Given by the program that starts the server, as the demo does.
    record Fixed(String accessKeyId, String secretAccessKey) implements Credentials {
      /// Without the secret, so that no log or error can carry it.
      @Override
      public String toString() {
        return "Fixed[accessKeyId=" + accessKeyId + "]";
      }
    }
  }

  /// The same with other policies and another catalog.
  Config deciding(Optional<Path> otherPolicies, List<CatalogSource> otherCatalog) {
    return new Config(
        console,
        address,
        names,
        aws,
        otherPolicies,
        otherCatalog,
        people,
        votesByToken,
        tierZeroNeedsPasskey,
        windows,
        ledgerOrigin,
        banner,
        notices,
        signals,
        signIn);
  }

  /// No file at all: loopback, the shipped policies, no catalog, the user alone.
  static Config embedded(String user) {
    return new Config(
        new Listen("127.0.0.1", CONSOLE_PORT),
        "",
        List.of(),
        new Aws(
            new Listen("127.0.0.1", AWS_PORT),
            "000000000000",
            "us-east-1",
            "default",
            new Credentials.ProviderChain(),
            Map.of(),
            true,
            Variant.PLAIN,
            Map.of(),
            Ways.usual(),
            Aws.LIVE_FACTS),
        Optional.empty(),
        List.of(),
        List.of(user),
        false,
        false,
        Windows.USUAL,
        "obstat.local/ledger",
        "",
        List.of(),
        Map.of(),
        Providers.Settings.NONE);
  }

  /// What became of reading a file.
  public sealed interface Result {

    record Read(Config config) implements Result {}

    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }
}
