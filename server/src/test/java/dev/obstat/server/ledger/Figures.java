package dev.obstat.server.ledger;

import dev.obstat.core.fact.Fact;
import dev.obstat.storage.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Prints how long starts, verification and export of a log of 200,000 entries of about 1 KB with
/// 2,000 checkpoints take: the bound under which every start reads all entries.
///
/// Run with the test class path of this module and a directory that does not exist.
final class Figures {
  private static final int CHECKPOINTS = 2_000;
  private static final int BETWEEN = 100;

  private Figures() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    LedgerSettings whole =
        new LedgerSettings(data, KeptLedger.ORIGIN, Duration.ofHours(1), Long.MAX_VALUE);
    LedgerSettings frontier = new LedgerSettings(data, KeptLedger.ORIGIN, Duration.ofHours(1), 0);
    KeptLedger.start(whole).close();
    timed("make", () -> make(data));
    System.out.printf("database %,d bytes%n", Files.size(data.resolve("obstat.db")));
    timed("start that reads all entries", () -> KeptLedger.start(whole).close());
    timed("start from stored hashes", () -> KeptLedger.start(frontier).close());
    timed("verify", () -> print(Ran.ledger("verify", "--data", data)));
    timed("export", () -> print(Ran.ledger("export", "--data", data, "--to", data + "-export")));
    timed(
        "verify the export",
        () ->
            print(
                Ran.ledger(
                    "verify",
                    "--export",
                    data + "-export",
                    "--vkey",
                    data.resolve("ledger.vkey"))));
  }

  private static void make(Path data) {
    try (SqliteJournal journal = KeptLedger.journal(data)) {
      Growth growth = Steps.growth(data, journal, 0);
      long signing = 0;
      for (int i = 0; i < CHECKPOINTS; i++) {
        journal.write(
            transaction -> {
              for (int j = 0; j < BETWEEN; j++) {
                Instant at = Instant.ofEpochSecond(transaction.size());
                transaction.record(
                    new Fact.StrangersRefused("aws", Map.of("x".repeat(700), 1L), at, at));
              }
              return BETWEEN;
            });
        long from = System.nanoTime();
        growth.integrate();
        growth.persist(growth.sign());
        signing += System.nanoTime() - from;
      }
      System.out.printf(
          "one turn of the keeper over %d entries: %.2f ms%n",
          BETWEEN, signing / 1e6 / CHECKPOINTS);
    }
  }

  private static void print(Ran ran) {
    System.out.print(ran.out() + ran.err());
  }

  private static void timed(String what, Runnable work) {
    long from = System.nanoTime();
    work.run();
    System.out.printf("%s: %.2f s%n", what, (System.nanoTime() - from) / 1e9);
  }
}
