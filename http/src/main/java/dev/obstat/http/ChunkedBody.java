package dev.obstat.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body in chunks, RFC 9112 section 7.1.
final class ChunkedBody extends InputStream {
  private static final int LONGEST_SIZE_LINE = 256;
  private static final int MOST_SIZE_DIGITS = 15;
  private static final Bounds TRAILERS = new Bounds(16, 8 * 1024, 32);

  /// What else than data a chunked body may carry. Nobody here acts on any of it, so from a client,
  /// whose every byte is to be judged, it is refused; from an upstream it is read and left out.
  enum Extras {
    REFUSED,
    LEFT_OUT
  }

  private final ByteSource source;
  private final Extras extras;
  private long leftInChunk;
  private boolean ended;

  ChunkedBody(ByteSource source, Extras extras) {
    this.source = source;
    this.extras = extras;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (count == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    if (leftInChunk == 0 && !nextChunk()) {
      return -1;
    }
    int got = source.read(target, offset, (int) Math.min(count, leftInChunk));
    if (got < 0) {
      throw new EOFException("the body ended in the middle of a chunk");
    }
    leftInChunk -= got;
    if (leftInChunk == 0) {
      // The end of the data is checked with the data, and a body that is over is known to be over
      // without another read when its last chunk is here already.
      endOfChunk();
    }
    return got;
  }

  private void endOfChunk() throws IOException {
    if (!source.line(0, new Malformed("a chunk is longer than its size says")).isEmpty()) {
      throw new Malformed("a chunk is longer than its size says");
    }
  }

  private boolean nextChunk() throws IOException {
    leftInChunk =
        size(source.line(LONGEST_SIZE_LINE, new Malformed("a chunk's size line is too long")));
    if (leftInChunk > 0) {
      return true;
    }
    trailers();
    ended = true;
    return false;
  }

  private long size(String line) throws Malformed {
    String digits = line;
    int extension = line.indexOf(';');
    if (extension >= 0) {
      if (extras == Extras.REFUSED) {
        throw new Malformed("a chunk extension: `%s`".formatted(Syntax.shown(line)));
      }
      digits = line.substring(0, extension).stripTrailing();
    }
    if (digits.isEmpty() || digits.length() > MOST_SIZE_DIGITS) {
      throw new Malformed("`%s` is not a chunk size".formatted(Syntax.shown(line)));
    }
    long size = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Syntax.hex(digits.charAt(i));
      if (digit < 0) {
        throw new Malformed("`%s` is not a chunk size".formatted(Syntax.shown(line)));
      }
      size = size * 16 + digit;
    }
    return size;
  }

  private void trailers() throws IOException {
    Headers trailers = Fields.read(source, TRAILERS);
    if (!trailers.fields().isEmpty() && extras == Extras.REFUSED) {
      throw new Malformed(
          "a trailer after the body: `%s`".formatted(trailers.fields().getFirst().name()));
    }
  }
}
