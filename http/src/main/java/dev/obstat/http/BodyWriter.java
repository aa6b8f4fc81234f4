package dev.obstat.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Writes a body behind its head, small pieces together and large ones without delay, in chunks or
/// not. Both directions use it.
final class BodyWriter {
  /// Where the bytes go.
  @FunctionalInterface
  interface Out {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  private static final int GATHERED = 8 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] NOTHING = new byte[0];

  private final Out out;
  private final boolean chunked;
  private byte[] head;
  private byte[] gathered = NOTHING;
  private int count;
  private byte[] staged = NOTHING;

  /// @param head goes out with the first bytes, or alone at the first flush
  BodyWriter(Out out, boolean chunked, byte[] head) {
    this.out = out;
    this.chunked = chunked;
    this.head = head;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (count + length > GATHERED) {
      flush();
    }
    if (length > GATHERED) {
      emit(bytes, offset, length, NOTHING);
      return;
    }
    if (gathered.length == 0) {
      gathered = new byte[GATHERED];
    }
    System.arraycopy(bytes, offset, gathered, count, length);
    count += length;
  }

  void flush() throws IOException {
    if (count > 0 || head.length > 0) {
      emit(gathered, 0, count, NOTHING);
      count = 0;
    }
  }

  /// The end of the body: the last chunk where there are chunks.
  void end() throws IOException {
    byte[] tail = chunked ? LAST_CHUNK : NOTHING;
    if (count > 0 || head.length > 0 || tail.length > 0) {
      emit(gathered, 0, count, tail);
      count = 0;
    }
  }

  private void emit(byte[] data, int offset, int length, byte[] tail) throws IOException {
    boolean plain = !chunked || length == 0;
    if (plain && head.length == 0 && tail.length == 0) {
      out.write(data, offset, length);
      return;
    }
    byte[] before = plain ? NOTHING : HeadBytes.chunkSize(length);
    byte[] after = plain ? NOTHING : LINE_END;
    int size = head.length + before.length + length + after.length + tail.length;
    if (staged.length < size) {
      staged = new byte[size];
    }
    int at = stage(head, 0, head.length, 0);
    at = stage(before, 0, before.length, at);
    at = stage(data, offset, length, at);
    at = stage(after, 0, after.length, at);
    at = stage(tail, 0, tail.length, at);
    head = NOTHING;
    out.write(staged, 0, at);
  }

  private int stage(byte[] bytes, int offset, int length, int at) {
    System.arraycopy(bytes, offset, staged, at, length);
    return at + length;
  }
}
