package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// A gateway that forwards everything to a scripted upstream and keeps what came of it. All that a
/// test opens through it is closed with it, the last first.
final class ForwardingScene {
  static final String GET = "GET /x?y=%2F HTTP/1.1\r\nhost: gateway\r\n\r\n";
  static final ForwardSettings QUICK =
      ForwardSettings.usual()
          .withTimes(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(3));
  private final List<AutoCloseable> opened = new ArrayList<>();
  final BlockingQueue<Forwarded> outcomes = new LinkedBlockingQueue<>();
  final Forwarder forwarder = opened(new Forwarder(QUICK, systemTls()));

  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  static void echoForEver(ScriptedUpstream.Conversation c) throws IOException {
    while (true) {
      c.answer(c.request());
    }
  }

  Fetched fetch(Upstream upstream) {
    return forwarder.fetch(
        new Outbound(upstream, "GET", "/", Headers.empty(), new Body.None()), 1000);
  }

  interface Listening {
    Object run(ScriptedUpstream.Conversation conversation) throws IOException;
  }

  /// Reads as it is told and answers the same to every request.
  ScriptedUpstream upstream(Listening listening, String answer) {
    return opened(
        new ScriptedUpstream(
            c -> {
              while (true) {
                listening.run(c);
                c.answer(answer);
              }
            }));
  }

  RawClient client(ScriptedUpstream upstream) throws IOException {
    return client(upstream, forwarder, Relaying.unchanged());
  }

  /// A client of a server that forwards everything, as a gateway would, and keeps the outcomes.
  RawClient client(ScriptedUpstream upstream, Forwarder with, Relaying relaying)
      throws IOException {
    return opened(new RawClient(gateway(upstream, with, relaying).port()));
  }

  HttpServer gateway(ScriptedUpstream upstream, Forwarder with, Relaying relaying) {
    return opened(
        Servers.start(
            ServerSettings.loopback(0),
            exchange -> {
              RequestHead request = exchange.request();
              Forwarded outcome =
                  with.forward(
                      new Outbound(
                          upstream.upstream(),
                          request.method(),
                          request.target(),
                          request.headers(),
                          exchange.received()),
                      exchange,
                      relaying);
              outcomes.add(outcome);
              if (!exchange.answered()) {
                exchange.refuse(
                    exchange.brokenBody().orElseGet(() -> new Refusal(502, outcome.toString())));
              }
            }));
  }

  Forwarded outcome() throws InterruptedException {
    Forwarded outcome = outcomes.poll(5, TimeUnit.SECONDS);
    assertThat(outcome).isNotNull();
    return outcome;
  }

  <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }

  static SSLContext systemTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
