package dev.obstat.demo.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A small front on loopback that answers some requests itself, with an error code of the
/// gateway's, and passes all others on to an engine byte for byte, so that the engine still finds
/// the signature right. One request for each connection.
final class ReviewingFront implements AutoCloseable {
  /// An error the front answers with.
  record Refusal(String code, String message) {}

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI engine;
  private final Function<String, Optional<Refusal>> verdict;
  private final List<String> passed = new CopyOnWriteArrayList<>();

  /// `verdict` is asked with the request line.
  ReviewingFront(URI engine, Function<String, Optional<Refusal>> verdict) {
    this.engine = engine;
    this.verdict = verdict;
    try {
      this.listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// The request lines that reached the engine.
  List<String> passed() {
    return List.copyOf(passed);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (SocketException closed) {
        return;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      byte[] body = in.readNBytes(contentLength(head));
      String line = head.substring(0, head.indexOf("\r\n"));
      Optional<Refusal> refusal = verdict.apply(line);
      if (refusal.isPresent()) {
        client.getOutputStream().write(refused(refusal.get(), head.contains("X-Amz-Target")));
        return;
      }
      passed.add(line);
      try (Socket server = new Socket(engine.getHost(), engine.getPort())) {
        OutputStream out = server.getOutputStream();
        String once = head.replaceFirst("(?im)^connection:.*\r\n", "");
        out.write(
            (once.substring(0, once.length() - 2) + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        server.getInputStream().transferTo(client.getOutputStream());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] refused(Refusal refusal, boolean json) {
    String body =
        json
            ? "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(refusal.code(), refusal.message())
            : "<Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(refusal.code(), refusal.message());
    return """
        HTTP/1.1 403 Forbidden\r
        Content-Type: %s\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s"""
        .formatted(json ? "application/x-amz-json-1.0" : "application/xml", body.length(), body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      head.write(next);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
      next = in.read();
    }
    return "";
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .findFirst()
        .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
        .orElse(0);
  }
}
