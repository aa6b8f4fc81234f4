package dev.obstat.gateways.aws.sign;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A body that is verified while it is read, one block behind the wire.
public final class VerifiedBody extends InputStream {

  private static final byte[] NOTHING = {};

  private final InputStream wire;
  private final Blocks blocks;
  private byte[] released = NOTHING;
  private int position;
  private byte[] held = NOTHING;
  private boolean begun;
  private boolean ended;
  private @Nullable IOException broken;

  VerifiedBody(InputStream wire, Blocks blocks) {
    this.wire = wire;
    this.blocks = blocks;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (position == released.length) {
      if (!advance()) {
        return -1;
      }
    }
    int count = Math.min(length, released.length - position);
    System.arraycopy(released, position, into, offset, count);
    position += count;
    return count;
  }

  /// The trailers, to be sent on as headers: complete once the end has been read.
  public List<Header> trailers() {
    return ended ? blocks.trailers() : List.of();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  /// Releases the block held, after the one behind it, or the end, has been verified.
  private boolean advance() throws IOException {
    if (ended) {
      return false;
    }
    if (!begun) {
      held = verified();
      begun = true;
    }
    if (held.length == 0) {
      ended = true;
      return false;
    }
    byte[] behind = verified();
    released = held;
    position = 0;
    held = behind;
    return true;
  }

  private byte[] verified() throws IOException {
    if (broken != null) {
      throw broken;
    }
    try {
      return blocks.next();
    } catch (IOException now) {
      broken = now;
      throw now;
    }
  }
}
