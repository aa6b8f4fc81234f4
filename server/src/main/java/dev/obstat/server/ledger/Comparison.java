package dev.obstat.server.ledger;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Entry;
import dev.obstat.ledger.Frontier;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.LeafHashes;
import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.TileLog;
import dev.obstat.ledger.Verdict;
import dev.obstat.ledger.Verification;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.Leaves;
import java.util.List;
import java.util.Optional;

/// What a start compares: the database with the last head that was signed over it.
final class Comparison {
  private static final String LOOK_CLOSER =
      """

      nothing is recorded until this is cleared up: `obstat ledger verify` looks closer; bring back \
      the database as it was, or begin a new log in another data directory""";

  private static final int BATCH = 256;

  private final VerifierKey log;
  private final Leaves leaves;
  private final HashRows rows;
  private final long cheap;

  /// @param cheap so many entries are always read again
  Comparison(VerifierKey log, Leaves leaves, HashRows rows, long cheap) {
    this.log = log;
    this.leaves = leaves;
    this.rows = rows;
    this.cheap = cheap;
  }

  /// What a comparison gave.
  sealed interface Answer {
    /// @param from where the tree goes on
    /// @param how in a sentence, what was compared
    record Agrees(Frontier from, String how) implements Answer {}

    record Refused(String why) implements Answer {}
  }

  /// @param last the last head in the database, if there is any
  Answer compare(Optional<SignedHead> last) {
    Optional<String> wrong = last.flatMap(this::contradiction);
    if (wrong.isEmpty()) {
      wrong = setBack(last.map(SignedHead::size).orElse(-1L));
    }
    if (wrong.isPresent()) {
      return refused(wrong.get());
    }
    return last.map(this::compare).orElseGet(this::beginning);
  }

  private Answer beginning() {
    rows.cut(0);
    return new Answer.Agrees(Frontier.EMPTY, "nothing was signed before");
  }

  private Optional<String> contradiction(SignedHead head) {
    Optional<String> contradiction = head.contradiction();
    if (contradiction.isEmpty()
        && Checkpoint.open(head.bytes(), log)
            instanceof Parsed.Refused<Checkpoint>(String reason)) {
      contradiction = Optional.of(reason);
    }
    return contradiction.map(
        reason ->
            "the last checkpoint, of %d entries, is not ours: %s".formatted(head.size(), reason));
  }

  /// The copy beside the database is written after the database, so it is never ahead.
  private Optional<String> setBack(long size) {
    return rows.kept()
        .filter(
            kept ->
                Checkpoint.open(kept, log) instanceof Parsed.Read<Checkpoint>(Checkpoint copy)
                    && copy.size() > size)
        .map(_ -> "the database was set back: a later checkpoint than its last one was signed");
  }

  private Answer compare(SignedHead head) {
    long entries = leaves.size();
    if (entries < head.size()) {
      return refused(
          "the database has only %d entries, but %d were signed".formatted(entries, head.size()));
    }
    if (head.size() > cheap) {
      Optional<Frontier> stored =
          rows.frontier(head.size()).filter(from -> from.root().equals(head.root()));
      if (stored.isPresent()) {
        rows.cut(head.size());
        return new Answer.Agrees(
            stored.get(),
            "the stored hashes lead to the root that was signed over %d entries; the entries were not read again, as `obstat ledger verify` does"
                .formatted(head.size()));
      }
    }
    return readAgain(head);
  }

  private Answer readAgain(SignedHead head) {
    JournalEntries entries = new JournalEntries(leaves, head.size(), _ -> {});
    LeafHashes stored = new TileLog(rows).leaves(head.size());
    Verdict verdict = new Verification(log).verify(head.bytes(), List.of(), entries, stored);
    boolean storedWrongly = verdict instanceof Verdict.LeafHashDiffers;
    if (!storedWrongly && !(verdict instanceof Verdict.Intact)) {
      return refused(verdict.text());
    }
    rows.cut(storedWrongly ? 0 : head.size());
    Frontier from =
        rows.frontier(head.size())
            .filter(frontier -> frontier.root().equals(head.root()))
            .orElseGet(() -> madeAgain(head, entries));
    return new Answer.Agrees(
        from,
        "all %d entries were read and lead to the root that was signed".formatted(head.size()));
  }

  /// The entries are right, the stored hashes are not.
  private Frontier madeAgain(SignedHead head, JournalEntries entries) {
    rows.cut(0);
    for (long next = 0; next < head.size(); ) {
      List<Hash> batch =
          entries.read(next, BATCH).orThrow().stream().map(Entry::bytes).map(Hash::ofLeaf).toList();
      if (batch.isEmpty()) {
        throw new LedgerException("entry %d is missing".formatted(next));
      }
      rows.append(batch);
      next += batch.size();
    }
    rows.force();
    return rows.frontier(head.size())
        .filter(frontier -> frontier.root().equals(head.root()))
        .orElseThrow(() -> new LedgerException("the entries changed while they were read"));
  }

  private static Answer refused(String why) {
    return new Answer.Refused(
        "the ledger does not agree with what was signed: " + why + LOOK_CLOSER);
  }
}
