package dev.obstat.http;

import static dev.obstat.http.StrictServer.get;
import static dev.obstat.http.StrictServer.post;
import static dev.obstat.http.StrictServer.refusal;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A head that two readers could read differently is refused, and what hides behind it is not
/// served.
class StrictHeadersTest {
  private static final StrictServer SERVER = StrictServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Arguments> refused() {
    String host = "host: a\r\n";
    return Stream.of(
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
            "`connection` names `authorization`: only close, keep-alive, te and upgrade are accepted"));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource
  void refused(String what, String request, int status, String reason) throws IOException {
    SERVER.refuses(request, status, reason);
  }
}
