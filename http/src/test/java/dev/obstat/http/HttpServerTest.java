package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

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
                  pause(exchange.request().target().equals("/0") ? 50 : 0);
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
                  await(release);
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
  void continueIsSentOnlyWhenTheHandlerAsksForTheBody() throws Exception {
    CountDownLatch ask = new CountDownLatch(1);
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  await(ask);
                  Servers.ok(exchange, text(exchange));
                });
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\nexpect: 100-Continue\r\n\r\n");
      client.timeout(300);
      assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
      client.timeout(5000);
      ask.countDown();
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("abcd").reply().body()).isEqualTo("abcd");
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aHandlerRefusesBeforeTheUpload() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> exchange.refuse(new Refusal(403, "not you")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\nexpect: 100-continue\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body()).isEqualTo("not you\n");
      assertThat(reply.has("connection: close")).isTrue();
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aBodyOverTheBoundIsRefusedBeforeTheUpload() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send(
          "PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 65537\r\nexpect: 100-continue\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).isEqualTo("the request body is larger than 65536 bytes\n");
    }
  }

  @Test
  void aClientThatUploadsRegardlessStillReadsTheRefusal() throws Exception {
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0), exchange -> exchange.refuse(new Refusal(403, "no")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 8000000\r\n\r\n");
      client.send("a".repeat(8_000_000));
      assertThat(client.reply().status()).isEqualTo(403);
    }
  }

  @Test
  void anUnreadBodyThatIsHereAnywayDoesNotCostTheConnection() throws IOException {
    try (HttpServer server = Servers.start(exchange -> exchange.refuse(new Refusal(403, "no")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd" + GET);
      assertThat(client.reply().status()).isEqualTo(403);
      assertThat(client.reply().status()).isEqualTo(403);
    }
  }

  @Test
  void aSlowHeadIsTimedOut() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, ""));
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nho");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request head arrived too slowly\n");
    }
  }

  @Test
  void aHeadThatTricklesIsTimedOutAllTheSame() throws Exception {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, ""));
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nx: ");
      for (int i = 0; i < 8; i++) {
        client.send("a");
        Thread.sleep(60);
      }
      assertThat(client.reply().status()).isEqualTo(408);
    }
  }

  @Test
  void aSlowBodyIsTimedOut() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nab");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request body arrived too slowly\n");
    }
  }

  @Test
  void aBodyThatTricklesIsTimedOutAllTheSame() throws Exception {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n");
      for (int i = 0; i < 12; i++) {
        client.send("a");
        Thread.sleep(50);
      }
      assertThat(client.reply().status()).isEqualTo(408);
    }
  }

  @Test
  void aBodyThatBreaksOffNeverLooksWhole() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nab");
      client.endOutput();
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo("the request body broke off: the body ended after 2 of 4 bytes\n");
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    Patience impatient =
        new Patience(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0).withPatience(impatient),
                exchange -> Servers.ok(exchange, "x"));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aHandlerThatDoesNotAnswerIsAnError() throws IOException {
    try (HttpServer server = Servers.start(exchange -> {});
        RawClient client = new RawClient(server.port())) {
      RawClient.Reply reply = client.send(GET).reply();
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).isEqualTo("the request was not answered\n");
      assertThat(client.send(GET).reply().status()).isEqualTo(500);
    }
  }

  @Test
  void aHandlerThatThrowsTellsTheClientNothingOfIt() throws IOException {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  throw new IllegalStateException("a secret");
                });
        RawClient client = new RawClient(server.port())) {
      RawClient.Reply reply = client.send(GET).reply();
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).isEqualTo("the request failed here: it is in the server's log\n");
    }
  }

  @Test
  void halfAnAnswerNeverLooksWhole() throws IOException {
    try (HttpServer server =
        Servers.start(
            exchange -> {
              try (AnswerStream out = exchange.stream(new ResponseHead(200, Headers.empty()))) {
                out.write(new byte[10]);
                out.flush();
                throw new IllegalStateException("in the middle");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })) {
      try (RawClient client = new RawClient(server.port())) {
        assertThatThrownBy(() -> client.send(GET).reply())
            .isInstanceOfAny(EOFException.class, SocketException.class);
      }
    }
  }

  @Test
  void aStreamShorterThanItsLengthBreaksTheConnection() throws IOException {
    try (HttpServer server =
        Servers.start(
            exchange ->
                exchange.answer(
                    new ResponseHead(200, Headers.empty()),
                    new Body.Sized(Content.text("abc").stream(), 4)))) {
      try (RawClient client = new RawClient(server.port())) {
        assertThatThrownBy(() -> client.send(GET).reply())
            .isInstanceOfAny(EOFException.class, SocketException.class);
      }
    }
  }

  @Test
  void aBodyCanBeReadOnAfterTheAnswerHasBegun() throws IOException {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  AnswerStream out = exchange.stream(new ResponseHead(200, Headers.empty()));
                  try (InputStream in = exchange.bodyStream()) {
                    out.write(in.read());
                    out.flush();
                    in.transferTo(out);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                  out.finish();
                });
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd");
      assertThat(client.reply().body()).isEqualTo("abcd");
    }
  }

  @Test
  void aHandlerThatFailsAfterAWholeAnswerDoesNotTakeItBack() throws IOException {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  Servers.ok(exchange, "done");
                  throw new IllegalStateException("afterwards");
                });
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().body()).isEqualTo("done");
      assertThat(client.send(GET).reply().body()).isEqualTo("done");
    }
  }

  @Test
  void theServerOwnsTheFramingOfItsAnswers() throws IOException {
    try (HttpServer server =
            Servers.start(
                exchange ->
                    exchange.answer(
                        new ResponseHead(
                            200,
                            Headers.of(
                                "Content-Length",
                                "99",
                                "Transfer-Encoding",
                                "gzip",
                                "connection",
                                "x-a",
                                "x-a",
                                "1",
                                "X-B",
                                "2")),
                        new Body.Whole(Content.text("abc"))));
        RawClient client = new RawClient(server.port())) {
      RawClient.Reply reply = client.send(GET).reply();
      assertThat(reply.body()).isEqualTo("abc");
      assertThat(reply.head()).doesNotContain("gzip", "99", "x-a", "connection");
      assertThat(reply.has("x-b: 2")).isTrue();
    }
  }

  @Test
  void anAnswerToHeadHasTheLengthAndNoBody() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, "abcd"));
        RawClient client = new RawClient(server.port())) {
      client.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n" + GET);
      assertThat(client.head()).contains("content-length: 4");
      assertThat(client.reply().body()).isEqualTo("abcd");
    }
  }

  @Test
  void aHeaderCannotSplitAnAnswer() {
    assertThatThrownBy(() -> new Header("a", "b\r\nc: d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value of header `a` contains a control or non-Latin-1 character");
    assertThatThrownBy(() -> new Header("a: b\r\nc", "d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  try {
                    exchange.answer(
                        new ResponseHead(200, Headers.empty()),
                        new Body.Sized(new Endless(), Long.MAX_VALUE / 2));
                  } catch (ClientGone e) {
                    failure.complete(e);
                    throw e;
                  }
                });
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(failure.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("did not take what was sent to it in time");
    }
  }

  @Test
  void aClientThatGoesAwayInTheMiddleEndsTheAnswer() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (HttpServer server =
        Servers.start(
            exchange -> {
              try {
                exchange.answer(
                    new ResponseHead(200, Headers.empty()), new Body.Chunked(new Endless()));
              } catch (ClientGone e) {
                failure.complete(e);
                throw e;
              }
            })) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET).head();
      }
      assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void aHandlerThatWaitsLearnsThatItsClientHungUp() throws Exception {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    try (HttpServer server =
        Servers.start(
            exchange -> {
              boolean before = exchange.clientGone();
              asked.countDown();
              for (int i = 0; i < 500 && !exchange.clientGone(); i++) {
                pause(10);
              }
              gone.complete(!before && exchange.clientGone());
            })) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET);
        await(asked);
      }
      assertThat(gone.get(8, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void askingWhetherTheClientHungUpLosesNothingOfItsNextRequest() throws Exception {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  for (int i = 0; i < 20; i++) {
                    exchange.clientGone();
                    pause(5);
                  }
                  Servers.ok(exchange, exchange.request().target());
                });
        RawClient client = new RawClient(server.port())) {
      client.send("GET /1 HTTP/1.1\r\nhost: a\r\n\r\n");
      Thread.sleep(40);
      client.send("GET /2 HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("/1");
      assertThat(client.reply().body()).isEqualTo("/2");
    }
  }

  @Test
  void eventsArriveOneByOneAndTheEndOfTheClientIsNoticedWithoutSending() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CompletableFuture<Boolean> noticed = new CompletableFuture<>();
    try (HttpServer server =
        Servers.start(
            exchange -> {
              EventStream events = exchange.events(Headers.of("x-a", "1"));
              events.send("greeting", "two\nlines");
              await(first);
              events.send("7", "vote", "done");
              events.comment("still here");
              noticed.complete(goneWithin(events, Duration.ofSeconds(5)));
            })) {
      try (RawClient client = new RawClient(server.port())) {
        String head = client.send(GET).head();
        assertThat(head).contains("content-type: text/event-stream", "x-a: 1", "connection: close");
        assertThat(chunk(client)).isEqualTo("event: greeting\ndata: two\ndata: lines\n\n");
        first.countDown();
        assertThat(chunk(client)).isEqualTo("id: 7\nevent: vote\ndata: done\n\n");
        assertThat(chunk(client)).isEqualTo(": still here\n\n");
        assertThat(noticed.isDone()).isFalse();
      }
      assertThat(noticed.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEventStreamEndsWellWhenItsHandlerReturns() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> exchange.events(Headers.empty()).send("a", "b"));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().body()).isEqualTo("event: a\ndata: b\n\n");
      assertThat(client.isClosed()).isTrue();
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
              await(release);
              Servers.ok(exchange, "done");
            });
    try (RawClient busy = new RawClient(server.port()).send(GET);
        RawClient idle = new RawClient(server.port());
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      await(running);
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
              pause(60_000);
            });
    try (RawClient client = new RawClient(server.port()).send(GET)) {
      await(running);
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
                  Servers.ok(exchange, text(exchange));
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

  private static String chunk(RawClient client) throws IOException {
    int size = Integer.parseInt(client.line(), 16);
    String text = new String(client.in().readNBytes(size), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(client.line()).isEmpty();
    return text;
  }

  private static String text(Exchange exchange) {
    return switch (exchange.body(65_536)) {
      case Received.Whole(Content body) -> body.text();
      case Received.Refused(Refusal refusal) -> throw new BodyBroken(refusal);
    };
  }

  private static boolean goneWithin(EventStream events, Duration limit) {
    try {
      return events.goneWithin(limit);
    } catch (InterruptedException e) {
      return false;
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Zeros without end, counted.
  static final class Endless extends InputStream {
    final AtomicLong given = new AtomicLong();

    @Override
    public int read() {
      given.incrementAndGet();
      return 0;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      given.addAndGet(count);
      return count;
    }
  }
}
