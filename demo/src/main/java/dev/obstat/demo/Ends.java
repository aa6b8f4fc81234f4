package dev.obstat.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was begun and has to be ended, the latest first. One that cannot be ended keeps no other
/// from it: engines' threads would keep the process alive.
final class Ends implements AutoCloseable {
  private final Deque<Runnable> ends = new ArrayDeque<>();

  void add(Runnable end) {
    ends.push(end);
  }

  /// Ends all of it.
  ///
  /// @throws RuntimeException the first failure, when everything has been tried
  @Override
  public void close() {
    if (ends.isEmpty()) {
      return;
    }
    Runnable latest = ends.pop();
    try (Ends _ = this) {
      latest.run();
    }
  }
}
