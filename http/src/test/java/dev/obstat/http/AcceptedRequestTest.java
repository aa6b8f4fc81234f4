package dev.obstat.http;

import static dev.obstat.http.StrictServer.chunked;
import static dev.obstat.http.StrictServer.get;
import static dev.obstat.http.StrictServer.post;
import static dev.obstat.http.StrictServer.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be read in one way only is served, and so is the request behind it.
class AcceptedRequestTest {
  private static final StrictServer SERVER = StrictServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
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
    try (RawClient client = SERVER.client()) {
      client.send(request + "GET /next HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(SERVER.seen()).containsExactly(seen, "GET /next ");
  }

  @Test
  void everyRequestIsReadTheSameWhenItArrivesByteByByte() throws Exception {
    try (RawClient client = SERVER.client()) {
      for (char c : chunked("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n").toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(SERVER.seen()).containsExactly("POST / abcd");
  }
}
