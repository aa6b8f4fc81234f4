package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.catalog.People;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Holds;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.PassingAnswers;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.proxy.CertificateAuthority;
import dev.obstat.gateways.aws.proxy.MintedKeys;
import dev.obstat.gateways.aws.proxy.ProxyGatekeeper;
import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.Doors;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ServerSettings;
import dev.obstat.http.Upstream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// A gateway at work, with all that belongs to it: journal, gate, an open session, and an engine
/// behind it.
final class Installation implements AutoCloseable {
  static final String REVIEWS = "http://127.0.0.1:8470";
  private static final byte[] KEY =
      "an installation key of 32 bytes!".getBytes(StandardCharsets.UTF_8);
  private static final AwsModels MODELS = AwsModels.load();

  final MovableClock clock = new MovableClock();
  final InMemoryJournal journal = new InMemoryJournal(clock);
  final SimpleRules rules = new SimpleRules(journal, clock);
  final Engine engine = new Engine(clock);
  final PassingAnswers passing = new PassingAnswers(clock);
  final SessionKeys keys = new SessionKeys(KEY, new SecureRandom());
  final CertificateAuthority authority =
      CertificateAuthority.make("127.0.0.1", new SecureRandom(), clock);
  final SessionDesk sessions;
  final Strangers strangers = new Strangers(journal, clock);
  final Session session;
  private final ReviewDesk reviews;
  private final Forwarder forwarder;
  private final HttpServer gateway;
  private final AtomicInteger requests = new AtomicInteger();

  Installation() {
    this(GatewaySettings.USUAL_BUFFER, ForwardSettings.usual());
  }

  Installation(int mostBuffered, ForwardSettings forwarding) {
    this(mostBuffered, forwarding, Duration.ZERO);
  }

  /// @param patience how long held requests wait for their review
  Installation(int mostBuffered, ForwardSettings forwarding, Duration patience) {
    this(
        mostBuffered,
        forwarding,
        patience,
        (upstreams, _, _) ->
            Account.of(
                "111122223333", "agents", upstreams, new FixedCredentials(Engine.REAL), Set.of()));
  }

  /// With which credentials, and where.
  interface Reaching {
    Account account(Upstreams upstreams, Forwarder forwarder, Clock clock);
  }

  Installation(Reaching reaching) {
    this(GatewaySettings.USUAL_BUFFER, ForwardSettings.usual(), Duration.ZERO, reaching);
  }

  private Installation(
      int mostBuffered, ForwardSettings forwarding, Duration patience, Reaching reaching) {
    Ids ids = new Ids(new SecureRandom());
    People people = new Colleagues();
    journal.write(
        books -> {
          books.record(new Fact.PolicySetInForce(SimpleRules.DIGEST, Map.of(), clock.instant()));
          books.record(new Fact.CatalogInForce("none", Map.of(), clock.instant()));
          return 2;
        });
    this.sessions = new SessionDesk(journal, keys::freshAccessKeyId, ids, clock);
    this.reviews = new ReviewDesk(journal, new Electorates(() -> people), ids, clock);
    this.session = open(Duration.ofHours(1));
    Upstream upstream = engine.upstream();
    Map<String, Upstream> own = new HashMap<>();
    for (String service :
        List.of("s3", "sqs", "dynamodb", "rds", "ec2", "secretsmanager", "monitoring")) {
      own.put(service, upstream);
    }
    this.forwarder = new Forwarder(forwarding, tls());
    AwsGateway handler =
        new AwsGateway(
            new GatewaySettings(
                REVIEWS, Channel.PLAIN, Set.of("localhost"), patience, mostBuffered),
            KEY,
            keys,
            MODELS,
            new Gate(
                rules,
                () -> rules,
                journal,
                new Holds(new Electorates(() -> people), ids),
                ids,
                clock),
            journal,
            strangers,
            new Accounts(
                reaching.account(new Upstreams(own, false, Variant.PLAIN), forwarder, clock),
                Map.of()),
            forwarder,
            new Beyond(Contents.NONE, passing),
            clock);
    this.gateway =
        Servers.start(
            ServerSettings.loopback(0),
            clock,
            new Doors.Proxy(
                MintedKeys.context(authority, new SecureRandom(), clock),
                Doors.Own.PLAIN,
                new ProxyGatekeeper(
                    List.of(), journal, keys, strangers, InetAddress::getAllByName, clock)),
            exchange -> {
              requests.incrementAndGet();
              handler.handle(exchange);
            });
  }

  /// `ana` operates the agent, `olga` opened its session, `rosa` and `ben` may vote.
  private record Colleagues() implements People {
    @Override
    public boolean knows(String person) {
      return Set.of("ana", "olga", "rosa", "ben").contains(person);
    }

    @Override
    public Set<String> groupsOf(String person) {
      return Set.of();
    }

    @Override
    public Set<String> membersOf(String group) {
      return Set.of();
    }

    @Override
    public Optional<String> ownersOf(String service) {
      return Optional.empty();
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Session open(Duration life) {
    return switch (sessions.open("kiro", "ana", "olga", "fix the cost report", life)) {
      case SessionDesk.Answer.Opened opened -> opened.session();
      case SessionDesk.Answer.NotOpened no -> throw new AssertionError(no.why());
    };
  }

  int port() {
    return gateway.port();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /// How many requests reached the gateway.
  int requests() {
    return requests.get();
  }

  /// A client of the SDK as an agent would have it.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(session.accessKeyId(), keys.secretOf(session.accessKeyId())));
  }

  /// The facts since the session was opened, in order.
  List<Fact> facts() {
    return journal.read(books -> books.entries(3, 10_000).stream().map(Entry::fact).toList());
  }

  <T extends Fact> List<T> facts(Class<T> kind) {
    return facts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<String> kinds() {
    return facts().stream().map(fact -> fact.getClass().getSimpleName()).toList();
  }

  /// Waits for a fact that is recorded after the client has its answer.
  void await(Predicate<List<String>> wanted) throws InterruptedException {
    for (int i = 0; i < 500 && !wanted.test(kinds()); i++) {
      Thread.sleep(10);
    }
    assertThat(wanted.test(kinds())).as("facts: %s", kinds()).isTrue();
  }

  List<Incident> incidents() {
    return journal.read(books -> books.incidents().open());
  }

  List<Review> openReviews() {
    return journal.read(books -> books.reviews().open());
  }

  void vote(Review review, Vote.Choice choice, String comment) {
    String shown =
        journal.read(books -> Electorates.showing(books, review, clock.instant()).text());
    Vote vote =
        new Vote("rosa", choice, comment, review.digest(), shown, "console", clock.instant());
    assertThat(reviews.vote(review.id(), vote)).isInstanceOf(ReviewDesk.Answer.Counted.class);
  }

  void approve() {
    new ArrayList<>(openReviews()).forEach(r -> vote(r, Vote.Choice.APPROVE, "looked at it"));
  }

  @Override
  public void close() {
    gateway.close();
    forwarder.close();
    engine.close();
    assertThat(engine.turnedAway()).as("signatures made for the engine").isEmpty();
  }
}
