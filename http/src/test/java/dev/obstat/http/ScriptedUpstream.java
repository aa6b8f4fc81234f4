package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream that does to each connection exactly what a test says, and keeps the heads it read.
final class ScriptedUpstream implements AutoCloseable {
  /// What happens on one connection; when it returns, the connection is closed.
  interface Script {
    void run(Conversation conversation) throws Exception;
  }

  private final ServerSocket listener;
  private final Thread accepting;
  final List<String> heads = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();

  ScriptedUpstream(Script script) {
    this(plain(), script);
  }

  ScriptedUpstream(ServerSocket listener, Script script) {
    this.listener = listener;
    this.accepting = Thread.ofVirtual().start(() -> accept(script));
  }

  Upstream upstream() {
    return new Upstream(false, "127.0.0.1", port());
  }

  int port() {
    return listener.getLocalPort();
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(Script script) {
    while (true) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    script.run(new Conversation(socket));
                  } catch (Exception e) {
                    // A script ends when its peer does.
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      // The system goes on accepting until the thread that waits has let go.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final class Conversation {
    private final Socket socket;
    private final InputStream in;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    /// The head, or nothing more to come.
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int c = in.read();
        if (c < 0) {
          throw new SocketException("ended");
        }
        head.append((char) c);
      }
      heads.add(head.toString());
      return head.toString();
    }

    /// Head and body of a request with a content-length or without a body.
    String request() throws IOException {
      String head = head();
      String lower = head.toLowerCase(Locale.ROOT);
      int at = lower.indexOf("\r\ncontent-length: ");
      if (at < 0) {
        return head;
      }
      int length = Integer.parseInt(lower.substring(at + 18, lower.indexOf("\r\n", at + 2)));
      return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    String read(int count) throws IOException {
      return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void answer(String body) throws IOException {
      send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
    }

    /// Ends with a reset, not an end of stream.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }

    /// Until the other side ends.
    void awaitEnd() throws IOException {
      while (in.read() >= 0) {
        // Forgotten.
      }
    }
  }
}
