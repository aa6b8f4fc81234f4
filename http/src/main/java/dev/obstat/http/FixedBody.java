package dev.obstat.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body whose length was announced.
final class FixedBody extends InputStream {
  private final ByteSource source;
  private final long length;
  private long left;

  FixedBody(ByteSource source, long length) {
    this.source = source;
    this.length = length;
    this.left = length;
  }

  long left() {
    return left;
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
    if (left == 0) {
      return -1;
    }
    int got = source.read(target, offset, (int) Math.min(count, left));
    if (got < 0) {
      throw new EOFException(
          "the body ended after %d of %d bytes".formatted(length - left, length));
    }
    left -= got;
    return got;
  }
}
