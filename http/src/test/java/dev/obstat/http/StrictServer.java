package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.provider.Arguments;

/// A server with narrow bounds that remembers what it served, and the requests that are sent to it
/// over a socket.
final class StrictServer implements AutoCloseable {
  private static final int BODY = 1000;

  private final List<String> seen;
  private final HttpServer server;

  private StrictServer(List<String> seen, HttpServer server) {
    this.seen = seen;
    this.server = server;
  }

  static StrictServer start() {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer server =
        Servers.start(
            ServerSettings.loopback(0)
                .withPatience(Servers.QUICK)
                .withBounds(new Bounds(200, 600, 10)),
            exchange -> {
              switch (exchange.body(BODY)) {
                case Received.Whole(Content body) -> {
                  RequestHead request = exchange.request();
                  seen.add(request.method() + " " + request.target() + " " + body.text());
                  Servers.ok(exchange, "served");
                }
                case Received.Refused(Refusal refusal) -> exchange.refuse(refusal);
              }
            });
    return new StrictServer(seen, server);
  }

  RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  /// What was served since this was last asked.
  List<String> seen() {
    List<String> sofar = List.copyOf(seen);
    seen.clear();
    return sofar;
  }

  /// Sends it with a second request behind it, which must not be served.
  void refuses(String request, int status, String reason) throws IOException {
    try (RawClient client = client()) {
      client.send(request + "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.body()).isEqualTo(reason + "\n");
      assertThat(reply.has("connection: close")).isTrue();
      assertThat(reply.has("content-type: text/plain; charset=utf-8")).isTrue();
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(seen()).isEmpty();
  }

  @Override
  public void close() {
    server.close();
  }

  static Arguments refusal(String what, String request, int status, String reason) {
    return arguments(what, request, status, reason);
  }

  static String get(String headers) {
    return "GET / HTTP/1.1\r\nhost: a\r\n" + headers + "\r\n";
  }

  static String target(String target) {
    return "GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n";
  }

  static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\nhost: a\r\n" + headers + "\r\n" + body;
  }

  static String chunked(String body) {
    return post("transfer-encoding: chunked\r\n", body);
  }
}
