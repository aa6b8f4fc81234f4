package dev.obstat.ledger;

/// Where proofs get hashes from: tiles, memory, a table.
@FunctionalInterface
public interface Hashes {
  /// The root of the perfect subtree over the entries from `index * 2^level` up to, but not
  /// including, `(index + 1) * 2^level`. Asked only within the size the proof is for; throws a
  /// [LedgerException] when the store cannot give it.
  Hash node(int level, long index);
}
