package dev.obstat.server;

import dev.obstat.console.CatalogSurroundings;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.SessionAccess;
import dev.obstat.console.Vitals;
import dev.obstat.console.api.Api;
import dev.obstat.console.api.Signals;
import dev.obstat.console.authzen.AuthZen;
import dev.obstat.console.oidc.ClaimedGroups;
import dev.obstat.console.oidc.Providers;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.passkey.Place;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.site.Console;
import dev.obstat.console.site.Ways;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Preview;
import dev.obstat.gateways.aws.proxy.CertificateAuthority;
import dev.obstat.gateways.aws.proxy.ProxyPassword;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.Handler;
import dev.obstat.notices.Courier;
import dev.obstat.server.ledger.LedgerKeeper;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Puts the console together: its pages, its API and who may use them.
final class ConsoleWiring {
  private final Config config;
  private final String owner;
  private final SecureRandom random;
  private final Clock clock;

  /// @param owner the person whom the installation's own token stands for
  ConsoleWiring(Config config, String owner, SecureRandom random, Clock clock) {
    this.config = config;
    this.owner = owner;
    this.random = random;
    this.clock = clock;
  }

  /// @param ports where everything listens, once it does
  /// @param address what links begin with
  Handler handler(
      Desks desks,
      Secrets secrets,
      LedgerKeeper ledger,
      SessionKeys sessionKeys,
      CertificateAuthority authority,
      Rules rules,
      Courier courier,
      Ports ports,
      Strangers strangers,
      ClaimedGroups groups,
      Gate gate,
      Preview preview,
      Signals signals,
      String address) {
    Tokens tokens = new Tokens(secrets.installationKey().bytes(), desks.credentials());
    Paces paces = new Paces(clock);
    Browsers browsers = new Browsers(random, clock);
    Providers providers =
        new Providers(config.signIn(), address, desks.journal(), desks.people(), random, clock);
    Passkeys passkeys = new Passkeys(Place.of(address), desks.journal(), random, clock);
    Ways ways = new Ways(browsers, providers, groups, passkeys, tokens, strangers);
    Doorkeeper doorkeeper =
        new Doorkeeper(
            hosts(ports.console, address),
            tokens,
            browsers,
            secrets.adminToken(),
            owner,
            desks.people());
    ConsoleSettings settings =
        new ConsoleSettings(address, config.votesByToken(), false, config.banner());
    SessionAccess access =
        session -> {
          String secret = sessionKeys.secretOf(session.accessKeyId());
          return new SessionAccess.Aws(
              config.aws().address(ports.aws),
              config.aws().region(),
              session.accessKeyId(),
              secret,
              new SessionAccess.Proxy(
                  config.aws().listen().address(ports.aws),
                  ProxyPassword.of(secret),
                  authority.certificatePem()));
        };
    Api api =
        new Api(
            doorkeeper,
            desks,
            settings,
            access,
            rules.catalogs()::current,
            tokens,
            browsers,
            paces,
            passkeys,
            clock);
    Vitals vitals =
        new Vitals(
            ledger::trouble,
            () -> caution(rules).or(courier::trouble),
            () -> Optional.of(ledger.lastSigned().at()));
    return new Console(
        doorkeeper,
        ways,
        api,
        signals,
        new AuthZen(
            doorkeeper,
            gate,
            preview,
            desks,
            rules.catalogs()::current,
            address,
            secrets.installationKey().bytes(),
            clock),
        ledger.log(),
        desks,
        new CatalogSurroundings(rules.catalogs()::current),
        rules.catalogs()::current,
        settings,
        vitals,
        paces,
        clock);
  }

  /// What people see in files that do not load is not what decides.
  private static Optional<String> caution(Rules rules) {
    List<String> problems = rules.problems();
    return problems.isEmpty()
        ? rules
            .desk()
            .waiting()
            .map(
                waiting ->
                    "a catalog that takes "
                        + waiting.loosened().size()
                        + " things less seriously waits for a person on the page of brakes: "
                        + waiting.loosened().getFirst())
        : Optional.of(
            "policies or catalog on disk do not load, the last good ones are in force: "
                + problems.getFirst());
  }

  private Set<String> hosts(int port, String address) {
    Set<String> hosts = new TreeSet<>(config.names());
    hosts.add("127.0.0.1:" + port);
    hosts.add("localhost:" + port);
    hosts.add("[::1]:" + port);
    hosts.add(config.console().authority(port));
    hosts.add(address.substring(address.indexOf("://") + 3));
    return hosts;
  }
}
