package dev.obstat.server.ledger;

import dev.obstat.cli.CommandFailed;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Entry;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.InclusionProof;
import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.ProofCheck;
import dev.obstat.ledger.TileDirectory;
import dev.obstat.ledger.TileHashes;
import dev.obstat.ledger.TileLog;
import dev.obstat.ledger.TileSource;
import dev.obstat.ledger.Verdict;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.RecordedLedger;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the commands do with a ledger that they only read.
final class LedgerReader {
  /// Several turns of a keeper that signs every second.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final LedgerPlace place;
  private final VerifierKey log;

  LedgerReader(LedgerPlace place, VerifierKey log) {
    this.place = place;
    this.log = log;
  }

  VerifierKey log() {
    return log;
  }

  Finding verify(List<byte[]> kept, TileLog.Progress progress) {
    return reading(ledger -> new DataAudit(place, ledger, log, PATIENCE).run(kept, progress));
  }

  Finding verifyExport(Path directory, List<byte[]> kept, TileLog.Progress progress) {
    return verifyTiles(new TileDirectory(directory), "`%s`".formatted(directory), kept, progress);
  }

  Finding verifyServed(TileSource served, List<byte[]> kept, TileLog.Progress progress) {
    return verifyTiles(served, "what is served", kept, progress);
  }

  private Finding verifyTiles(
      TileSource files, String what, List<byte[]> kept, TileLog.Progress progress) {
    Optional<byte[]> checkpoint = read(files);
    if (checkpoint.isEmpty()) {
      throw new CommandFailed("there is no log in %s: no `checkpoint`".formatted(what));
    }
    try {
      Verdict verdict = new TileLog(files).verify(checkpoint.get(), log, kept, progress);
      long entries =
          switch (Checkpoint.open(checkpoint.get(), log)) {
            case Parsed.Refused<Checkpoint>(String _) -> 0;
            case Parsed.Read<Checkpoint>(Checkpoint head) -> head.size();
          };
      return Finding.of(verdict, entries, 1 + kept.size());
    } catch (UncheckedIOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<byte[]> read(TileSource files) {
    try {
      return files.read(TileDirectory.CHECKPOINT);
    } catch (UncheckedIOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    }
  }

  /// Writes the log up to its last checkpoint.
  SignedHead export(Path to, TileLog.Progress progress) {
    return reading(
        ledger -> {
          SignedHead head = last(ledger);
          JournalEntries entries = new JournalEntries(ledger.leaves(), head.size(), progress);
          return switch (new TileDirectory(to).write(head.bytes(), log, entries)) {
            case TileDirectory.Written.Refused(String reason) ->
                throw new CommandFailed("nothing was exported: " + reason);
            case TileDirectory.Written.Done _ -> head;
          };
        });
  }

  /// The proof for one entry, checked before it is handed out.
  String prove(long index) {
    return reading(
        ledger -> {
          SignedHead head = last(ledger);
          if (index < 0 || index >= head.size()) {
            throw new CommandFailed(
                "entry %d is not signed: the last checkpoint covers entries 0 to %d"
                    .formatted(index, head.size() - 1));
          }
          InclusionProof proof =
              InclusionProof.of(index, head.size(), new TileHashes(place.rows(), head.size()));
          JournalEntries entries = new JournalEntries(ledger.leaves(), head.size(), _ -> {});
          List<Entry> found = entries.read(index, 1).orThrow();
          Checkpoint.open(head.bytes(), log).orThrow();
          if (found.isEmpty() || found.getFirst().index() != index) {
            throw new LedgerException("entry %d is missing".formatted(index));
          }
          Hash leaf = Hash.ofLeaf(found.getFirst().bytes());
          return switch (proof.check(leaf, head.root())) {
            case ProofCheck.Holds _ -> InclusionText.of(proof, head.note());
            case ProofCheck.Refused(String reason) -> throw new LedgerException(reason);
          };
        });
  }

  private SignedHead last(RecordedLedger ledger) {
    List<dev.obstat.storage.Checkpoint> rows = ledger.checkpoints();
    if (rows.isEmpty()) {
      throw new CommandFailed("nothing of this log is signed: it has no checkpoint");
    }
    return SignedHead.of(rows.getLast()).orThrow();
  }

  private <T> T reading(Function<RecordedLedger, T> work) {
    return switch (RecordedLedger.open(place.data())) {
      case RecordedLedger.Answer.Refused(String why) -> throw new CommandFailed(why);
      case RecordedLedger.Answer.Opened(RecordedLedger ledger) -> {
        try (ledger) {
          yield work.apply(ledger);
        } catch (JournalUnavailable | UncheckedIOException e) {
          throw new CommandFailed(String.valueOf(e.getMessage()), e);
        } catch (LedgerException e) {
          throw new CommandFailed(
              e.getMessage() + "\n`obstat ledger verify` says what is wrong with the log", e);
        }
      }
    };
  }
}
