package dev.obstat.gateways.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client's body on its way through, that remembers why it could not be read to its end: then the
/// other side cannot have had all of it.
final class WatchedBody extends FilterInputStream {
  private volatile @Nullable Exception failure;

  WatchedBody(InputStream body) {
    super(body);
  }

  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }
}
