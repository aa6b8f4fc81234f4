package dev.obstat.http;

import java.time.Duration;

/// How long the next read may wait.
interface Waiting {
  /// Nanoseconds; none left when zero or less.
  long left();

  default void waited(long nanos, int bytes) {}

  /// All reads together, from now.
  static Waiting until(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    return () -> deadline - System.nanoTime();
  }

  /// Each read at most `limit`, all of them together `limit` and a second for each KiB. Only time
  /// spent waiting counts, so a slow handler is not held against the client.
  static Waiting forBody(Duration limit) {
    return new Waiting() {
      private final long nanos = limit.toNanos();
      private long credit = nanos;

      @Override
      public long left() {
        return Math.min(nanos, credit);
      }

      @Override
      public void waited(long spent, int bytes) {
        credit += bytes * (1_000_000_000L / 1024) - spent;
      }
    };
  }
}
