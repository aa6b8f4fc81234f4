package dev.obstat.http;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// Zeros without end, counted.
final class Endless extends InputStream {
  final AtomicLong given = new AtomicLong();

  @Override
  public int read() {
    given.incrementAndGet();
    return 0;
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    given.addAndGet(count);
    return count;
  }
}
