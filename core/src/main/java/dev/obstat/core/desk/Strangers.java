package dev.obstat.core.desk;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Counts refusals of unauthenticated callers and records a summary from time to time, so that a
/// flood of them cannot fill the disk.
public final class Strangers {
  /// Reasons kept apart for one wire; what comes on top is counted together.
  private static final int MOST_REASONS = 50;

  private final Journal journal;
  private final Clock clock;
  private final Map<String, Map<String, Long>> counts = new HashMap<>();
  private Instant from;

  public Strangers(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
    this.from = clock.instant();
  }

  /// One more.
  ///
  /// @param why a short code, never what the caller sent
  public synchronized void refused(String wire, String why) {
    Map<String, Long> ofWire = counts.computeIfAbsent(wire, _ -> new HashMap<>());
    boolean room = ofWire.containsKey(why) || ofWire.size() < MOST_REASONS;
    ofWire.merge(room ? why : "other", 1L, Long::sum);
  }

  /// Records what was counted since the last time; nothing when there was nothing. When it cannot
  /// be recorded, the counts stay for the next time.
  public synchronized void record() {
    if (counts.isEmpty()) {
      return;
    }
    Instant to = clock.instant();
    journal.write(
        books -> {
          counts.forEach(
              (wire, ofWire) -> books.record(new Fact.StrangersRefused(wire, ofWire, from, to)));
          return counts.size();
        });
    counts.clear();
    from = to;
  }
}
