package dev.obstat.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that ends between any two steps, and the next start.
class CrashTest {
  @TempDir private Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private void startsAndIsIntact(String compared, long entries) {
    try (KeptLedger ledger = KeptLedger.start(data())) {
      assertThat(ledger.compared).contains(compared);
      ledger.grow(5);
    }
    assertThat(Ran.ledger("verify", "--data", data()).out())
        .contains("intact: all %d entries are as signed".formatted(entries + 5));
  }

  @Test
  void afterEntriesAreDurable() {
    KeptLedger.start(data()).grow(300).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 40);
    }
    startsAndIsIntact("all 300 entries were read", 340);
  }

  @Test
  void afterIntegrate() {
    KeptLedger.start(data()).grow(300).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 400);
      Steps.growth(data(), journal, 300).integrate();
    }
    assertThat(new LedgerPlace(data()).rows().size()).isEqualTo(700);
    startsAndIsIntact("; 400 entries after that are signed now", 700);
  }

  @Test
  void whileHashesWereWritten() throws IOException {
    KeptLedger.start(data()).grow(300).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 400);
    }
    Path leaves = data().resolve("ledger-hashes").resolve("0");
    byte[] torn = new byte[32 * 17 + 5];
    new Random(7).nextBytes(torn);
    Files.write(leaves, torn, java.nio.file.StandardOpenOption.APPEND);
    startsAndIsIntact("; 400 entries after that are signed now", 700);
  }

  @Test
  void afterSign() {
    KeptLedger.start(data()).grow(300).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 40);
      Growth growth = Steps.growth(data(), journal, 300);
      growth.integrate();
      assertThat(growth.sign().size()).isEqualTo(340);
    }
    startsAndIsIntact("all 300 entries were read", 340);
  }

  @Test
  void afterTheDatabaseHasTheCheckpointAndBeforeItsCopyIsWritten() throws IOException {
    KeptLedger.start(data()).grow(300).close();
    Path copy = data().resolve("ledger-hashes").resolve("checkpoint");
    byte[] before = Files.readAllBytes(copy);
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 40);
      Growth growth = Steps.growth(data(), journal, 300);
      growth.integrate();
      growth.persist(growth.sign());
    }
    Files.write(copy, before);
    startsAndIsIntact("all 340 entries were read", 340);
  }

  @Test
  void afterPersist() {
    KeptLedger.start(data()).grow(300).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      KeptLedger.record(journal, 40);
      Growth growth = Steps.growth(data(), journal, 300);
      growth.integrate();
      growth.persist(growth.sign());
    }
    startsAndIsIntact("all 340 entries were read", 340);
  }

  @Test
  @DisplayName("kill -9 at any moment: the next start goes on, and nothing signed is lost")
  void killed() throws IOException, InterruptedException {
    Random random = new Random(20261123);
    long signed = 0;
    for (int round = 0; round < 5; round++) {
      Process child = Writing.start(data());
      try {
        // its first line says that it is at work
        assertThat(child.inputReader().readLine()).isEqualTo("started");
        Thread.sleep(30 + random.nextInt(250));
      } finally {
        child.destroyForcibly();
      }
      assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
      try (KeptLedger ledger = KeptLedger.start(data())) {
        assertThat(ledger.keeper.lastSigned().size()).isGreaterThan(signed);
        signed = ledger.keeper.lastSigned().size();
      }
      Ran ran = Ran.ledger("verify", "--data", data());
      assertThat(ran.out()).contains("intact: all " + signed + " entries");
    }
  }
}
