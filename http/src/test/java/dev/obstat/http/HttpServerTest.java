package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests reach the handler as they were sent, in bounded number, until the server is stopped.
class HttpServerTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  @Test
  void theHandlerSeesTheRequestExactlyAsItWasSent() throws IOException {
    List<RequestHead> seen = new ArrayList<>();
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  seen.add(exchange.request());
                  Servers.ok(exchange, exchange.client().getAddress().getHostAddress());
                });
        RawClient client = new RawClient(server.port())) {
      client.send("PuT /%41?x=%2f&y HTTP/1.1\r\nHOST: A:1\r\nx-A: 1\r\nX-a:  2 \r\nx-a:\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("127.0.0.1");
    }
    assertThat(seen)
        .containsExactly(
            new RequestHead(
                "PuT",
                "/%41?x=%2f&y",
                Headers.of("HOST", "A:1", "x-A", "1", "X-a", "2", "x-a", "")));
    assertThat(seen.getFirst().path()).isEqualTo("/%41");
    assertThat(seen.getFirst().query()).contains("x=%2f&y");
    assertThat(seen.getFirst().headers().all("x-a")).containsExactly("1", "2", "");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  Servers.pause(exchange.request().target().equals("/0") ? 50 : 0);
                  Servers.ok(exchange, exchange.request().target());
                });
        RawClient client = new RawClient(server.port())) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append("GET /%d HTTP/1.1\r\nhost: a\r\n\r\n".formatted(i));
      }
      client.send(all.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(client.reply().body()).isEqualTo("/" + i);
      }
    }
  }

  @Test
  void theAnswerSaysWhenItWasMadeByTheServersClock() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-11-03T08:09:07Z"), ZoneOffset.UTC);
    HttpServer.Start start =
        HttpServer.start(ServerSettings.loopback(0), clock, exchange -> exchange.answer(200, "x"));
    try (HttpServer server = ((HttpServer.Start.Started) start).server();
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().has("date: Tue, 03 Nov 2026 08:09:07 GMT")).isTrue();
    }
  }

  @Test
  void aTakenPortIsRefusedWithTheAddress() {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, ""))) {
      HttpServer.Start second =
          HttpServer.start(
              ServerSettings.loopback(server.port()), Clock.systemUTC(), exchange -> {});
      assertThat(second)
          .isEqualTo(
              new HttpServer.Start.Refused(
                  "cannot listen on `127.0.0.1:%d`: address already in use; choose another port or end what listens there"
                      .formatted(server.port())));
    }
  }

  @Test
  void aHostThatIsNotThisMachinesIsRefused() {
    assertThat(
            HttpServer.start(
                ServerSettings.loopback(0).withHost("192.0.2.1"),
                Clock.systemUTC(),
                exchange -> {}))
        .isInstanceOf(HttpServer.Start.Refused.class)
        .asString()
        .contains("cannot listen on `192.0.2.1:0`: ");
    assertThat(
            HttpServer.start(
                ServerSettings.loopback(0).withHost("nowhere.invalid"),
                Clock.systemUTC(),
                exchange -> {}))
        .isEqualTo(
            new HttpServer.Start.Refused("cannot listen on `nowhere.invalid:0`: no such host"));
  }

  @Test
  void aRequestBeyondTheBoundIsToldToComeBack() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0).withLoad(new Load(2, 100)),
                exchange -> {
                  running.countDown();
                  Servers.await(release);
                  Servers.ok(exchange, "done");
                });
        RawClient first = new RawClient(server.port()).send(GET);
        RawClient second = new RawClient(server.port()).send(GET);
        RawClient third = new RawClient(server.port())) {
      assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
      RawClient.Reply reply = third.send(GET).reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.has("retry-after: 1")).isTrue();
      assertThat(reply.body())
          .isEqualTo("2 requests are being served already: try again in a second\n");
      release.countDown();
      assertThat(first.reply().body()).isEqualTo("done");
      assertThat(second.reply().body()).isEqualTo("done");
      assertThat(third.send(GET).reply().body()).isEqualTo("done");
    }
  }

  @Test
  void aConnectionBeyondTheBoundIsTurnedAway() throws IOException {
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0).withLoad(new Load(10, 1)),
                exchange -> Servers.ok(exchange, "ok"));
        RawClient first = new RawClient(server.port())) {
      assertThat(first.send(GET).reply().status()).isEqualTo(200);
      try (RawClient second = new RawClient(server.port())) {
        RawClient.Reply reply = second.reply();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).isEqualTo("too many connections: try again later");
        assertThat(second.isClosed()).isTrue();
      }
    }
  }

  @Test
  void stoppingWaitsForWhatRunsAndTakesNothingNew() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    HttpServer server =
        Servers.start(
            exchange -> {
              running.countDown();
              Servers.await(release);
              Servers.ok(exchange, "done");
            });
    try (RawClient busy = new RawClient(server.port()).send(GET);
        RawClient idle = new RawClient(server.port());
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Servers.await(running);
      Future<Boolean> stopped = executor.submit(() -> server.stop(Duration.ofSeconds(5)));
      assertThat(idle.isClosed()).isTrue();
      assertThatThrownBy(() -> new RawClient(server.port()).close())
          .isInstanceOf(IOException.class);
      assertThat(stopped.isDone()).isFalse();
      release.countDown();
      RawClient.Reply reply = busy.reply();
      assertThat(reply.body()).isEqualTo("done");
      assertThat(reply.has("connection: close")).isTrue();
      assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stoppingBreaksOffWhatRunsTooLong() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    HttpServer server =
        Servers.start(
            exchange -> {
              running.countDown();
              Servers.pause(60_000);
            });
    try (RawClient client = new RawClient(server.port()).send(GET)) {
      Servers.await(running);
      assertThat(server.stop(Duration.ofMillis(100))).isFalse();
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aHundredConnectionsAreServedAtOnce() throws Exception {
    AtomicInteger served = new AtomicInteger();
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  served.incrementAndGet();
                  Servers.ok(exchange, Servers.text(exchange));
                });
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String body = "body" + i;
        clients.add(
            executor.submit(
                () -> {
                  try (RawClient client = new RawClient(server.port())) {
                    for (int n = 0; n < 50; n++) {
                      client.send(
                          "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n%s"
                              .formatted(body.length(), body));
                      assertThat(client.reply().body()).isEqualTo(body);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(served).hasValue(5000);
  }
}
