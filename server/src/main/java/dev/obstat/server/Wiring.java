package dev.obstat.server;

import dev.obstat.cli.DataDirectory;
import dev.obstat.console.Desks;
import dev.obstat.console.api.Signals;
import dev.obstat.console.oidc.ClaimedGroups;
import dev.obstat.core.catalog.People;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.desk.SignalDesk;
import dev.obstat.core.desk.StepUp;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Holds;
import dev.obstat.core.gate.Preview;
import dev.obstat.core.gate.Recovery;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.gather.Gatherer;
import dev.obstat.core.source.Nearest;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.AwsGateway;
import dev.obstat.gateways.aws.Beyond;
import dev.obstat.gateways.aws.GatewaySettings;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.live.PassingAnswers;
import dev.obstat.gateways.aws.live.StackContents;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.proxy.CertificateAuthority;
import dev.obstat.gateways.aws.proxy.MintedKeys;
import dev.obstat.gateways.aws.proxy.ProxyGatekeeper;
import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.Doors;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Handler;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ServerSettings;
import dev.obstat.notices.Courier;
import dev.obstat.server.ledger.LedgerKeeper;
import dev.obstat.server.ledger.LedgerSettings;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The one place where everything is put together, by hand, from the bottom up. Whatever cannot
/// start is a refusal with a sentence, and everything started before it is closed again.
public final class Wiring {
  private static final Duration STOP = Duration.ofSeconds(5);

  /// How long the token service may take.
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration LOOK_AT_NOTICES = Duration.ofSeconds(1);

  private final Config config;
  private final DataDirectory directory;
  private final String owner;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<String> remarks = new ArrayList<>();

  private Wiring(Config config, DataDirectory directory, String owner, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.owner = owner;
    this.clock = clock;
  }

  /// @param owner the person whom the installation's own token stands for
  public static Obstat.Start start(
      Config config, DataDirectory directory, String owner, Clock clock) {
    Wiring wiring = new Wiring(config, directory, owner, clock);
    try {
      return new Obstat.Start.Started(wiring.start());
    } catch (Stop stop) {
      wiring.undo();
      return new Obstat.Start.Refused(stop.reasons);
    } catch (UncheckedIOException e) {
      wiring.undo();
      return new Obstat.Start.Refused(
          List.of("`" + directory.path() + "` cannot be used: " + Reading.words(e.getCause())));
    } catch (JournalUnavailable e) {
      wiring.undo();
      return new Obstat.Start.Refused(List.of("nothing can be recorded: " + e.getMessage()));
    } catch (RuntimeException | Error e) {
      wiring.undo();
      throw e;
    }
  }

  private Obstat start() {
    AwsModels models = AwsModels.load();
    refuseUnknownUpstreams(models);
    Rules.Read.Good read = readRules();
    SqliteJournal journal = openJournal();
    parts.addLast(() -> Files.deleteIfExists(directory.adminToken()));
    Secrets secrets = Secrets.of(directory, random);
    Ids ids = new Ids(random);
    for (Dispatch lost : Recovery.run(journal, ids, clock)) {
      remarks.add(
          "nobody knows how `"
              + lost.action().operation()
              + "` ("
              + lost.id()
              + ") ended: Obstat stopped while it ran");
    }
    Rules.changedWhileStopped(journal, read).ifPresent(remarks::add);
    Rules rules = Rules.start(config, journal, clock, read);
    LedgerKeeper ledger = startLedger(journal);

    CertificateAuthority authority =
        AuthorityFile.of(directory, config.aws().listen().host(), random, clock, remarks::add);
    SessionKeys sessionKeys = new SessionKeys(secrets.installationKey().bytes(), random);
    Strangers strangers = new Strangers(journal, clock);
    parts.addLast(strangers::record);
    ClaimedGroups groups = new ClaimedGroups(config.signIn().providers(), journal, clock);
    Supplier<People> people = () -> groups.over(rules.catalogs().current());
    Electorates electorates = new Electorates(people, config.windows().editors());
    ReviewDesk reviews =
        new ReviewDesk(journal, electorates, new StepUp(config.tierZeroNeedsPasskey()), ids, clock);
    Forwarder forwarder = new Forwarder(ForwardSettings.usual(), tls());
    parts.addLast(forwarder);
    Accounts accounts = accounts(models);
    AwsReads reads = new AwsReads(accounts, models, forwarder, clock);
    Config.LiveFacts looking = config.aws().liveFacts();
    PassingAnswers passing = new PassingAnswers(clock);
    LiveFacts live =
        new AwsLiveFacts(
            reads,
            new DryRuns(accounts, models, reads, looking.dryRuns()),
            passing,
            looking.limit(),
            clock);
    Gatherer gatherer = new Gatherer(journal, rules.catalogs(), config.windows(), live, clock);
    Gate gate =
        new Gate(gatherer, rules::policies, journal, new Holds(electorates, ids), ids, clock);

    // The gateway's answers name the console's address, which is known once the console listens:
    // the console goes first and asks where the gateway is.
    Ports ports = new Ports();
    LateHandler lateConsole = new LateHandler();
    HttpServer console =
        listen(config.console(), "the console", new Doors.PlainOnly(), lateConsole);
    ports.console = console.port();
    String reached = config.console().address(ports.console);
    String address = config.address().isEmpty() ? reached : config.address();
    Courier courier = courier(journal, rules, address);
    Desks desks =
        new Desks(
            journal,
            new SessionDesk(
                journal,
                sessionKeys::freshAccessKeyId,
                new AccountPlacing(config.aws(), rules.catalogs()::current),
                ids,
                clock),
            reviews,
            new ControlDesk(journal, rules.catalogs()::current, ids, clock),
            rules.desk(),
            people,
            new ConfiguredChannels(courier),
            electorates,
            new CredentialDesk(journal, ids, clock));
    lateConsole.handler =
        new ConsoleWiring(config, owner, random, clock)
            .handler(
                desks,
                secrets,
                ledger,
                sessionKeys,
                authority,
                rules,
                courier,
                ports,
                strangers,
                groups,
                gate,
                new Preview(gatherer, rules::policies),
                signals(journal, ids),
                address);
    courier.start();
    AwsGateway gateway =
        new AwsGateway(
            gatewaySettings(address),
            secrets.installationKey().bytes(),
            sessionKeys,
            models,
            gate,
            journal,
            strangers,
            accounts,
            forwarder,
            new Beyond(new StackContents(reads, looking.limit(), clock), passing),
            clock);
    Doors doors = doors(authority, journal, sessionKeys, strangers, ids);
    ports.aws = listen(config.aws().listen(), "the AWS gateway", doors, gateway).port();

    String gatewayAddress = config.aws().address(ports.aws);
    announce(reached, gatewayAddress, address);
    Obstat.Listening listening =
        new Obstat.Listening(ports.console, reached, ports.aws, gatewayAddress);
    Obstat obstat = new Obstat(directory, listening, secrets.adminToken(), remarks, parts);
    obstat.keepHouse(rules, reviews, strangers);
    return obstat;
  }

  /// A misspelt name would send a service's requests to AWS instead of the engine that was meant.
  private void refuseUnknownUpstreams(AwsModels models) {
    Set<String> names = new TreeSet<>(config.aws().upstreams().keySet());
    config.aws().accounts().values().forEach(account -> names.addAll(account.upstreams().keySet()));
    for (String name : names) {
      String signing = name.replaceFirst("@[a-z0-9-]+$", "");
      if (models.signedAs(signing).isEmpty()) {
        Set<String> known = new TreeSet<>();
        models.services().forEach(service -> known.add(service.signing()));
        throw new Stop(
            List.of(
                "`aws.upstreams` names `"
                    + name
                    + "`, and no service signs under that name"
                    + Nearest.hint(signing, known)));
      }
    }
  }

  private Rules.Read.Good readRules() {
    return switch (Rules.read(config)) {
      case Rules.Read.Bad bad -> throw new Stop(bad.problems());
      case Rules.Read.Good good -> {
        remarks.addAll(good.notes());
        if (good.catalog().isEmpty()) {
          remarks.add(
              "there is no catalog, so everything counts as production, nobody owns anything and"
                  + " nothing can be destroyed: name Backstage entity files under `catalog:` in"
                  + " obstat.yaml (examples/catalogs/cost-reporting shows how)");
        }
        yield good;
      }
    };
  }

  private SqliteJournal openJournal() {
    return switch (SqliteJournal.open(directory.path(), clock)) {
      case SqliteJournal.Answer.Refused no -> throw new Stop(List.of(no.why()));
      case SqliteJournal.Answer.Opened opened -> {
        parts.addLast(opened.journal());
        yield opened.journal();
      }
    };
  }

  private LedgerKeeper startLedger(SqliteJournal journal) {
    LedgerSettings settings = new LedgerSettings(directory.path(), config.ledgerOrigin());
    return switch (LedgerKeeper.start(journal, settings, clock)) {
      case LedgerKeeper.Answer.Refused no -> throw new Stop(List.of(no.why()));
      case LedgerKeeper.Answer.Started started -> {
        parts.addLast(started.keeper());
        yield started.keeper();
      }
    };
  }

  private GatewaySettings gatewaySettings(String address) {
    return new GatewaySettings(
        address,
        Channel.PLAIN,
        Set.of("localhost"),
        config.aws().ways().patience(),
        GatewaySettings.USUAL_BUFFER);
  }

  private Accounts accounts(AwsModels models) {
    Forwarder tokens = new Forwarder(ForwardSettings.usual().withTimes(SOON, SOON, SOON), tls());
    parts.addLast(tokens);
    AwsReach reach = new AwsReach(config.aws(), models, tokens, clock, parts::addLast);
    return switch (reach.accounts()) {
      case AwsReach.Answer.Not not -> throw new Stop(not.problems());
      case AwsReach.Answer.Reaches reaches -> reaches.accounts();
    };
  }

  private Signals signals(Journal journal, Ids ids) {
    return switch (SignalSecrets.of(config.signals(), System.getenv())) {
      case SignalSecrets.Answer.Not not -> throw new Stop(not.problems());
      case SignalSecrets.Answer.Secrets(var secrets) ->
          new Signals(new SignalDesk(journal, ids, clock), secrets);
    };
  }

  private Courier courier(Journal journal, Rules rules, String address) {
    return switch (new NoticeWays(System.getenv(), clock).of(config.notices())) {
      case NoticeWays.Answer.Not not -> throw new Stop(not.problems());
      case NoticeWays.Answer.Ways(var ways) -> {
        Courier courier =
            new Courier(journal, rules.catalogs()::current, ways, address, LOOK_AT_NOTICES, clock);
        parts.addLast(courier);
        yield courier;
      }
    };
  }

  /// What the gateway's port takes besides requests as they are.
  private Doors doors(
      CertificateAuthority authority,
      Journal journal,
      SessionKeys sessionKeys,
      Strangers strangers,
      Ids ids) {
    Config.Ways ways = config.aws().ways();
    return new Doors.Proxy(
        MintedKeys.context(authority, random, clock),
        ways.tls() ? Doors.Own.TLS : Doors.Own.PLAIN,
        new ProxyGatekeeper(
            ways.tunnels(),
            journal,
            sessionKeys,
            strangers,
            InetAddress::getAllByName,
            ids,
            clock));
  }

  private HttpServer listen(Config.Listen listen, String what, Doors doors, Handler handler) {
    ServerSettings settings = ServerSettings.loopback(listen.port()).withHost(listen.host());
    return switch (HttpServer.start(settings, clock, doors, handler)) {
      case HttpServer.Start.Refused no -> throw new Stop(List.of(what + ": " + no.reason()));
      case HttpServer.Start.Started started -> {
        parts.addLast(() -> started.server().stop(STOP));
        yield started.server();
      }
    };
  }

  /// Lets commands find the running server.
  private void announce(String console, String gateway, String address) {
    String json =
        "{\"console\":\"%s\",\"aws\":\"%s\",\"address\":\"%s\"}"
            .formatted(console, gateway, address);
    parts.addLast(() -> Files.deleteIfExists(directory.serverFile()));
    try {
      Secrets.write(directory.serverFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }

  private void undo() {
    while (!parts.isEmpty()) {
      try {
        parts.removeLast().close();
      } catch (Exception e) {
        System.getLogger(Wiring.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not stop cleanly", e);
      }
    }
  }

  /// Serves once it is known how.
  private static final class LateHandler implements Handler {
    private volatile Handler handler = exchange -> exchange.answer(503, "starting");

    @Override
    public void handle(dev.obstat.http.Exchange exchange) {
      handler.handle(exchange);
    }
  }

  /// It cannot start, and why.
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> reasons;

    Stop(List<String> reasons) {
      super(String.join("; ", reasons));
      this.reasons = reasons;
    }
  }
}
