package dev.obstat.ledger;

import java.util.List;

/// Where entries are read from: a table, or an export directory.
@FunctionalInterface
public interface EntrySource {
  /// The stored entries with an index of at least `from`, in the order of their indexes, at most
  /// `limit` of them and at least one if there is any; none at the end.
  ///
  /// The indexes are those of the store, so that a gap is seen and not closed: in SQL, `WHERE idx
  /// >= ? ORDER BY idx LIMIT ?`. What is there but cannot be read is refused with the reason; a
  /// failing store throws.
  Parsed<List<Entry>> read(long from, int limit);
}
