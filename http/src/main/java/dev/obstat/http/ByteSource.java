package dev.obstat.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// What arrives on a wire, buffered: lines for heads, bytes for bodies. What is read beyond one
/// message stays for the next.
final class ByteSource {
  private static final int USUAL_BUFFER = 16 * 1024;

  private final Inflow wire;
  private byte[] buffer = new byte[0];
  private int position;
  private int limit;
  private Waiting waiting;

  ByteSource(Inflow wire, Waiting waiting) {
    this.wire = wire;
    this.waiting = waiting;
  }

  void waiting(Waiting next) {
    waiting = next;
  }

  /// Bytes that are here without waiting.
  int buffered() {
    return limit - position;
  }

  /// Waits for at least one byte; false at the end.
  boolean arrives() throws IOException {
    return position < limit || fill();
  }

  /// One line without its CRLF.
  ///
  /// @throws Malformed with `tooLong` when it is longer than `max`, and when a line ending is not
  ///   exactly CRLF
  /// @throws EOFException when the other side ends first
  String line(int max, Malformed tooLong) throws IOException {
    int scanned = position;
    while (true) {
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          return endLine(scanned, max, tooLong);
        }
        if (scanned > position && buffer[scanned - 1] == '\r') {
          throw new Malformed("a carriage return without a line feed");
        }
      }
      if (limit - position > max + 1) {
        throw tooLong;
      }
      int before = limit - position;
      if (!fill()) {
        throw new EOFException("the connection ended in the middle of a line");
      }
      scanned = position + before;
    }
  }

  private String endLine(int feed, int max, Malformed tooLong) throws Malformed {
    if (feed == position || buffer[feed - 1] != '\r') {
      throw new Malformed("a line ends in a bare line feed: lines end in CRLF");
    }
    int length = feed - 1 - position;
    if (length > max) {
      throw tooLong;
    }
    String line = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    position = feed + 1;
    return line;
  }

  /// At least one byte, or -1 at the end.
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= USUAL_BUFFER) {
        return receive(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /// Whether the other side has ended or broken the connection, as far as can be told now and
  /// without waiting. What arrives meanwhile is kept.
  boolean isOver() {
    if (position < limit) {
      return false;
    }
    position = 0;
    limit = 0;
    if (buffer.length == 0) {
      buffer = new byte[USUAL_BUFFER];
    }
    try {
      int count = wire.readNow(buffer, 0, buffer.length);
      limit = Math.max(0, count);
      return count < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /// Reads and forgets until the other side ends or the time is over.
  void drain(Duration limit) {
    waiting = Waiting.until(limit);
    byte[] forgotten = new byte[USUAL_BUFFER];
    try {
      while (read(forgotten, 0, forgotten.length) >= 0) {
        // Each read has its bound in time, and nothing is kept.
      }
    } catch (IOException e) {
      // Over, one way or the other.
    }
  }

  /// Leaves out bytes that are here already.
  void skip(int count) {
    if (count > buffered()) {
      throw new IllegalArgumentException("only what has arrived can be skipped");
    }
    position += count;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (position > 0 && limit == buffer.length) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(USUAL_BUFFER, buffer.length * 2));
    }
    int count = receive(buffer, limit, buffer.length - limit);
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }

  private int receive(byte[] target, int offset, int length) throws IOException {
    while (true) {
      long left = waiting.left();
      if (left <= 0) {
        throw new SocketTimeoutException("nothing arrived in time");
      }
      long start = System.nanoTime();
      try {
        int millis = (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
        int count = wire.read(target, offset, length, millis);
        waiting.waited(System.nanoTime() - start, Math.max(0, count));
        return count;
      } catch (SocketTimeoutException e) {
        // What may be waited for can have grown meanwhile: ask again.
        waiting.waited(System.nanoTime() - start, 0);
      }
    }
  }
}
