package dev.obstat.server.ledger;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Entry;
import dev.obstat.ledger.Frontier;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.SignerKey;
import dev.obstat.ledger.Tree;
import dev.obstat.storage.Checkpoints;
import dev.obstat.storage.Leaves;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The growing tree, step by step: integrate, sign, persist. Who publishes does so after that.
///
/// | a crash after | leaves | the next start |
/// |---|---|---|
/// | integrate | hashes beyond the last checkpoint | cuts them off and integrates again |
/// | sign | a signature that nobody has seen | signs anew |
/// | persist | a checkpoint that is not published | publishes it |
///
/// For one thread at a time.
final class Growth {
  private static final int BATCH = 256;

  private final Tree tree;
  private final HashRows rows;
  private final Leaves leaves;
  private final Checkpoints checkpoints;
  private final SignerKey key;
  private final Clock clock;

  /// @param from where the hashes end that a checkpoint vouches for
  Growth(
      Frontier from,
      HashRows rows,
      Leaves leaves,
      Checkpoints checkpoints,
      SignerKey key,
      Clock clock) {
    this.tree = new Tree(from);
    this.rows = rows;
    this.leaves = leaves;
    this.checkpoints = checkpoints;
    this.key = key;
    this.clock = clock;
  }

  /// How many entries are integrated.
  long size() {
    return tree.size();
  }

  /// Takes all durable entries into the tree, and makes their hashes durable.
  ///
  /// @throws LedgerException when the journal is not what was integrated before and more
  void integrate() {
    long end = leaves.size();
    if (end < tree.size()) {
      throw new LedgerException(
          "the database has only %d entries, but %d were there before".formatted(end, tree.size()));
    }
    if (rows.size() != tree.size()) {
      // an append that failed half-way
      rows.cut(tree.size());
    }
    JournalEntries entries = new JournalEntries(leaves, end, _ -> {});
    while (tree.size() < end) {
      List<Hash> fresh = hashes(entries);
      rows.append(fresh);
      fresh.forEach(tree::appendLeaf);
    }
    rows.force();
  }

  private List<Hash> hashes(JournalEntries entries) {
    List<Entry> batch =
        switch (entries.read(tree.size(), BATCH)) {
          case Parsed.Refused<List<Entry>>(String reason) ->
              throw new LedgerException("entry %d: %s".formatted(tree.size(), reason));
          case Parsed.Read<List<Entry>>(List<Entry> read) -> read;
        };
    if (batch.isEmpty()) {
      throw new LedgerException("entry %d is missing".formatted(tree.size()));
    }
    List<Hash> fresh = new ArrayList<>(batch.size());
    for (Entry entry : batch) {
      long expected = tree.size() + fresh.size();
      if (entry.index() != expected) {
        throw new LedgerException(
            "entry %d is missing: the next one is %d".formatted(expected, entry.index()));
      }
      fresh.add(Hash.ofLeaf(entry.bytes()));
    }
    return fresh;
  }

  /// Signs what is integrated; nothing is kept of it yet.
  SignedHead sign() {
    Hash root = tree.root();
    Checkpoint head = new Checkpoint(key.verifier().name(), tree.size(), root);
    String note = new String(head.sign(key).bytes(), StandardCharsets.UTF_8);
    return new SignedHead(head.size(), root, note, clock.instant());
  }

  /// Makes a head durable, in the database first.
  ///
  /// @return the one to publish
  /// @throws IllegalArgumentException when it is no extension of the last one
  SignedHead persist(SignedHead head) {
    SignedHead kept = SignedHead.of(checkpoints.store(head.row())).orThrow();
    rows.keep(kept.bytes());
    return kept;
  }
}
