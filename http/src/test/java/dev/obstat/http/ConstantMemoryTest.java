package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Large bodies need no more memory than small ones. The proof is a JVM that has less of it than
/// the bodies have bytes.
class ConstantMemoryTest {
  static final long BYTES = 256L * 1024 * 1024;

  @Test
  void aQuarterOfAGibibyteGoesUpAndDownThroughAHeapOf32Mebibytes() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:MaxDirectMemorySize=16m",
                "-cp",
                System.getProperty("java.class.path"),
                Transfer.class.getName())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .endsWith("up Answered 268435456, down Answered 268435456, chunked Answered 268435456");
  }

  /// Client, gateway and upstream in one process.
  static final class Transfer {
    private Transfer() {}

    @SuppressWarnings("SystemOut") // Its output is what the test reads.
    public static void main(String[] arguments) throws IOException {
      try (HttpServer upstream = Servers.start(ServerSettings.loopback(0), Transfer::serve);
          Forwarder forwarder =
              new Forwarder(ForwardSettings.usual(), ForwardingScene.systemTls());
          HttpServer gateway =
              Servers.start(
                  ServerSettings.loopback(0),
                  exchange -> pass(exchange, forwarder, upstream.port()))) {
        System.out.printf(
            "up %s, down %s, chunked %s%n",
            up(gateway.port()), down(gateway.port(), "/sized"), down(gateway.port(), "/chunked"));
      }
    }

    private static void serve(Exchange exchange) {
      switch (exchange.request().target()) {
        case "/up" -> exchange.answer(200, "Answered " + count(exchange.bodyStream()));
        case "/sized" ->
            exchange.answer(
                new ResponseHead(200, Headers.empty()), new Body.Sized(new Endless(), BYTES));
        default -> {
          AnswerStream out = exchange.stream(new ResponseHead(200, Headers.empty()));
          byte[] piece = new byte[64 * 1024];
          for (long sent = 0; sent < BYTES; sent += piece.length) {
            out.write(piece, 0, piece.length);
          }
          out.finish();
        }
      }
    }

    private static void pass(Exchange exchange, Forwarder forwarder, int port) {
      RequestHead request = exchange.request();
      Forwarded outcome =
          forwarder.forward(
              new Outbound(
                  new Upstream(false, "127.0.0.1", port),
                  request.method(),
                  request.target(),
                  request.headers(),
                  exchange.received()),
              exchange,
              Relaying.unchanged());
      if (!exchange.answered()) {
        exchange.answer(502, outcome.toString());
      }
    }

    private static String up(int port) throws IOException {
      try (RawClient client = new RawClient(port)) {
        client.send("PUT /up HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n".formatted(BYTES));
        String piece = "a".repeat(64 * 1024);
        for (long sent = 0; sent < BYTES; sent += piece.length()) {
          client.send(piece);
        }
        return client.reply().body().strip();
      }
    }

    private static String down(int port, String target) throws IOException {
      try (RawClient client = new RawClient(port)) {
        client.send("GET %s HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".formatted(target));
        String head = client.head();
        if (!head.contains("chunked")) {
          return "Answered " + count(client.in());
        }
        long count = 0;
        for (int size = size(client); size > 0; size = size(client)) {
          client.in().skipNBytes(size);
          client.line();
          count += size;
        }
        return "Answered " + count;
      }
    }

    private static int size(RawClient client) throws IOException {
      return Integer.parseInt(client.line(), 16);
    }

    private static long count(InputStream in) {
      byte[] piece = new byte[64 * 1024];
      long count = 0;
      try {
        for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
          count += got;
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return count;
    }
  }
}
