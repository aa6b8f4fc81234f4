package dev.obstat.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A client that sends exactly the bytes it is told, and reads answers byte by byte.
final class RawClient implements AutoCloseable {
  /// @param head the whole head, in lower case
  record Reply(int status, String head, String body) {
    boolean has(String line) {
      return head.contains("\r\n" + line.toLowerCase(Locale.ROOT) + "\r\n");
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private RawClient(Socket connected) throws IOException {
    socket = connected;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /// TLS over the same connection; closing it closes both.
  ///
  /// @param name what the hello asks for; empty for no name at all
  /// @param protocols what the hello offers to speak inside
  RawClient secured(SSLContext tls, String name, String... protocols) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(socket, name.isEmpty() ? "unnamed" : name, socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
    parameters.setApplicationProtocols(protocols);
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return new RawClient(secured);
  }

  /// What was agreed to speak inside TLS.
  String protocol() {
    return ((SSLSocket) socket).getApplicationProtocol();
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  InputStream in() {
    return in;
  }

  /// One answer, interim ones included.
  Reply reply() throws IOException {
    String head = head();
    int status = Integer.parseInt(head.substring(9, 12));
    String lower = head.toLowerCase(Locale.ROOT);
    int length = lower.indexOf("\r\ncontent-length: ");
    if (length >= 0) {
      int end = lower.indexOf("\r\n", length + 2);
      int count = Integer.parseInt(lower.substring(length + 18, end));
      return new Reply(status, lower, new String(exactly(count), StandardCharsets.ISO_8859_1));
    }
    if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
      return new Reply(status, lower, chunks());
    }
    return new Reply(status, lower, "");
  }

  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append(line()).append("\r\n");
    }
    return head.toString();
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("ended after `" + line + "`");
      }
      if (c == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
      }
      line.write(c);
    }
  }

  /// Whether the server has ended the connection and nothing more came.
  boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      body.append(new String(exactly(size), StandardCharsets.ISO_8859_1));
      if (!line().isEmpty()) {
        throw new IOException("a chunk does not end");
      }
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the body ended after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
