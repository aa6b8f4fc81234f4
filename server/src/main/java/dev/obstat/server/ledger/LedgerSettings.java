package dev.obstat.server.ledger;

import java.nio.file.Path;
import java.time.Duration;

/// How a ledger is kept.
///
/// @param data the data directory
/// @param origin the log's name, which is also its key's: no space, no plus
/// @param every how often the head is signed when the log has grown; entries are deniable for as
///   long
/// @param cheap a log with at most so many signed entries is read whole at every start
public record LedgerSettings(Path data, String origin, Duration every, long cheap) {
  public LedgerSettings {
    if (every.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("a head is signed at most every millisecond");
    }
  }

  /// Signs every second; reads up to 200,000 entries at the start.
  public LedgerSettings(Path data, String origin) {
    this(data, origin, Duration.ofSeconds(1), 200_000);
  }
}
