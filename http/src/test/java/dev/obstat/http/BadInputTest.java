package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What clients do wrong, as it is and inside a tunnel: both are told the same.
@DisplayName("Clients that misbehave")
class BadInputTest {
  private static final SSLContext TLS = OneCertificate.of("dns:a");
  private static final String POST = "POST / HTTP/1.1\r\nhost: a\r\n";

  enum Way {
    PLAIN,
    TUNNEL
  }

  private final CountDownLatch gone = new CountDownLatch(1);
  private final HttpServer server = start();

  private HttpServer start() {
    Doors doors = new Doors.Proxy(TLS, Doors.Own.PLAIN, _ -> new Gatekeeper.Answer.Answered());
    ServerSettings settings = ServerSettings.loopback(0).withPatience(Servers.QUICK);
    return switch (HttpServer.start(settings, Clock.systemUTC(), doors, this::serve)) {
      case HttpServer.Start.Started(HttpServer started) -> started;
      case HttpServer.Start.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void serve(Exchange exchange) {
    switch (exchange.body(8 << 20)) {
      case Received.Refused(Refusal refusal) -> exchange.refuse(refusal);
      case Received.Whole(Content content) -> {
        if (exchange.request().target().equals("/wait")) {
          await(exchange);
        }
        Servers.ok(exchange, exchange.request().target() + content.text());
      }
    }
  }

  /// Looks for its client as a held request does.
  private void await(Exchange exchange) {
    for (int i = 0; i < 20; i++) {
      if (exchange.clientGone()) {
        gone.countDown();
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RawClient client(Way way) throws IOException {
    RawClient client = new RawClient(server.port());
    if (way == Way.PLAIN) {
      return client;
    }
    client.send("CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    return client.secured(TLS, "a");
  }

  @ParameterizedTest(name = "{0}: one that has said all and closed its side is still answered")
  @EnumSource
  void halfClosedAfterARequest(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send(POST + "content-length: 4\r\n\r\nbody");
      client.endOutput();
      assertThat(client.reply().body()).isEqualTo("/body");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}: one that closes its side in the middle of a head is told")
  @EnumSource
  void halfClosedInTheHead(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send(POST + "x: ");
      client.endOutput();
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo("the connection ended in the middle of the request head\n");
    }
  }

  @ParameterizedTest(name = "{0}: a body shorter than its length is told and never looks whole")
  @EnumSource
  void shorterThanItsLength(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send(POST + "content-length: 10\r\n\r\nbody");
      client.endOutput();
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).startsWith("the request body broke off: ");
    }
  }

  @ParameterizedTest(name = "{0}: what is beyond a body's length is no part of it, and no request")
  @EnumSource
  void longerThanItsLength(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send(POST + "content-length: 4\r\n\r\nbody and more\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("/body");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}: a flood of headers is refused before it is all here")
  @EnumSource
  void floodOfHeaders(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send("GET / HTTP/1.1\r\nhost: a\r\n" + "x: y\r\n".repeat(200));
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(431);
      assertThat(reply.body()).contains("128");
    }
    try (RawClient client = client(way)) {
      client.send("GET / HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(70_000));
      assertThat(client.reply().status()).isEqualTo(431);
    }
  }

  @ParameterizedTest(name = "{0}: a head that trickles is ended")
  @EnumSource
  void slowHead(Way way) throws Exception {
    try (RawClient client = client(way)) {
      client.send("GET / HTTP/1.1\r\n");
      for (int i = 0; i < 5; i++) {
        Thread.sleep(100);
        client.send("x");
      }
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request head arrived too slowly\n");
    }
  }

  @ParameterizedTest(name = "{0}: a body that stops coming is ended")
  @EnumSource
  void slowBody(Way way) throws IOException {
    try (RawClient client = client(way)) {
      client.send(POST + "content-length: 10\r\n\r\nbody");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request body arrived too slowly\n");
    }
  }

  @ParameterizedTest(name = "{0}: a flood of headers on CONNECT itself is refused too")
  @EnumSource(names = "TUNNEL")
  void floodOfHeadersOnConnect(Way way) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n" + "x: y\r\n".repeat(200));
      assertThat(client.reply().status()).as(way.name()).isEqualTo(431);
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send("CONNECT " + "a".repeat(20_000));
      assertThat(client.reply().status()).isEqualTo(414);
    }
  }

  @ParameterizedTest(name = "{0}: one that hangs up while its handler waits is noticed")
  @EnumSource
  void hangsUp(Way way) throws Exception {
    RawClient client = client(way);
    client.send("GET /wait HTTP/1.1\r\nhost: a\r\n\r\n");
    Thread.sleep(100);
    client.close();
    assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest(name = "{0}: looking for one that waits loses nothing of what it sends next")
  @EnumSource
  void sendsOnWhileItsHandlerWaits(Way way) throws Exception {
    try (RawClient client = client(way)) {
      for (int round = 0; round < 3; round++) {
        client.send("GET /wait HTTP/1.1\r\nhost: a\r\n\r\n");
        Thread.sleep(50);
        client.send("POST /ne");
        Thread.sleep(50);
        client.send("xt HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nbody");
        assertThat(client.reply().body()).isEqualTo("/wait");
        assertThat(client.reply().body()).isEqualTo("/nextbody");
      }
    }
    assertThat(gone.getCount()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: a large body comes through whole in both directions")
  @EnumSource
  void large(Way way) throws Exception {
    String body = "0123456789abcdef".repeat(200_000);
    try (RawClient client = client(way)) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send(POST + "content-length: " + body.length() + "\r\n\r\n" + body);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      RawClient.Reply reply = client.reply();
      sender.join();
      assertThat(reply.body()).isEqualTo("/" + body);
      assertThat(reply.body().getBytes(StandardCharsets.ISO_8859_1)).hasSize(body.length() + 1);
    }
  }

  @ParameterizedTest(name = "{0}: nothing is taken for a request that TLS has not protected")
  @EnumSource(names = "TUNNEL")
  void plainInATunnel(Way way) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.head().toLowerCase(Locale.ROOT)).as(way.name()).startsWith("http/1.1 200");
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
    }
  }
}
