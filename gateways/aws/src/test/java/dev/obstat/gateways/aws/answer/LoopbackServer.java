package dev.obstat.gateways.aws.answer;

import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A service on loopback that answers every request with one [Reply] and closes, status line and
/// all. It keeps what it received.
final class LoopbackServer implements AutoCloseable {

  static final class Received {
    private final RawRequest request;
    private final byte[] body;

    private Received(RawRequest request, byte[] body) {
      this.request = request;
      this.body = body;
    }

    RawRequest request() {
      return request;
    }

    byte[] body() {
      return body;
    }
  }

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket socket;
  private final Function<Received, Reply> answers;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  LoopbackServer(Function<Received, Reply> answers) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String[] first = line(in).split(" ", 3);
      if (first.length < 3) {
        return;
      }
      List<Header> headers = new ArrayList<>();
      int length = 0;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        Header header = new Header(line.substring(0, colon), line.substring(colon + 1).strip());
        headers.add(header);
        if (header.name().equalsIgnoreCase("content-length")) {
          length = Integer.parseInt(header.value());
        }
      }
      if (headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("expect"))) {
        client.getOutputStream().write(CONTINUE);
      }
      Received one =
          new Received(new RawRequest(first[0], first[1], headers), in.readNBytes(length));
      received.add(one);
      write(client.getOutputStream(), answers.apply(one));
    } catch (IOException broken) {
      client.isClosed();
    }
  }

  private static void write(OutputStream out, Reply reply) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append("Forbidden");
    for (Header header : reply.headers()) {
      head.append("\r\n").append(header.name()).append(": ").append(header.value());
    }
    String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    head.append("\r\ndate: ").append(now);
    head.append("\r\ncontent-length: ").append(reply.body().length);
    head.append("\r\nconnection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(reply.body());
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
