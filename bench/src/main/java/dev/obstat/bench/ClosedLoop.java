package dev.obstat.bench;

import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Outbound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// As fast as a number of clients can, each of which waits for its answer: warms up, and shows how
/// much passes at most.
final class ClosedLoop {
  static final int CLIENTS = 32;

  private static final int LARGEST_ANSWER = 64 * 1024;

  private ClosedLoop() {}

  /// @return answers a second
  static int run(Forwarder client, List<Outbound> reads, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    AtomicInteger answered = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      Outbound read = reads.get(number % reads.size());
      clients.add(
          Thread.startVirtualThread(
              () -> {
                while (System.nanoTime() < end) {
                  if (client.fetch(read, LARGEST_ANSWER) instanceof Fetched.Answered answer
                      && answer.head().status() == 200) {
                    answered.incrementAndGet();
                  }
                }
              }));
    }
    for (Thread each : clients) {
      each.join();
    }
    return answered.get() / seconds;
  }
}
