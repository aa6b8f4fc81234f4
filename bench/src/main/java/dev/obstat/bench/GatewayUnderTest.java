package dev.obstat.bench;

import dev.obstat.core.context.Gathering;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Holds;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.gather.Gatherer;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.policy.Deciding;
import dev.obstat.gateways.aws.Account;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.AwsGateway;
import dev.obstat.gateways.aws.Beyond;
import dev.obstat.gateways.aws.GatewaySettings;
import dev.obstat.gateways.aws.Upstreams;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Handler;
import dev.obstat.http.HttpServer;
import dev.obstat.http.Upstream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/// The whole AWS gateway on a port of its own, put together as the server does, in front of one S3
/// upstream.
final class GatewayUnderTest implements AutoCloseable {
  private static final byte[] INSTALLATION_KEY = new byte[32];

  private final Forwarder forwarder;
  private final HttpServer server;
  private final SessionKeys keys;

  private GatewayUnderTest(Forwarder forwarder, HttpServer server, SessionKeys keys) {
    this.forwarder = forwarder;
    this.server = server;
    this.keys = keys;
  }

  /// What is put around the parts, to time them.
  record Around(
      UnaryOperator<Journal> journal,
      UnaryOperator<Gathering> gathering,
      UnaryOperator<Deciding> deciding,
      UnaryOperator<Handler> handler) {

    static Around journal(UnaryOperator<Journal> journal) {
      return new Around(
          journal, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }
  }

  static GatewayUnderTest start(Scene scene, Upstream upstream, SSLContext tls, Around around) {
    SecureRandom random = new SecureRandom();
    Clock clock = scene.clock();
    Ids ids = new Ids(random);
    SessionKeys keys = new SessionKeys(INSTALLATION_KEY, random);
    Journal journal = around.journal().apply(scene.journal());
    Deciding deciding = around.deciding().apply(scene.policies());
    Gate gate =
        new Gate(
            around
                .gathering()
                .apply(
                    new Gatherer(
                        journal, scene.catalogs(), Windows.USUAL, LiveFacts.NOBODY, clock)),
            () -> deciding,
            journal,
            new Holds(new Electorates(scene.catalogs()::current), ids),
            ids,
            clock);
    Forwarder forwarder = new Forwarder(ForwardSettings.usual(), tls);
    AwsGateway gateway =
        new AwsGateway(
            new GatewaySettings(
                "http://127.0.0.1:8470",
                Channel.PLAIN,
                Set.of("127.0.0.1"),
                Duration.ZERO,
                GatewaySettings.USUAL_BUFFER),
            INSTALLATION_KEY,
            keys,
            AwsModels.load(),
            gate,
            journal,
            new Strangers(journal, clock),
            new Accounts(
                Account.of(
                    Scene.ACCOUNT,
                    Scene.ROLE,
                    new Upstreams(Map.of("s3", upstream), false, Variant.PLAIN),
                    new FixedCredentials(new RealKeys("AKIABENCHBENCHBENCHB", "real-secret", "")),
                    Set.of()),
                Map.of(),
                List.of()),
            forwarder,
            Beyond.NOTHING,
            clock);
    HttpServer server = Ports.listen(around.handler().apply(gateway), clock);
    return new GatewayUnderTest(forwarder, server, keys);
  }

  int port() {
    return server.port();
  }

  /// What the session's client signs with.
  RealKeys clientKeys() {
    return new RealKeys(Scene.ACCESS_KEY, keys.secretOf(Scene.ACCESS_KEY), "");
  }

  @Override
  public void close() {
    server.close();
    forwarder.close();
  }
}
