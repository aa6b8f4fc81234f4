package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CONNECT and TLS:")
class TunnelTest {
  private static final SSLContext TLS = OneCertificate.of("dns:a.example,dns:b.example,dns:own");
  private static final String OK = "http/1.1 200 connection established\r\n\r\n";

  private final List<Through> came = new CopyOnWriteArrayList<>();
  private final List<ConnectRequest> asked = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private Gatekeeper gatekeeper = _ -> new Gatekeeper.Answer.Answered();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
  }

  private HttpServer server(Doors.Own own) {
    Doors doors =
        new Doors.Proxy(
            TLS,
            own,
            request -> {
              asked.add(request);
              return gatekeeper.connect(request);
            });
    ServerSettings settings = ServerSettings.loopback(0).withPatience(Servers.QUICK);
    return switch (HttpServer.start(settings, Clock.systemUTC(), doors, this::serve)) {
      case HttpServer.Start.Started(HttpServer server) -> {
        open.add(server);
        yield server;
      }
      case HttpServer.Start.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private void serve(Exchange exchange) {
    came.add(exchange.through());
    if (exchange.body(1 << 20) instanceof Received.Whole(Content content)) {
      Servers.ok(exchange, exchange.request().target() + " " + content.text());
    }
  }

  private RawClient client(HttpServer server) throws IOException {
    RawClient client = new RawClient(server.port());
    open.add(client);
    return client;
  }

  private RawClient tunnel(HttpServer server, String host) throws IOException {
    RawClient client = client(server);
    client.send("CONNECT %1$s:443 HTTP/1.1\r\nHost: %1$s:443\r\n\r\n".formatted(host));
    assertThat(client.head().toLowerCase(java.util.Locale.ROOT)).isEqualTo(OK);
    return client;
  }

  @Test
  void requestsInsideATunnelAreServedWithTheNameItLeadsTo() throws IOException {
    RawClient inside =
        tunnel(server(Doors.Own.PLAIN), "a.example").secured(TLS, "a.example", "h2", "http/1.1");
    assertThat(inside.protocol()).isEqualTo("http/1.1");
    for (String path : List.of("/1", "/2")) {
      inside.send("POST " + path + " HTTP/1.1\r\nhost: a.example\r\ncontent-length: 4\r\n\r\nbody");
      assertThat(inside.reply().body()).isEqualTo(path + " body");
    }
    inside.send("GET /3 HTTP/1.1\r\nhost: A.example:443\r\nconnection: close\r\n\r\n");
    assertThat(inside.reply().body()).isEqualTo("/3 ");
    assertThat(inside.isClosed()).isTrue();
    assertThat(came).containsOnly(new Through.Tunnel("a.example"));
  }

  @Test
  void aTunnelMayBeAskedForInHttp10WithoutAHostAndInCapitals() throws IOException {
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT A.Example:443 HTTP/1.0\r\nProxy-Connection: keep-alive\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    RawClient inside = client.secured(TLS, "a.example");
    inside.send("GET / HTTP/1.1\r\nhost: a.example\r\n\r\n");
    assertThat(inside.reply().status()).isEqualTo(200);
    assertThat(asked.getFirst().host()).isEqualTo("a.example");
  }

  @Test
  void theHelloMayComeRightBehindTheConnect() throws Exception {
    HttpServer server = server(Doors.Own.PLAIN);
    RawClient client = client(server);
    // A hello that is cut in two, its first byte in the packet of the CONNECT.
    client.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\n\r\n\u0016");
    assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    client.send("no TLS at all, although it began so");
    assertThat(client.in().readAllBytes()).as("an alert, and the end").hasSizeLessThan(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT a.example HTTP/1.1",
        "CONNECT user@a.example:443 HTTP/1.1",
        "CONNECT a:b@a.example:443 HTTP/1.1",
        "CONNECT a.example.:443 HTTP/1.1",
        "CONNECT .a.example:443 HTTP/1.1",
        "CONNECT a..example:443 HTTP/1.1",
        "CONNECT -a.example:443 HTTP/1.1",
        "CONNECT a.example:0 HTTP/1.1",
        "CONNECT a.example:0443 HTTP/1.1",
        "CONNECT a.example:65536 HTTP/1.1",
        "CONNECT a.example:443/path HTTP/1.1",
        "CONNECT a.example:443?q HTTP/1.1",
        "CONNECT a%2eexample:443 HTTP/1.1",
        "CONNECT a_b.example:443 HTTP/1.1",
        "CONNECT b\u00fccher.example:443 HTTP/1.1",
        "CONNECT https://a.example:443 HTTP/1.1",
        "CONNECT http://a.example:443/ HTTP/1.1",
        "CONNECT /:443 HTTP/1.1",
        "CONNECT * HTTP/1.1",
        "CONNECT [::1:443 HTTP/1.1",
      })
  void aTargetThatIsNotExactlyHostAndPortIsRefused(String line) throws IOException {
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send(line + "\r\nhost: a.example:443\r\n\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("is not a host with a port: CONNECT takes `host.name:443`");
    assertThat(client.isClosed()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void aNameOfManyLabelsOrALongOneIsNoName() throws IOException {
    HttpServer server = server(Doors.Own.PLAIN);
    for (String name : List.of("a".repeat(64) + ".example", "a.".repeat(130) + "example")) {
      RawClient client = client(server);
      client.send("CONNECT " + name + ":443 HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: b.example:443|CONNECT to `a.example:443` with the host `b.example:443`: they must be the same",
        "host: a.example:444|CONNECT to `a.example:443` with the host `a.example:444`: they must be the same",
        "host: a.example:443~host: a.example:443|the `host` header is repeated",
        "host: a.example:443~content-length: 5|a CONNECT has no body",
        "host: a.example:443~transfer-encoding: chunked|a CONNECT has no body",
        "host: a.example:443~content-length: 0~transfer-encoding: chunked|`content-length` together with `transfer-encoding`: send one of them",
      })
  void aConnectThatCanBeReadInTwoWaysIsRefused(String given) throws IOException {
    String[] parts = given.split("\\|", -1);
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT a.example:443 HTTP/1.1\r\n" + parts[0].replace("~", "\r\n") + "\r\n\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(parts[1] + "\n");
    assertThat(asked).isEmpty();
  }

  @Test
  void aHelloForAnotherNameOrForNoneDoesNotGetThrough() throws IOException {
    HttpServer server = server(Doors.Own.PLAIN);
    RawClient other = tunnel(server, "a.example");
    assertThatThrownBy(() -> other.secured(TLS, "b.example"))
        .hasMessageContaining("unrecognized_name");
    RawClient none = tunnel(server, "a.example");
    assertThatThrownBy(
            () -> {
              RawClient inside = none.secured(TLS, "");
              inside.send("GET / HTTP/1.1\r\nhost: a.example\r\n\r\n").reply();
            })
        .isInstanceOf(IOException.class);
    assertThat(came).isEmpty();
  }

  @Test
  void aHostThatTheTunnelDoesNotLeadToIsRefusedAndNothingFollows() throws IOException {
    RawClient inside = tunnel(server(Doors.Own.PLAIN), "a.example").secured(TLS, "a.example");
    inside.send(
        "GET / HTTP/1.1\r\nhost: b.example\r\n\r\nGET / HTTP/1.1\r\nhost: a.example\r\n\r\n");
    RawClient.Reply reply = inside.reply();
    assertThat(reply.status()).isEqualTo(421);
    assertThat(reply.body())
        .isEqualTo(
            "this tunnel leads to `a.example`, and the request is for `b.example`: they must be the"
                + " same\n");
    assertThat(inside.isClosed()).isTrue();
    assertThat(came).isEmpty();
  }

  @Test
  void whatIsAmbiguousOutsideIsAmbiguousInside() throws IOException {
    HttpServer server = server(Doors.Own.PLAIN);
    for (String request :
        List.of(
            "POST / HTTP/1.1\r\nhost: a.example\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nhost: a.example\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nbody",
            "GET / HTTP/1.1\r\nhost: a.example\r\nhost: a.example\r\n\r\n",
            "GET / HTTP/1.1\nhost: a.example\n\n",
            "GET https://a.example/ HTTP/1.1\r\nhost: a.example\r\n\r\n",
            "CONNECT a.example:443 HTTP/1.1\r\nhost: a.example\r\n\r\n")) {
      RawClient inside = tunnel(server, "a.example").secured(TLS, "a.example");
      inside.send(request);
      assertThat(inside.reply().status()).as(request).isEqualTo(400);
      assertThat(inside.isClosed()).isTrue();
    }
    assertThat(came).isEmpty();
    assertThat(asked).hasSize(6);
  }

  @Test
  void plainHttpForAnotherHostIsNotProxied() throws IOException {
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send(
        "GET http://169.254.169.254/latest/meta-data/ HTTP/1.1\r\nhost: 169.254.169.254\r\n\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body())
        .isEqualTo(
            "the request target `http://169.254.169.254/latest/meta-data/` is not a path: plain http"
                + " is not proxied, only https (CONNECT)\n");
  }

  @Test
  void theGatekeepersRefusalIsTold() throws IOException {
    gatekeeper = _ -> new Gatekeeper.Answer.Challenged("who are you");
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\nx: y\r\n\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(407);
    assertThat(reply.has("proxy-authenticate: basic realm=\"obstat\"")).isTrue();
    assertThat(reply.body()).isEqualTo("who are you\n");
    assertThat(asked.getFirst().headers().first("x")).contains("y");
  }

  @Test
  void aGatekeeperThatFailsLetsNobodyThrough() throws IOException {
    gatekeeper =
        _ -> {
          throw new IllegalStateException("on purpose");
        };
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\n\r\n");
    assertThat(client.reply().status()).isEqualTo(500);
  }

  @Test
  void aHandshakeThatStaysHalfOpenEndsAlsoWhenItTrickles() throws Exception {
    RawClient silent = tunnel(server(Doors.Own.PLAIN), "a.example");
    assertThat(silent.isClosed()).isTrue();
    RawClient trickling = tunnel(server(Doors.Own.PLAIN), "a.example");
    // The head of a record of 512 bytes, and then one of them at a time.
    trickling.send("\u0016\u0003\u0001\u0002\u0000\u0001");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 50; i++) {
                Thread.sleep(100);
                trickling.send("\u0000");
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void theServersOwnAddressSpeaksTlsWhenToldAndNothingElse() throws IOException {
    HttpServer server = server(Doors.Own.TLS);
    RawClient own = client(server).secured(TLS, "own", "http/1.1");
    own.send("GET /x HTTP/1.1\r\nhost: own\r\n\r\n");
    assertThat(own.reply().body()).isEqualTo("/x ");
    assertThat(came).containsExactly(new Through.Tls());
    own.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\n\r\n");
    assertThat(own.reply().status()).isEqualTo(400);
    RawClient plain = client(server);
    plain.send("GET /x HTTP/1.1\r\nhost: own\r\n\r\n");
    assertThat(plain.reply().body())
        .isEqualTo("this address takes https only: begin it `https://`\n");
    RawClient inside = tunnel(server, "a.example").secured(TLS, "a.example");
    inside.send("GET /y HTTP/1.1\r\nhost: a.example\r\n\r\n");
    assertThat(inside.reply().body()).isEqualTo("/y ");
    assertThatThrownBy(() -> client(server).secured(TLS, "own", "h2"))
        .hasMessageContaining("no_application_protocol");
  }

  @Test
  void tlsThatNobodyAskedForIsNoRequest() throws IOException {
    HttpServer server = server(Doors.Own.PLAIN);
    assertThatThrownBy(() -> client(server).secured(TLS, "own")).isInstanceOf(IOException.class);
    assertThat(came).isEmpty();
  }

  /// A host that says everything back in capitals until the client has ended, then says goodbye.
  private InetSocketAddress host() throws IOException {
    ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    open.add(listener);
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = listener.accept()) {
                byte[] piece = new byte[1024];
                for (int n = socket.getInputStream().read(piece);
                    n >= 0;
                    n = socket.getInputStream().read(piece)) {
                  String text = new String(piece, 0, n, StandardCharsets.ISO_8859_1);
                  socket
                      .getOutputStream()
                      .write(
                          text.toUpperCase(java.util.Locale.ROOT)
                              .getBytes(StandardCharsets.ISO_8859_1));
                }
                socket.getOutputStream().write("BYE".getBytes(StandardCharsets.ISO_8859_1));
              } catch (IOException e) {
                // The tunnel was cut.
              }
            });
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Test
  void aTunnelToAnotherHostCarriesBytesUnreadAndEachSideEndsByItself() throws Exception {
    InetSocketAddress host = host();
    CountDownLatch ended = new CountDownLatch(1);
    List<Long> bytes = new CopyOnWriteArrayList<>();
    gatekeeper =
        _ ->
            new Gatekeeper.Answer.Passed(
                host,
                () -> true,
                (sent, received) -> {
                  bytes.addAll(List.of(sent, received));
                  ended.countDown();
                });
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\n\r\nearly ");
    assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    client.send("bytes");
    assertThat(new String(client.in().readNBytes(11), StandardCharsets.ISO_8859_1))
        .isEqualTo("EARLY BYTES");
    client.endOutput();
    assertThat(new String(client.in().readAllBytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("BYE");
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(bytes).containsExactly(11L, 14L);
    assertThat(came).isEmpty();
  }

  @Test
  void aTunnelIsCutWhenItMayNotGoOnAlsoWhileBytesFlow() throws Exception {
    InetSocketAddress host = host();
    AtomicBoolean may = new AtomicBoolean(true);
    CountDownLatch ended = new CountDownLatch(1);
    gatekeeper = _ -> new Gatekeeper.Answer.Passed(host, may::get, (_, _) -> ended.countDown());
    RawClient client = tunnel(server(Doors.Own.PLAIN), "a.example");
    client.send("x");
    assertThat(client.in().read()).isEqualTo('X');
    may.set(false);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                client.send("x");
                Thread.sleep(50);
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aHostThatCannotBeReachedIsSaidAndTheTunnelIsOver() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) closed.getLocalSocketAddress();
    }
    CountDownLatch ended = new CountDownLatch(1);
    gatekeeper = _ -> new Gatekeeper.Answer.Passed(nobody, () -> true, (_, _) -> ended.countDown());
    RawClient client = client(server(Doors.Own.PLAIN));
    client.send("CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\n\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.body()).isEqualTo("`a.example:443` could not be reached\n");
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stoppingTheServerDoesNotWaitForTunnels() throws Exception {
    InetSocketAddress host = host();
    gatekeeper = _ -> new Gatekeeper.Answer.Passed(host, () -> true, (_, _) -> {});
    HttpServer server = server(Doors.Own.PLAIN);
    RawClient client = tunnel(server, "a.example");
    client.send("x");
    assertThat(client.in().read()).isEqualTo('X');
    assertThat(server.stop(java.time.Duration.ofSeconds(5))).isTrue();
    assertThat(client.isClosed()).isTrue();
  }
}
