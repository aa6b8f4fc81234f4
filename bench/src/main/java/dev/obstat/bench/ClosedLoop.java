package dev.obstat.bench;

import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Outbound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/// As fast as a number of clients can, each of which waits for its answer: warms up, and shows how
/// much passes at most.
final class ClosedLoop {
  static final int CLIENTS = 32;

  /// Answers after which the server's compiler has done its work.
  private static final int WARM = 30_000;

  private static final int LONGEST_WARM_UP_SECONDS = 40;
  private static final int LARGEST_ANSWER = 64 * 1024;

  private ClosedLoop() {}

  /// Until the compiler has seen enough, however slow the machine is at the moment.
  static void warmUp(Forwarder client, List<Outbound> reads) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WARM_UP_SECONDS);
    run(client, reads, answered -> answered < WARM && System.nanoTime() < end);
  }

  /// @return answers a second
  static int rate(Forwarder client, List<Outbound> reads, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return run(client, reads, _ -> System.nanoTime() < end) / seconds;
  }

  /// @param goesOn asked with the number of answers so far
  private static int run(Forwarder client, List<Outbound> reads, IntPredicate goesOn)
      throws InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      Outbound read = reads.get(number % reads.size());
      clients.add(
          Thread.startVirtualThread(
              () -> {
                while (goesOn.test(answered.get())) {
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
    return answered.get();
  }
}
