package dev.obstat.bench;

import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Outbound;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Requests begin at Poisson times, whether earlier ones are answered or not, and are measured from
/// when they should have begun: a stall counts for everyone who waited. Clients that wait for an
/// answer before they ask again leave out exactly those.
final class OpenLoop {
  /// What every object holds.
  static final int OBJECT_BYTES = 1024;

  private static final int LARGEST_ANSWER = 64 * 1024;

  private final Forwarder client;
  private final int rate;

  /// @param rate requests a second on average
  OpenLoop(Forwarder client, int rate) {
    this.client = client;
    this.rate = rate;
  }

  /// Asks for each of the reads in turn.
  ///
  /// @param seed the same one gives the same times
  /// @throws IllegalStateException when any is not answered with an object
  Latencies run(List<Outbound> reads, int seconds, long seed) throws InterruptedException {
    int count = rate * seconds;
    long[] nanos = new long[count];
    Random random = new Random(seed);
    CountDownLatch done = new CountDownLatch(count);
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    long next = System.nanoTime();
    for (int number = 0; number < count; number++) {
      next += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / rate);
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      long scheduled = next;
      int index = number;
      Outbound read = reads.get(number % reads.size());
      Thread.startVirtualThread(
          () -> {
            try {
              fetch(read);
            } catch (RuntimeException e) {
              failure.compareAndSet(null, String.valueOf(e.getMessage()));
            } finally {
              nanos[index] = System.nanoTime() - scheduled;
              done.countDown();
            }
          });
    }
    done.await();
    @Nullable String failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
    return Latencies.of(nanos);
  }

  private void fetch(Outbound read) {
    Fetched fetched = client.fetch(read, LARGEST_ANSWER);
    if (!(fetched instanceof Fetched.Answered answered)) {
      throw new IllegalStateException("not answered: " + fetched);
    }
    if (answered.head().status() != 200 || answered.body().size() != OBJECT_BYTES) {
      throw new IllegalStateException(
          "not the object: HTTP "
              + answered.head().status()
              + " "
              + new String(answered.body().bytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
