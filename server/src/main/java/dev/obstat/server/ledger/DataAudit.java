package dev.obstat.server.ledger;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.TileLog;
import dev.obstat.ledger.Verdict;
import dev.obstat.ledger.Verification;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.RecordedLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Verifies a data directory: every entry, every checkpoint, and what is kept beside them, also
/// while a server writes there. Whatever is there at the beginning must be signed within a short
/// time; an unsigned rest means that no server runs which would sign it.
final class DataAudit {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final LedgerPlace place;
  private final RecordedLedger ledger;
  private final VerifierKey log;
  private final Duration patience;

  /// @param patience how long to wait for the signature over the last entries
  DataAudit(LedgerPlace place, RecordedLedger ledger, VerifierKey log, Duration patience) {
    this.place = place;
    this.ledger = ledger;
    this.log = log;
    this.patience = patience;
  }

  /// @param kept checkpoints that the auditor kept elsewhere
  Finding run(List<byte[]> kept, TileLog.Progress progress) {
    // the copy is read before the database, or a server at work could get ahead of it
    List<byte[]> earlier = new ArrayList<>(kept);
    place.rows().kept().filter(this::opens).ifPresent(earlier::add);
    long there = ledger.leaves().size();
    List<SignedHead> heads = awaitHeads(there);
    if (heads.isEmpty()) {
      return new Finding(
          "unsigned", there, "", 0, there, "nothing of this log is signed: it has no checkpoint");
    }
    Optional<Verdict> bad = badHead(heads, false);
    if (bad.isPresent()) {
      return Finding.of(bad.get(), there, heads.size());
    }
    SignedHead last = heads.removeLast();
    heads.forEach(head -> earlier.add(head.bytes()));
    long end = Math.max(there, last.size());
    Verdict verdict =
        new Verification(log)
            .verify(
                last.bytes(),
                earlier,
                new JournalEntries(ledger.leaves(), end, progress),
                new TileLog(place.rows()).leaves(last.size()));
    heads.add(last);
    if (verdict instanceof Verdict.BadCheckpoint) {
      verdict = badHead(heads, true).orElse(verdict);
    }
    return beyond(Finding.of(verdict, there, heads.size() + kept.size()), last);
  }

  private boolean opens(byte[] checkpoint) {
    return Checkpoint.open(checkpoint, log) instanceof Parsed.Read<Checkpoint>;
  }

  private List<SignedHead> awaitHeads(long there) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      List<dev.obstat.storage.Checkpoint> rows = ledger.checkpoints();
      boolean all = !rows.isEmpty() && rows.getLast().size() >= there;
      if (all || System.nanoTime() >= giveUp) {
        List<SignedHead> heads = new ArrayList<>(rows.size());
        rows.forEach(row -> heads.add(SignedHead.of(row).orThrow()));
        return heads;
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        giveUp = System.nanoTime();
      }
    }
  }

  /// The first stored checkpoint that is not what was signed, by its size.
  private Optional<Verdict> badHead(List<SignedHead> heads, boolean withSignatures) {
    for (SignedHead head : heads) {
      Optional<String> wrong = head.contradiction();
      if (wrong.isEmpty()
          && withSignatures
          && Checkpoint.open(head.bytes(), log)
              instanceof Parsed.Refused<Checkpoint>(String reason)) {
        wrong = Optional.of(reason);
      }
      if (wrong.isPresent()) {
        return Optional.of(
            new Verdict.BadCheckpoint(
                "the checkpoint of %d entries".formatted(head.size()), wrong.get()));
      }
    }
    return Optional.empty();
  }

  /// What can be wrong though all that is signed is right.
  private Finding beyond(Finding finding, SignedHead last) {
    if (!finding.isIntact()) {
      return finding;
    }
    if (finding.unsigned() > 0) {
      return finding.but(
          "unsigned",
          """
          all %d signed entries are as signed, but from entry %d on nobody has signed: %s was added \
          behind the server's back, or the server was killed before it signed (then the next start \
          signs it)"""
              .formatted(
                  last.size(),
                  last.size(),
                  finding.unsigned() == 1
                      ? "that entry"
                      : "those %d entries".formatted(finding.unsigned())));
    }
    Optional<String> payload = ledger.wrongPayload();
    if (payload.isPresent()) {
      return finding.but("payload-changed", "all entries are as signed, but " + payload.get());
    }
    if (SigningKey.isAnother(place, log)) {
      return finding.but(
          "key-replaced",
          "all entries are as signed, but `%s` is not the key that signed them"
              .formatted(place.key()));
    }
    return finding;
  }
}
