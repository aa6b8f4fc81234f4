package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class ForwarderTest {
  private static final String GET = "GET /x?y=%2F HTTP/1.1\r\nhost: gateway\r\n\r\n";
  private static final ForwardSettings QUICK =
      ForwardSettings.usual()
          .withTimes(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(3));

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final BlockingQueue<Forwarded> outcomes = new LinkedBlockingQueue<>();
  private final Forwarder forwarder = opened(new Forwarder(QUICK, systemTls()));

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void aRequestGoesOutByteForByteAndWithoutFramingWhenItHasNoBody() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client = client(upstream);
    client.send(
        "DELETE /a%2Fb/../c?x=%41&x HTTP/1.1\r\nHost: gateway\r\nX-One: 1\r\nx-one: 2\r\n"
            + "Connection: keep-alive, te\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\nExpect: 100-continue\r\n\r\n");
    assertThat(client.reply().body()).isEqualTo("ok");
    assertThat(upstream.heads)
        .containsExactly(
            "DELETE /a%2Fb/../c?x=%41&x HTTP/1.1\r\nHost: gateway\r\nX-One: 1\r\nx-one: 2\r\n\r\n");
    assertThat(outcome())
        .isEqualTo(
            new Forwarded.Answered(
                new ResponseHead(200, Headers.of("Content-Length", "2")), 2, true));
  }

  @Test
  void theUpstreamsHostIsAddedWhenTheCallerGivesNone() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "ok");
    Outbound outbound =
        new Outbound(upstream.upstream(), "GET", "/", Headers.empty(), new Body.None());
    assertThat(forwarder.fetch(outbound, 10))
        .isEqualTo(
            new Fetched.Answered(
                new ResponseHead(200, Headers.of("Content-Length", "2")), Content.text("ok")));
    assertThat(upstream.heads.getFirst())
        .isEqualTo("GET / HTTP/1.1\r\nhost: 127.0.0.1:%d\r\n\r\n".formatted(upstream.port()));
  }

  @Test
  void aBodyWithALengthGoesOutWithThatLength() throws Exception {
    ScriptedUpstream upstream = opened(new ScriptedUpstream(c -> c.answer(c.request())));
    RawClient client = client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\nContent-Length: 4\r\n\r\nabcd");
    assertThat(client.reply().body())
        .isEqualTo("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd");
  }

  @Test
  void aBodyInChunksGoesOutInChunks() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  c.answer(c.read("4\r\nabcd\r\n0\r\n\r\n".length()));
                }));
    RawClient client = client(upstream);
    client.send(
        "PUT / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
    assertThat(client.reply().body()).isEqualTo("4\r\nabcd\r\n0\r\n\r\n");
    assertThat(upstream.heads.getFirst()).contains("transfer-encoding: chunked");
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    ScriptedUpstream upstream = opened(new ScriptedUpstream(ForwarderTest::echoForEver));
    RawClient client = client(upstream);
    for (int i = 0; i < 20; i++) {
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
    }
    assertThat(upstream.connections).hasValue(1);
  }

  @Test
  void answersOfRequestsAtOnceAreNeverMixedUp() throws Exception {
    ScriptedUpstream upstream = opened(new ScriptedUpstream(ForwarderTest::echoForEver));
    HttpServer gateway = gateway(upstream, forwarder, Relaying.unchanged());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String body = "body" + i;
        clients.add(
            executor.submit(
                () -> {
                  try (RawClient client = new RawClient(gateway.port())) {
                    for (int n = 0; n < 20; n++) {
                      client.send(
                          "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n%s"
                              .formatted(body.length(), body));
                      assertThat(client.reply().body()).endsWith("\r\n\r\n" + body);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(outcomes).hasSize(800).allMatch(Forwarded.Answered.class::isInstance);
  }

  @Test
  void aConnectionThatTheUpstreamClosedMeanwhileIsNotUsed() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.answer("ok");
                }));
    RawClient client = client(upstream);
    for (int i = 0; i < 20; i++) {
      assertThat(client.send(GET).reply().body()).isEqualTo("ok");
      Thread.sleep(5);
    }
    assertThat(upstream.connections).hasValue(20);
  }

  @Test
  void anUpstreamThatIsDownWasSentNothing() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "ok");
    upstream.close();
    RawClient client = client(upstream);
    assertThat(client.send(GET).reply().status()).isEqualTo(502);
    assertThat(outcome())
        .isEqualTo(
            new Forwarded.NotSent(
                "could not connect to `127.0.0.1:%d`: the connection was refused"
                    .formatted(upstream.port())));
  }

  @Test
  void anUpstreamWithoutANameWasSentNothing() {
    assertThat(fetch(new Upstream(false, "nowhere.invalid", 80)))
        .isEqualTo(new Fetched.NotSent("could not connect to `nowhere.invalid:80`: no such host"));
  }

  @Test
  void aRequestWhoseBodyNeverBeganWasNotSent() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client = client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("`xyz` is not a chunk size\n");
    assertThat(outcome())
        .isEqualTo(
            new Forwarded.NotSent("the request body could not be read: `xyz` is not a chunk size"));
    assertThat(upstream.heads).isEmpty();
  }

  @Test
  void aClientThatBreaksOffItsUploadLeavesTheUpstreamWithHalfARequest() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  try {
                    c.awaitEnd();
                  } catch (SocketException e) {
                    broken.countDown();
                  }
                }));
    RawClient client = client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabcd");
    Thread.sleep(50);
    client.endOutput();
    assertThat(client.reply().status()).isEqualTo(400);
    assertThat(outcome())
        .isEqualTo(
            new Forwarded.Unknown(
                "the request body could not be read: the request body broke off: the body ended after 4 of 10 bytes"));
    assertThat(broken.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anUpstreamThatIsTooSlowIsUnknown() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.awaitEnd();
                }));
    RawClient client = client(upstream);
    assertThat(client.send(GET).reply().status()).isEqualTo(502);
    assertThat(outcome()).isEqualTo(new Forwarded.Unknown("the upstream did not answer in time"));
    assertThat(client.send(GET).reply().status()).isEqualTo(502);
  }

  @Test
  void anUpstreamThatTricklesForEverIsEndedByTheTotal() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
                  for (int i = 0; i < 1000; i++) {
                    c.send("a");
                    Thread.sleep(50);
                  }
                }));
    Forwarder hasty =
        opened(
            new Forwarder(
                QUICK.withTimes(
                    Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(600)),
                systemTls()));
    RawClient client = client(upstream, hasty, Relaying.unchanged());
    assertThatThrownBy(() -> client.send(GET).reply())
        .isInstanceOfAny(EOFException.class, SocketException.class);
    assertThat(outcome())
        .asString()
        .matches(
            ".*the answer \\(status 200\\) broke off after \\d+ bytes: the upstream did not answer in time.*");
  }

  static Stream<Arguments> garbage() {
    String tooMany = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(200) + "\r\n";
    return Stream.of(
        arguments("nothing at all", "", "the upstream closed the connection without an answer"),
        arguments(
            "half a status line", "HTTP/1.1 2", "the connection ended in the middle of a line"),
        arguments(
            "half a head",
            "HTTP/1.1 200 OK\r\ncontent-le",
            "the connection ended in the middle of a line"),
        arguments(
            "another protocol",
            "SSH-2.0-OpenSSH_9.2\r\n",
            "`SSH-2.0-OpenSSH_9.2` is not a status line"),
        arguments(
            "a status of four digits",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "`HTTP/1.1 2000 OK` is not a status line"),
        arguments(
            "no framing",
            "HTTP/1.1 200 OK\r\n\r\nabc",
            "the answer (status 200) has neither content-length nor chunks: its end cannot be told from a broken connection"),
        arguments(
            "two framings",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc",
            "the answer has both content-length and transfer-encoding"),
        arguments(
            "two lengths",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc",
            "the answer repeats its framing header"),
        arguments(
            "a length that is none",
            "HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\nabc",
            "the answer has content-length `abc`"),
        arguments(
            "a coding nobody asked for",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nabc",
            "the answer has transfer-encoding `gzip`"),
        arguments(
            "a folded header",
            "HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n",
            "a folded header line: each header stands on one line"),
        arguments(
            "a bare line feed",
            "HTTP/1.1 200 OK\n\n",
            "a line ends in a bare line feed: lines end in CRLF"),
        arguments(
            "another protocol on request of nobody",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "the upstream switched protocols without being asked"),
        arguments(
            "interim answers without end",
            "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(30),
            "more than 16 interim answers"),
        arguments("too many headers", tooMany, "more than 128 header lines"));
  }

  @ParameterizedTest(name = "{0} is not an answer")
  @MethodSource
  void garbage(String what, String bytes, String reason) throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(bytes);
                }));
    RawClient client = client(upstream);
    assertThat(client.send(GET).reply().status()).isEqualTo(502);
    assertThat(outcome()).isEqualTo(new Forwarded.Unknown(reason));
  }

  static Stream<Arguments> cut() {
    return Stream.of(
        arguments(
            "with a length",
            "content-length: 100\r\n\r\nabcd",
            false,
            "the body ended after 4 of 100 bytes"),
        arguments(
            "in the middle of a chunk",
            "transfer-encoding: chunked\r\n\r\n64\r\nabcd",
            false,
            "the body ended in the middle of a chunk"),
        arguments(
            "between chunks",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n",
            false,
            "the connection ended in the middle of a line"),
        arguments(
            "before the end of the trailers",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n",
            false,
            "the connection ended in the middle of a line"),
        arguments(
            "in a chunk of garbage",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\nzz\r\n",
            false,
            "`zz` is not a chunk size"),
        arguments("with a reset", "content-length: 100\r\n\r\nabcd", true, "Connection reset"));
  }

  @ParameterizedTest(name = "an answer cut off {0} never looks like success")
  @MethodSource
  void cut(String what, String rest, boolean reset, String reason) throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\n" + rest);
                  if (reset) {
                    Thread.sleep(100);
                    c.reset();
                  }
                }));
    RawClient client = client(upstream);
    assertThatThrownBy(() -> client.send(GET).reply())
        .isInstanceOfAny(EOFException.class, SocketException.class);
    assertThat(outcome())
        .isEqualTo(
            new Forwarded.Unknown("the answer (status 200) broke off after 4 bytes: " + reason));
  }

  @Test
  void anAnswerBeforeTheBodyIsAllSentIsRelayedAtOnce() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  c.read(4);
                  c.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
                  c.awaitEnd();
                }));
    RawClient client = client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\nabcd");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo("no");
    assertThat(reply.has("connection: close")).isTrue();
    assertThat(outcome()).isInstanceOf(Forwarded.Answered.class);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void interimAnswersAreLeftOut() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n");
                  c.answer("ok");
                }));
    assertThat(client(upstream).send(GET).reply().body()).isEqualTo("ok");
  }

  @Test
  void anAnswerWithoutABodyStaysWithoutOne() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\nContent-Length: 77\r\nETag: a\r\n\r\n");
                  c.request();
                  c.send("HTTP/1.1 204 No Content\r\n\r\n");
                  c.request();
                  c.send("HTTP/1.1 304 Not Modified\r\n\r\n");
                  c.request();
                  c.answer("ok");
                }));
    RawClient client = client(upstream);
    client.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
    assertThat(client.head()).contains("content-length: 77").contains("ETag: a");
    assertThat(client.send(GET).head()).startsWith("HTTP/1.1 204").doesNotContain("content-length");
    assertThat(client.send(GET).head()).startsWith("HTTP/1.1 304").doesNotContain("content-length");
    assertThat(client.send(GET).reply().body()).isEqualTo("ok");
    assertThat(upstream.connections).hasValue(1);
  }

  @Test
  void hopByHopHeadersOfTheAnswerAreNotPassedOn() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: a\r\nProxy-Authenticate: b\r\n"
                          + "Transfer-Encoding: chunked\r\nTrailer: x-t\r\nx-end: 2\r\nx-end: 3\r\n\r\n2;ext=1\r\nok\r\n0\r\nx-t: 1\r\n\r\n");
                }));
    RawClient.Reply reply = client(upstream).send(GET).reply();
    assertThat(reply.body()).isEqualTo("ok");
    assertThat(reply.head())
        .doesNotContain("x-hop", "keep-alive", "proxy-", "trailer", "x-t", "connection")
        .contains("x-end: 2\r\nx-end: 3");
  }

  @Test
  void bytesBehindAnAnswerAreNotTakenForTheNextOne() throws Exception {
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                  c.awaitEnd();
                }));
    RawClient client = client(upstream);
    assertThat(client.send(GET).reply().body()).isEqualTo("ok");
    assertThat(client.send(GET).reply().body()).isEqualTo("ok");
    assertThat(upstream.connections).hasValue(2);
  }

  @Test
  void theCallerMayRewriteTheHead() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client =
        client(
            upstream,
            forwarder,
            head ->
                new Relay.Streamed(new ResponseHead(203, head.headers().with("x-seen", "yes"))));
    RawClient.Reply reply = client.send(GET).reply();
    assertThat(reply.status()).isEqualTo(203);
    assertThat(reply.has("x-seen: yes")).isTrue();
    assertThat(reply.body()).isEqualTo("ok");
  }

  @Test
  void theCallerMayReplaceASmallBodyAndALargeOneIsNotPassedOn() throws Exception {
    ScriptedUpstream upstream = upstream(ScriptedUpstream.Conversation::request, "secret");
    RawClient small =
        client(
            upstream,
            forwarder,
            head ->
                new Relay.Replaced(
                    6, body -> new Answer(head, Content.text("<" + body.text() + ">"))));
    assertThat(small.send(GET).reply().body()).isEqualTo("<secret>");
    assertThat(outcome()).isInstanceOf(Forwarded.Answered.class);
    RawClient large =
        client(upstream, forwarder, head -> new Relay.Replaced(5, body -> new Answer(head, body)));
    assertThat(large.send(GET).reply().status()).isEqualTo(502);
    assertThat(outcome())
        .isEqualTo(new Forwarded.Unknown("the answer (status 200) is larger than 5 bytes"));
  }

  @Test
  void theOutcomeIsKnownEvenWhenTheClientHasGone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  asked.countDown();
                  gone.await();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 20000\r\n\r\n");
                  for (int i = 0; i < 20; i++) {
                    c.send("a".repeat(1000));
                    Thread.sleep(5);
                  }
                }));
    try (RawClient client = client(upstream)) {
      client.send(GET);
      asked.await();
    }
    Thread.sleep(50);
    gone.countDown();
    Forwarded.Answered outcome = (Forwarded.Answered) outcome();
    assertThat(outcome.delivered()).isFalse();
    assertThat(outcome.head().status()).isEqualTo(200);
  }

  @Test
  void anUpstreamThatReadsSlowlySlowsTheClientDown() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  go.await();
                  c.read(64_000_000);
                  c.answer("ok");
                }));
    Forwarder patient = opened(new Forwarder(ForwardSettings.usual(), systemTls()));
    RawClient client = client(upstream, patient, Relaying.unchanged());
    AtomicLong sent = new AtomicLong();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> upload =
          executor.submit(
              () -> {
                client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 64000000\r\n\r\n");
                String piece = "a".repeat(64_000);
                for (int i = 0; i < 1000; i++) {
                  client.send(piece);
                  sent.addAndGet(64_000);
                }
                return null;
              });
      Thread.sleep(400);
      assertThat(upload.isDone()).isFalse();
      assertThat(sent.get()).isLessThan(30_000_000);
      go.countDown();
      upload.get(20, TimeUnit.SECONDS);
    }
    assertThat(client.reply().body()).isEqualTo("ok");
  }

  @Test
  void aClientThatReadsSlowlySlowsTheUpstreamDown() throws Exception {
    AtomicLong sent = new AtomicLong();
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 64000000\r\n\r\n");
                  String piece = "a".repeat(64_000);
                  for (int i = 0; i < 1000; i++) {
                    c.send(piece);
                    sent.addAndGet(64_000);
                  }
                }));
    RawClient client = client(upstream);
    client.send(GET);
    Thread.sleep(300);
    assertThat(sent.get()).isLessThan(30_000_000);
    assertThat(client.reply().body()).hasSize(64_000_000);
    assertThat(sent).hasValue(64_000_000);
  }

  @Test
  void whatTheUpstreamSaysPieceByPieceArrivesPieceByPiece() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    ScriptedUpstream upstream =
        opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                  Thread.sleep(50);
                  c.send("3\r\none\r\n");
                  more.await();
                  c.send("3\r\ntwo\r\n0\r\n\r\n");
                }));
    RawClient client = client(upstream);
    assertThat(client.send(GET).head()).contains("transfer-encoding: chunked");
    assertThat(client.line() + client.line()).isEqualTo("3one");
    more.countDown();
    assertThat(client.line() + client.line() + client.line()).isEqualTo("3two0");
  }

  @Test
  void secureUpstreamsAreSpokenToOnlyWhenTheirCertificateIsTrusted(@TempDir Path directory)
      throws Exception {
    KeyStore store = selfSigned(directory, "dns:localhost,ip:127.0.0.1");
    ServerSocket listener =
        tls(store)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ScriptedUpstream upstream = opened(new ScriptedUpstream(listener, ForwarderTest::echoForEver));
    Upstream secure = new Upstream(true, "localhost", upstream.port());

    Forwarder trusting = opened(new Forwarder(QUICK, tls(store)));
    Outbound outbound =
        new Outbound(
            secure, "PUT", "/", Headers.empty(), new Body.Whole(Content.text("a".repeat(200_000))));
    for (int i = 0; i < 3; i++) {
      assertThat(trusting.fetch(outbound, 300_000)).isInstanceOf(Fetched.Answered.class);
    }
    assertThat(upstream.connections).hasValue(1);

    assertThat(forwarder.fetch(outbound, 10))
        .isInstanceOf(Fetched.NotSent.class)
        .asString()
        .contains("no secure connection to `localhost:" + upstream.port() + "`: ");
  }

  @Test
  void aCertificateForAnotherHostIsNotTrusted(@TempDir Path directory) throws Exception {
    KeyStore store = selfSigned(directory, "dns:elsewhere");
    ServerSocket listener =
        tls(store)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ScriptedUpstream upstream = opened(new ScriptedUpstream(listener, ForwarderTest::echoForEver));
    Forwarder trusting = opened(new Forwarder(QUICK, tls(store)));
    assertThat(
            trusting.fetch(
                new Outbound(
                    new Upstream(true, "localhost", upstream.port()),
                    "GET",
                    "/",
                    Headers.empty(),
                    new Body.None()),
                10))
        .isInstanceOf(Fetched.NotSent.class);
    assertThat(upstream.heads).isEmpty();
  }

  @Test
  void upstreamsAreReadFromUrls() {
    assertThat(Upstream.parse("http://localhost:8000"))
        .isEqualTo(new Upstream(false, "localhost", 8000));
    assertThat(Upstream.parse("https://s3.eu-west-1.amazonaws.com/").authority())
        .isEqualTo("s3.eu-west-1.amazonaws.com");
    for (String bad :
        List.of("localhost:80", "ftp://a", "http://a/b", "http://u@a", "http://a?b", "")) {
      assertThatThrownBy(() -> Upstream.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "`%s` is not an upstream: write `http://host:port` or `https://host`".formatted(bad));
    }
  }

  private static void echoForEver(ScriptedUpstream.Conversation c) throws IOException {
    while (true) {
      c.answer(c.request());
    }
  }

  private Fetched fetch(Upstream upstream) {
    return forwarder.fetch(
        new Outbound(upstream, "GET", "/", Headers.empty(), new Body.None()), 1000);
  }

  private interface Listening {
    Object run(ScriptedUpstream.Conversation conversation) throws IOException;
  }

  /// Reads as it is told and answers the same to every request.
  private ScriptedUpstream upstream(Listening listening, String answer) {
    return opened(
        new ScriptedUpstream(
            c -> {
              while (true) {
                listening.run(c);
                c.answer(answer);
              }
            }));
  }

  private RawClient client(ScriptedUpstream upstream) throws IOException {
    return client(upstream, forwarder, Relaying.unchanged());
  }

  /// A client of a server that forwards everything, as a gateway would, and keeps the outcomes.
  private RawClient client(ScriptedUpstream upstream, Forwarder with, Relaying relaying)
      throws IOException {
    return opened(new RawClient(gateway(upstream, with, relaying).port()));
  }

  private HttpServer gateway(ScriptedUpstream upstream, Forwarder with, Relaying relaying) {
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

  private Forwarded outcome() throws InterruptedException {
    Forwarded outcome = outcomes.poll(5, TimeUnit.SECONDS);
    assertThat(outcome).isNotNull();
    return outcome;
  }

  private <T extends AutoCloseable> T opened(T one) {
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

  private static KeyStore selfSigned(Path directory, String names) throws Exception {
    Path file = directory.resolve("upstream.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "upstream",
                "-keyalg",
                "EC",
                "-dname",
                "CN=upstream",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), "password".toCharArray());
  }

  private static SSLContext tls(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, "password".toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("upstream", store.getCertificate("upstream"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
