package dev.obstat.server.ledger;

import dev.obstat.ledger.Entry;
import dev.obstat.ledger.EntrySource;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.TileLog;
import dev.obstat.storage.Leaves;
import java.util.ArrayList;
import java.util.List;

/// The entries of a journal up to an end, as the ledger reads them.
///
/// @param end entries from here on are not read, so that a log that grows meanwhile has an end
/// @param progress told how many have been read
record JournalEntries(Leaves leaves, long end, TileLog.Progress progress) implements EntrySource {
  private static final long FROM_THE_VERY_FIRST = Long.MIN_VALUE;

  @Override
  public Parsed<List<Entry>> read(long from, int limit) {
    progress.read(from);
    if (from >= end) {
      return new Parsed.Read<>(List.of());
    }
    Batch batch = new Batch(end);
    // what stands before entry 0 is one too many
    leaves.read(from == 0 ? FROM_THE_VERY_FIRST : from, limit, batch);
    return batch.tooLarge && batch.entries.isEmpty()
        ? new Parsed.Refused<>("it has more than %d bytes".formatted(Entry.BYTE_LIMIT))
        : new Parsed.Read<>(List.copyOf(batch.entries));
  }

  /// Takes entries up to the first that no ledger can hold.
  private static final class Batch implements Leaves.Leaf {
    private final long end;
    private final List<Entry> entries = new ArrayList<>();
    private boolean tooLarge;

    Batch(long end) {
      this.end = end;
    }

    @Override
    public void take(long index, byte[] bytes) {
      tooLarge |= bytes.length > Entry.BYTE_LIMIT;
      if (!tooLarge && index < end) {
        entries.add(new Entry(index, bytes));
      }
    }
  }
}
