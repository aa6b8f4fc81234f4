package dev.obstat.server.ledger;

import dev.obstat.core.fact.Fact;
import dev.obstat.storage.SqliteJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A journal in a directory with a keeper at work on it.
final class KeptLedger implements AutoCloseable {
  static final String ORIGIN = "obstat.example/log";

  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  final SqliteJournal journal;
  final LedgerKeeper keeper;
  final String compared;

  private KeptLedger(SqliteJournal journal, LedgerKeeper keeper, String compared) {
    this.journal = journal;
    this.keeper = keeper;
    this.compared = compared;
  }

  static LedgerSettings settings(Path data) {
    return new LedgerSettings(data, ORIGIN, OFTEN, 200_000);
  }

  static KeptLedger start(Path data) {
    return start(settings(data));
  }

  static KeptLedger start(LedgerSettings settings) {
    SqliteJournal journal = journal(settings.data());
    return switch (LedgerKeeper.start(journal, settings, Clock.systemUTC())) {
      case LedgerKeeper.Answer.Started(LedgerKeeper keeper, String compared) ->
          new KeptLedger(journal, keeper, compared);
      case LedgerKeeper.Answer.Refused(String why) -> {
        journal.close();
        throw new AssertionError(why);
      }
    };
  }

  /// Why a start is refused.
  static String refusal(LedgerSettings settings) {
    try (SqliteJournal journal = journal(settings.data())) {
      return switch (LedgerKeeper.start(journal, settings, Clock.systemUTC())) {
        case LedgerKeeper.Answer.Started(LedgerKeeper keeper, String compared) -> {
          keeper.close();
          throw new AssertionError("was started: " + compared);
        }
        case LedgerKeeper.Answer.Refused(String why) -> why;
      };
    }
  }

  static SqliteJournal journal(Path data) {
    return switch (SqliteJournal.open(data, Clock.systemUTC())) {
      case SqliteJournal.Answer.Opened(SqliteJournal journal) -> journal;
      case SqliteJournal.Answer.Refused(String why) -> throw new AssertionError(why);
    };
  }

  /// Records facts that differ, and lets the keeper sign them.
  KeptLedger grow(int facts) {
    record(journal, facts);
    awaitSigned(journal.leaves().size());
    return this;
  }

  static void record(SqliteJournal journal, int facts) {
    journal.write(
        transaction -> {
          for (int i = 0; i < facts; i++) {
            long before = transaction.size();
            transaction.record(
                new Fact.StrangersRefused("aws", Map.of("number " + before, before), AT, AT));
          }
          return facts;
        });
  }

  void awaitSigned(long size) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (keeper.lastSigned().size() < size) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError(
            "signed are only %d of %d: %s"
                .formatted(keeper.lastSigned().size(), size, keeper.trouble()));
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    keeper.close();
    journal.close();
  }
}
