package dev.obstat.http;

import java.time.Duration;

/// Runs a short task over and over until it is closed. One thread with a coarse tick is enough for
/// deadlines of seconds, and cheaper than a timer for every write.
final class Sweep implements AutoCloseable {
  private final Thread thread;

  Sweep(String name, Duration tick, Runnable task) {
    thread =
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    try {
                      Thread.sleep(tick);
                    } catch (InterruptedException e) {
                      return;
                    }
                    task.run();
                  }
                });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
