package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/// An answer is whole or visibly broken, and its framing is the server's own.
class ServerAnswerTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

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
                throw new UncheckedIOException(e);
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
                    throw new UncheckedIOException(e);
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
}
