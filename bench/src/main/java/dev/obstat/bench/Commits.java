package dev.obstat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;

/// Collects the journal's writes of one round.
final class Commits implements TimedJournal.Times {
  private final Queue<TimedJournal.Write> writes = new ConcurrentLinkedQueue<>();

  @Override
  public void read(long began, long ended) {
    // Only what is made durable is compared.
  }

  @Override
  public void wrote(TimedJournal.Write write) {
    writes.add(write);
  }

  @Override
  public void handedOver(long at) {
    // Nobody waits for it.
  }

  /// What was written since the last time.
  Round drain() {
    List<TimedJournal.Write> drained = new ArrayList<>();
    for (TimedJournal.Write next = writes.poll(); next != null; next = writes.poll()) {
      drained.add(next);
    }
    return new Round(
        latencies(drained, TimedJournal.Write::commit),
        latencies(drained, TimedJournal.Write::whole));
  }

  private static Latencies latencies(
      List<TimedJournal.Write> writes, ToLongFunction<TimedJournal.Write> part) {
    return Latencies.of(writes.stream().mapToLong(part).toArray());
  }

  /// @param commit from a unit's last statement until it is durable and its caller runs again
  /// @param whole the same with the wait for the writer and the unit's own work
  record Round(Latencies commit, Latencies whole) {}
}
