package dev.obstat.ledger;

import java.util.List;

/// Leaf hashes that were stored when the entries came in, apart from the entries. With them
/// [Verification] can name the entry that is wrong; without them only a range.
@FunctionalInterface
public interface LeafHashes {
  /// No leaf hashes were stored.
  LeafHashes NONE = (_, _) -> List.of();

  /// The leaf hashes from index `from` on, without gaps, at most `limit` of them and at least one
  /// if that one is stored.
  List<Hash> read(long from, int limit);
}
