package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every request here is sent over a socket, with a second request behind it that must never be
/// served when the first is refused.
class StrictnessTest {
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();
  private static HttpServer server;

  @BeforeAll
  static void start() {
    server =
        Servers.start(
            ServerSettings.loopback(0)
                .withPatience(Servers.QUICK)
                .withBounds(new Bounds(200, 600, 10)),
            exchange -> {
              switch (exchange.body(1000)) {
                case Received.Whole(Content body) -> {
                  SEEN.add(
                      exchange.request().method()
                          + " "
                          + exchange.request().target()
                          + " "
                          + body.text());
                  Servers.ok(exchange, "served");
                }
                case Received.Refused(Refusal refusal) -> exchange.refuse(refusal);
              }
            });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void forget() {
    SEEN.clear();
  }

  static Stream<Arguments> refused() {
    String host = "host: a\r\n";
    return Stream.of(
        refusal(
            "content-length together with transfer-encoding",
            post("content-length: 4\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"),
            400,
            "`content-length` together with `transfer-encoding`: send one of them"),
        refusal(
            "transfer-encoding before content-length",
            post("transfer-encoding: chunked\r\ncontent-length: 4\r\n", "0\r\n\r\n"),
            400,
            "`content-length` together with `transfer-encoding`: send one of them"),
        refusal(
            "two different content-lengths",
            post("content-length: 4\r\ncontent-length: 5\r\n", "abcd"),
            400,
            "the `content-length` header is repeated"),
        refusal(
            "two equal content-lengths",
            post("content-length: 4\r\ncontent-length: 4\r\n", "abcd"),
            400,
            "the `content-length` header is repeated"),
        refusal(
            "a list of content-lengths",
            post("content-length: 4, 4\r\n", "abcd"),
            400,
            "`4, 4` is not a content-length"),
        refusal(
            "a signed content-length",
            post("content-length: +4\r\n", "abcd"),
            400,
            "`+4` is not a content-length"),
        refusal(
            "a negative content-length",
            post("content-length: -4\r\n", "abcd"),
            400,
            "`-4` is not a content-length"),
        refusal(
            "a hexadecimal content-length",
            post("content-length: 0x4\r\n", "abcd"),
            400,
            "`0x4` is not a content-length"),
        refusal(
            "an empty content-length",
            post("content-length:\r\n", "abcd"),
            400,
            "`` is not a content-length"),
        refusal(
            "a content-length beyond any file",
            post("content-length: 9999999999999999999\r\n", "abcd"),
            400,
            "`9999999999999999999` is not a content-length"),
        refusal(
            "a repeated host",
            "GET / HTTP/1.1\r\n" + host + "host: b\r\n\r\n",
            400,
            "the `host` header is repeated"),
        refusal(
            "an equal repeated host in another case",
            "GET / HTTP/1.1\r\n" + host + "HOST: a\r\n\r\n",
            400,
            "the `host` header is repeated"),
        refusal(
            "a missing host",
            "GET / HTTP/1.1\r\naccept: a\r\n\r\n",
            400,
            "the `host` header is missing"),
        refusal(
            "an empty host",
            "GET / HTTP/1.1\r\nhost:\r\n\r\n",
            400,
            "`` is not a host with an optional port"),
        refusal(
            "a host with a path",
            "GET / HTTP/1.1\r\nhost: a/b\r\n\r\n",
            400,
            "`a/b` is not a host with an optional port"),
        refusal(
            "a host with a user",
            "GET / HTTP/1.1\r\nhost: a@b\r\n\r\n",
            400,
            "`a@b` is not a host with an optional port"),
        refusal(
            "a list of hosts",
            "GET / HTTP/1.1\r\nhost: a, b\r\n\r\n",
            400,
            "`a, b` is not a host with an optional port"),
        refusal(
            "a folded header",
            get("accept: a\r\n b\r\n"),
            400,
            "a folded header line: each header stands on one line"),
        refusal(
            "a header folded with a tab",
            get("accept: a\r\n\tb\r\n"),
            400,
            "a folded header line: each header stands on one line"),
        refusal(
            "white space before the first header",
            "GET / HTTP/1.1\r\n host: a\r\n\r\n",
            400,
            "a folded header line: each header stands on one line"),
        refusal(
            "a bare line feed after the request line",
            "GET / HTTP/1.1\n" + host + "\r\n",
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a bare line feed after a header",
            "GET / HTTP/1.1\r\nhost: a\n\r\n",
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a bare line feed at the end of the head",
            "GET / HTTP/1.1\r\n" + host + "\n",
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a bare carriage return in a header",
            get("accept: a\rb: c\r\n"),
            400,
            "a carriage return without a line feed"),
        refusal(
            "two carriage returns",
            get("accept: a\r\r\n"),
            400,
            "a carriage return without a line feed"),
        refusal(
            "white space before the colon",
            post("content-length : 4\r\n", "abcd"),
            400,
            "white space before the colon of `content-length `"),
        refusal(
            "a tab before the colon",
            post("content-length\t: 4\r\n", "abcd"),
            400,
            "white space before the colon of `content-length?`"),
        refusal(
            "a header line without a colon",
            get("accept\r\n"),
            400,
            "a header line without a colon: `accept`"),
        refusal("a header without a name", get(": a\r\n"), 400, "`` is not a header name"),
        refusal("a header name with a slash", get("a/b: c\r\n"), 400, "`a/b` is not a header name"),
        refusal(
            "a header name with a control character",
            get("a\u0001b: c\r\n"),
            400,
            "`a?b` is not a header name"),
        refusal(
            "a header name beyond ASCII", get("\u00e4: c\r\n"), 400, "`?` is not a header name"),
        refusal(
            "a NUL in a header value",
            get("a: b\0c\r\n"),
            400,
            "the value of header `a` contains a control character"),
        refusal(
            "an escape character in a header value",
            get("a: b\u001bc\r\n"),
            400,
            "the value of header `a` contains a control character"),
        refusal(
            "a DEL in a header value",
            get("a: b\u007fc\r\n"),
            400,
            "the value of header `a` contains a control character"),
        refusal(
            "transfer-encoding gzip, chunked",
            post("transfer-encoding: gzip, chunked\r\n", "0\r\n\r\n"),
            400,
            "`gzip, chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding chunked, identity",
            post("transfer-encoding: chunked, identity\r\n", "0\r\n\r\n"),
            400,
            "`chunked, identity` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding in another case",
            post("transfer-encoding: Chunked\r\n", "0\r\n\r\n"),
            400,
            "`Chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding xchunked",
            post("transfer-encoding: xchunked\r\n", "0\r\n\r\n"),
            400,
            "`xchunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding behind a vertical tab",
            post("transfer-encoding: \u000bchunked\r\n", "0\r\n\r\n"),
            400,
            "the value of header `transfer-encoding` contains a control character"),
        refusal(
            "a repeated transfer-encoding",
            post("transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"),
            400,
            "`chunked, chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "an empty transfer-encoding",
            post("transfer-encoding:\r\n", "0\r\n\r\n"),
            400,
            "`` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "a chunk extension",
            chunked("4;a=b\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk extension: `4;a=b`"),
        refusal(
            "a chunk extension on the last chunk",
            chunked("4\r\nabcd\r\n0;a\r\n\r\n"),
            400,
            "a chunk extension: `0;a`"),
        refusal(
            "an endless chunk size line",
            chunked("4;" + "a".repeat(5000) + "\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk's size line is too long"),
        refusal(
            "a chunk size with a prefix",
            chunked("0x4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`0x4` is not a chunk size"),
        refusal(
            "a negative chunk size",
            chunked("-4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`-4` is not a chunk size"),
        refusal(
            "a chunk size after a blank",
            chunked(" 4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "` 4` is not a chunk size"),
        refusal(
            "a chunk size before a blank",
            chunked("4 \r\nabcd\r\n0\r\n\r\n"),
            400,
            "`4 ` is not a chunk size"),
        refusal(
            "an empty chunk size", chunked("\r\nabcd\r\n0\r\n\r\n"), 400, "`` is not a chunk size"),
        refusal(
            "a chunk size that overflows",
            chunked("10000000000000004\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`10000000000000004` is not a chunk size"),
        refusal(
            "a chunk longer than its size",
            chunked("3\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk is longer than its size says"),
        refusal(
            "a chunk that ends in a bare line feed",
            chunked("4\r\nabcd\n0\r\n\r\n"),
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a chunk size that ends in a bare line feed",
            chunked("4\nabcd\r\n0\r\n\r\n"),
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a trailer",
            chunked("4\r\nabcd\r\n0\r\nhost: b\r\n\r\n"),
            400,
            "a trailer after the body: `host`"),
        refusal(
            "an absolute request target",
            "GET http://a/ HTTP/1.1\r\n" + host + "\r\n",
            400,
            "the request target `http://a/` is not a path: send it in origin form, `/path?query`"),
        refusal(
            "CONNECT",
            "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n",
            400,
            "CONNECT is not served here: send the request itself"),
        refusal(
            "an authority as the target",
            "GET a:443 HTTP/1.1\r\n" + host + "\r\n",
            400,
            "the request target `a:443` is not a path: send it in origin form, `/path?query`"),
        refusal(
            "an asterisk as the target",
            "OPTIONS * HTTP/1.1\r\n" + host + "\r\n",
            400,
            "the request target `*` is not a path: send it in origin form, `/path?query`"),
        refusal(
            "a percent sign alone",
            target("/a%"),
            400,
            "the request target `/a%` contains a `%` without two hexadecimal digits"),
        refusal(
            "a percent sign with one digit",
            target("/a%4"),
            400,
            "the request target `/a%4` contains a `%` without two hexadecimal digits"),
        refusal(
            "a percent sign with letters",
            target("/a%zz?b"),
            400,
            "the request target `/a%zz?b` contains a `%` without two hexadecimal digits"),
        refusal(
            "a control character in the target",
            target("/a\u0001"),
            400,
            "the request target `/a?` contains a character that must be percent-encoded"),
        refusal(
            "a NUL in the target",
            target("/a\0b"),
            400,
            "the request target `/a?b` contains a character that must be percent-encoded"),
        refusal(
            "a tab in the target",
            target("/a\tb"),
            400,
            "the request target `/a?b` contains a character that must be percent-encoded"),
        refusal(
            "a byte beyond ASCII in the target",
            target("/\u00e4"),
            400,
            "the request target `/?` contains a character that must be percent-encoded"),
        refusal(
            "a fragment in the target",
            target("/a#b"),
            400,
            "the request target `/a#b` contains a character that must be percent-encoded"),
        refusal(
            "a backslash in the target",
            target("/a\\b"),
            400,
            "the request target `/a\\b` contains a character that must be percent-encoded"),
        refusal(
            "a blank in the target",
            target("/a b"),
            400,
            "the request line is not a method, a target and a version with one space between: `GET /a b HTTP/1.1`"),
        refusal(
            "two blanks in the request line",
            "GET  / HTTP/1.1\r\n" + host + "\r\n",
            400,
            "the request line is not a method, a target and a version with one space between: `GET  / HTTP/1.1`"),
        refusal(
            "tabs in the request line",
            "GET\t/\tHTTP/1.1\r\n" + host + "\r\n",
            400,
            "the request line is not a method, a target and a version with one space between: `GET?/?HTTP/1.1`"),
        refusal(
            "an invalid method",
            "G@T / HTTP/1.1\r\n" + host + "\r\n",
            400,
            "`G@T` is not a method"),
        refusal(
            "an empty line before the request",
            "\r\nGET / HTTP/1.1\r\n" + host + "\r\n",
            400,
            "an empty line where a request should begin"),
        refusal(
            "HTTP/0.9",
            "GET /\r\n",
            400,
            "the request line is not a method, a target and a version with one space between: `GET /`"),
        refusal(
            "HTTP/1.0",
            "GET / HTTP/1.0\r\n" + host + "\r\n",
            505,
            "`HTTP/1.0` is not supported: use HTTP/1.1"),
        refusal(
            "HTTP/1.2",
            "GET / HTTP/1.2\r\n" + host + "\r\n",
            505,
            "`HTTP/1.2` is not supported: use HTTP/1.1"),
        refusal(
            "the HTTP/2 preface",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            505,
            "`HTTP/2.0` is not supported: use HTTP/1.1"),
        refusal(
            "a lower-case version",
            "GET / http/1.1\r\n" + host + "\r\n",
            400,
            "`http/1.1` is not an HTTP version"),
        refusal(
            "a TLS greeting",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\n",
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a request line over the bound",
            target("/" + "a".repeat(200)),
            414,
            "the request line is longer than 200 bytes"),
        refusal(
            "an endless request line",
            "GET /" + "a".repeat(20_000),
            414,
            "the request line is longer than 200 bytes"),
        refusal(
            "headers over the bound in bytes",
            get("a: " + "b".repeat(600) + "\r\n"),
            431,
            "the headers are larger than 600 bytes"),
        refusal(
            "many headers over the bound in bytes",
            get(("a: " + "b".repeat(90) + "\r\n").repeat(7)),
            431,
            "the headers are larger than 600 bytes"),
        refusal(
            "headers over the bound in number",
            get("a: b\r\n".repeat(10)),
            431,
            "more than 10 header lines"),
        refusal(
            "an unknown expectation",
            post("content-length: 4\r\nexpect: 200-ok\r\n", "abcd"),
            417,
            "`200-ok` cannot be expected: only `100-continue` can"),
        refusal(
            "a connection option that hides a header",
            get("authorization: a\r\nconnection: close, authorization\r\n"),
            400,
            "`connection` names `authorization`: only close, keep-alive, te and upgrade are accepted"),
        refusal(
            "a chunked body over the handler's bound",
            chunked("3e9\r\n" + "a".repeat(1001) + "\r\n0\r\n\r\n"),
            413,
            "the request body is larger than 1000 bytes"));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource
  void refused(String what, String request, int status, String reason) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(request + "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.body()).isEqualTo(reason + "\n");
      assertThat(reply.has("connection: close")).isTrue();
      assertThat(reply.has("content-type: text/plain; charset=utf-8")).isTrue();
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(SEEN).isEmpty();
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("a plain request", get(""), "GET / "),
        arguments("a body with a length", post("content-length: 4\r\n", "abcd"), "POST / abcd"),
        arguments("an empty body with a length", post("content-length: 0\r\n", ""), "POST / "),
        arguments("a POST without any framing", post("", ""), "POST / "),
        arguments(
            "a GET with a length",
            "GET / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd",
            "GET / abcd"),
        arguments("a body in chunks", chunked("2\r\nab\r\n002\r\ncd\r\n0\r\n\r\n"), "POST / abcd"),
        arguments("an empty body in chunks", chunked("0\r\n\r\n"), "POST / "),
        arguments(
            "blanks around a value", post("content-length: \t 4 \t\r\n", "abcd"), "POST / abcd"),
        arguments("bytes beyond ASCII in a value", get("a: \u00e4\u00ff\r\n"), "GET / "),
        arguments(
            "a target with every legal character",
            target("/a-._~!$&'()*+,;=:@%2F%00/?b/?=c"),
            "GET /a-._~!$&'()*+,;=:@%2F%00/?b/?=c "),
        arguments(
            "dots and empty segments as they are", target("/a/../b//c/./"), "GET /a/../b//c/./ "),
        arguments("an IPv6 host", "GET / HTTP/1.1\r\nhost: [::1]:80\r\n\r\n", "GET / "),
        arguments(
            "an offer to upgrade",
            get("connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\n"),
            "GET / "));
  }

  @ParameterizedTest(name = "{0} is served, and so is the request behind it")
  @MethodSource
  void accepted(String what, String request, String seen) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(request + "GET /next HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(SEEN).containsExactly(seen, "GET /next ");
  }

  @Test
  void everyRequestIsReadTheSameWhenItArrivesByteByByte() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      for (char c : chunked("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n").toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(SEEN).containsExactly("POST / abcd");
  }

  private static Arguments refusal(String what, String request, int status, String reason) {
    return arguments(what, request, status, reason);
  }

  private static String get(String headers) {
    return "GET / HTTP/1.1\r\nhost: a\r\n" + headers + "\r\n";
  }

  private static String target(String target) {
    return "GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n";
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\nhost: a\r\n" + headers + "\r\n" + body;
  }

  private static String chunked(String body) {
    return post("transfer-encoding: chunked\r\n", body);
  }
}
