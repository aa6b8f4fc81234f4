package dev.obstat.http;

import static dev.obstat.http.StrictServer.refusal;
import static dev.obstat.http.StrictServer.target;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A request line that two readers could read differently is refused, and what hides behind it is
/// not served.
class StrictRequestLineTest {
  private static final StrictServer SERVER = StrictServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Arguments> refused() {
    String host = "host: a\r\n";
    return Stream.of(
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
            "the request line is longer than 200 bytes"));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource
  void refused(String what, String request, int status, String reason) throws IOException {
    SERVER.refuses(request, status, reason);
  }
}
