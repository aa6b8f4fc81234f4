package dev.obstat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Moves one large object of zeros over a connection of its own, and says how fast.
final class BulkTransfer {
  private static final int BLOCK = 256 * 1024;
  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;
  private final long bytes;

  BulkTransfer(int port, long bytes) {
    this.port = port;
    this.bytes = bytes;
  }

  /// @param head the request up to and with its empty line
  /// @return bytes a second, from the first byte sent to the last byte of the answer
  /// @throws IllegalStateException when the answer is another than the whole object, or an upload
  ///   is not accepted
  double rate(String head, String method) throws IOException {
    boolean upload = method.equals("PUT");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      long began = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      if (upload) {
        send(out);
      }
      InputStream in = socket.getInputStream();
      String answer = answerHead(in);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new IllegalStateException(
            answer + new String(in.readNBytes(2_000), StandardCharsets.UTF_8));
      }
      if (!upload) {
        receive(in);
      }
      return bytes * 1e9 / (System.nanoTime() - began);
    }
  }

  private void send(OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = bytes; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(block.length, left));
    }
  }

  private void receive(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    long got = 0;
    while (got < bytes) {
      int read = in.read(block);
      if (read < 0) {
        throw new IllegalStateException("the answer broke off after " + got + " bytes");
      }
      got += read;
    }
  }

  private static String answerHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IllegalStateException("no answer but `" + head + "`");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
