package dev.obstat.storage;

import java.util.function.Consumer;

/// The entries as bytes, as the ledger hashes and serves them. Safe for any number of threads.
public final class Leaves {
  private final Readers readers;

  Leaves(Readers readers) {
    this.readers = readers;
  }

  /// Takes one entry.
  public interface Leaf {
    void take(long index, byte[] bytes);
  }

  /// How many there are.
  ///
  /// @throws dev.obstat.core.fact.JournalUnavailable when they cannot be read
  public long size() {
    return readers.read(sql -> new Entries(sql).size());
  }

  /// Hands out entries from an index on, in order; all of them are durable.
  ///
  /// @param most how many at most; they are in memory at once, each at most 65,535 bytes
  /// @throws dev.obstat.core.fact.JournalUnavailable when they cannot be read
  public void read(long from, int most, Leaf leaf) {
    Consumer<Sql> work = sql -> new Entries(sql).leaves(from, most, leaf);
    readers.read(
        sql -> {
          work.accept(sql);
          return most;
        });
  }
}
