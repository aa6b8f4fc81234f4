package dev.obstat.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while a story is played. The process waits until the story has cleared up, for a while.
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CountDownLatch cleared = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("ctrl-c").unstarted(this::stop);

  private Interruption() {}

  /// From now on until it is closed.
  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Done when somebody asked the process to stop.
  CompletableFuture<Void> asked() {
    return asked;
  }

  /// The story has cleared up.
  @Override
  public void close() {
    cleared.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The process is stopping already, and goes on with that now.
      return;
    }
  }

  private void stop() {
    asked.complete(null);
    try {
      if (!cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
