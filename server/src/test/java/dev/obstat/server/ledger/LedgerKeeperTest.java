package dev.obstat.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.SignerKey;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeeperTest {
  @TempDir private Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private static VerifierKey vkey(Path data) throws IOException {
    return VerifierKey.parse(Files.readString(data.resolve("ledger.vkey")).strip()).orThrow();
  }

  private static LedgerSettings readingNothingAgain(Path data) {
    return new LedgerSettings(data, KeptLedger.ORIGIN, Duration.ofMillis(5), 0);
  }

  @Test
  void theFirstStartMakesTheKeyForItsOwnerAloneAndSignsTheEmptyLog() throws IOException {
    try (KeptLedger ledger = KeptLedger.start(data())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret())))
          .isEqualTo("rw-------");
      SignedHead head = ledger.keeper.lastSigned();
      assertThat(head.size()).isZero();
      assertThat(head.root()).isEqualTo(Hash.EMPTY_TREE);
      assertThat(Checkpoint.open(head.bytes(), vkey(data())))
          .isEqualTo(new Parsed.Read<>(new Checkpoint(KeptLedger.ORIGIN, 0, Hash.EMPTY_TREE)));
      assertThat(ledger.compared).isEqualTo("nothing was signed before");
    }
  }

  private Path secret() {
    return data().resolve("ledger.key");
  }

  @Test
  void theHeadIsSignedWhenTheLogHasGrownAndOnlyThen() throws InterruptedException {
    try (KeptLedger ledger = KeptLedger.start(data())) {
      ledger.grow(3);
      SignedHead three = ledger.keeper.lastSigned();
      Thread.sleep(100);
      assertThat(ledger.keeper.lastSigned()).isSameAs(three);
      ledger.grow(2);
      assertThat(ledger.keeper.lastSigned().size()).isEqualTo(5);
      assertThat(ledger.keeper.trouble()).isEmpty();
      assertThat(ledger.journal.checkpoints().all())
          .extracting(dev.obstat.storage.Checkpoint::size)
          .containsExactly(0L, 3L, 5L);
    }
  }

  @Test
  void closeSignsWhatTheTimerHasNot() {
    LedgerSettings seldom =
        new LedgerSettings(data(), KeptLedger.ORIGIN, Duration.ofHours(1), 200_000);
    try (KeptLedger ledger = KeptLedger.start(seldom)) {
      KeptLedger.record(ledger.journal, 300);
      assertThat(ledger.keeper.lastSigned().size()).isZero();
      ledger.keeper.close();
      assertThat(ledger.keeper.lastSigned().size()).isEqualTo(300);
    }
    assertThat(Ran.ledger("verify", "--data", data()).out())
        .contains("intact: all 300 entries are as signed");
  }

  @Test
  void aStartGoesOnWhereTheLastOneEnded() {
    KeptLedger.start(data()).grow(700).close();
    try (KeptLedger again = KeptLedger.start(data())) {
      assertThat(again.compared)
          .isEqualTo("all 700 entries were read and lead to the root that was signed");
      again.grow(1);
    }
    try (KeptLedger large = KeptLedger.start(readingNothingAgain(data()))) {
      assertThat(large.compared)
          .startsWith("the stored hashes lead to the root that was signed over 701 entries");
      large.grow(70);
    }
    assertThat(Ran.ledger("verify", "--data", data()).out())
        .contains("intact: all 771 entries are as signed");
  }

  @Test
  void storedHashesThatAreLostOrWrongAreMadeAgain() throws IOException {
    KeptLedger.start(data()).grow(600).close();
    Tampered.delete(data().resolve("ledger-hashes"));
    KeptLedger.start(readingNothingAgain(data())).grow(1).close();
    assertThat(Ran.ledger("verify", "--data", data()).exit()).isZero();

    for (String row : new String[] {"0", "1"}) {
      Path file = data().resolve("ledger-hashes").resolve(row);
      byte[] bytes = Files.readAllBytes(file);
      bytes[40] ^= 1;
      Files.write(file, bytes);
      KeptLedger.start(data()).grow(1).close();
      assertThat(Ran.ledger("verify", "--data", data()).exit()).isZero();
      assertThat(Files.readAllBytes(file)[40]).isEqualTo((byte) (bytes[40] ^ 1));
    }
  }

  @Test
  void aKeyThatIsMissingIsNotMadeAgainOverSignedCheckpoints() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    Files.delete(secret());
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("ledger.key` is missing, but the ledger has checkpoints")
        .contains("bring it back from a backup");
    assertThat(secret()).doesNotExist();
    Tampered.sql(data(), "delete from checkpoints");
    assertThat(KeptLedger.refusal(KeptLedger.settings(data()))).contains("is missing");
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("others than its owner can read `")
        .contains("run `chmod 600 ");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingShown() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    String secretText = Files.readString(secret());
    Files.writeString(secret(), secretText.substring(0, secretText.length() - 6));
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("ledger.key` is not a key: ")
        .doesNotContain(secretText.substring(secretText.length() - 30, secretText.length() - 6));
  }

  @Test
  void anotherKeyOrAnotherNameIsRefused() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    LedgerSettings renamed =
        new LedgerSettings(data(), "elsewhere", Duration.ofSeconds(1), 200_000);
    assertThat(KeptLedger.refusal(renamed))
        .contains(
            "the ledger's key is of the log `obstat.example/log`, but the configuration names the"
                + " log `elsewhere`");

    SignerKey other = SignerKey.generate(KeptLedger.ORIGIN, new SecureRandom());
    Files.writeString(secret(), other.secretText());
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("is not the public half of");
    Files.delete(data().resolve("ledger.vkey"));
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("the last checkpoint, of 3 entries, is not ours: ")
        .contains("none of its 1 signatures is by a known key");
  }

  @Test
  void aNameThatNoKeyCanHaveIsRefused() {
    LedgerSettings spaced = new LedgerSettings(data(), "our log", Duration.ofSeconds(1), 200_000);
    assertThat(KeptLedger.refusal(spaced)).startsWith("the ledger cannot be named: ");
  }

  @Test
  void aPlaceForHashesThatCannotBeWrittenIsRefused() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    Tampered.delete(data().resolve("ledger-hashes"));
    Files.writeString(data().resolve("ledger-hashes"), "a file");
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("the ledger cannot go on: cannot write in `");
  }

  @Test
  void aDatabaseThatWasSetBackIsRefused() throws IOException {
    KeptLedger.start(data()).grow(20).close();
    Path yesterday = Tampered.copy(data(), temporary.resolve("yesterday"));
    KeptLedger.start(data()).grow(20).close();
    Files.copy(
        yesterday.resolve("obstat.db"),
        data().resolve("obstat.db"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("the database was set back: a later checkpoint than its last one was signed")
        .contains("`obstat ledger verify` looks closer");
    assertThat(KeptLedger.refusal(readingNothingAgain(data()))).contains("was set back");
  }

  @Test
  void aDatabaseWithoutItsLastEntriesIsRefused() {
    KeptLedger.start(data()).grow(20).close();
    Tampered.sql(data(), "delete from entries where position >= 15");
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("the database has only 15 entries, but 20 were signed");
    assertThat(KeptLedger.refusal(readingNothingAgain(data()))).contains("only 15 entries");
  }

  @Test
  void aDatabaseWithAChangedEntryIsRefused() {
    KeptLedger.start(data()).grow(20).close();
    Tampered.sql(data(), "update entries set event = event || ' ' where position = 7");
    assertThat(KeptLedger.refusal(KeptLedger.settings(data())))
        .contains("the ledger does not agree with what was signed: entry 7 was changed");
  }

  @Test
  void aRefusedStartChangesNothingThatTheNextOneNeeds() {
    KeptLedger.start(data()).grow(20).close();
    Tampered.sql(data(), "update entries set event = event || ' ' where position = 7");
    KeptLedger.refusal(KeptLedger.settings(data()));
    Tampered.sql(
        data(),
        "update entries set event = substr(event, 1, length(event) - 1) where position = 7");
    KeptLedger.start(data()).grow(1).close();
    assertThat(Ran.ledger("verify", "--data", data()).exit()).isZero();
  }

  @Test
  void entriesThatVanishUnderARunningKeeperEndTheSigning() throws InterruptedException {
    try (KeptLedger ledger = KeptLedger.start(data())) {
      ledger.grow(20);
      Tampered.sql(data(), "delete from entries where position >= 15");
      long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (ledger.keeper.trouble().isEmpty() && System.nanoTime() < giveUp) {
        Thread.sleep(5);
      }
      assertThat(ledger.keeper.trouble().orElse(""))
          .contains("is not signed any more until a restart")
          .contains("the database has only 15 entries, but 20 were there before");
      KeptLedger.record(ledger.journal, 10);
      Thread.sleep(50);
      assertThat(ledger.keeper.lastSigned().size()).isEqualTo(20);
    }
    assertThat(KeptLedger.refusal(KeptLedger.settings(data()))).contains("does not agree");
  }

  @Test
  void aJournalThatIsGoneIsTroubleAndNoMore() throws InterruptedException {
    KeptLedger ledger = KeptLedger.start(data());
    ledger.grow(2);
    ledger.journal.close();
    long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ledger.keeper.trouble().isEmpty() && System.nanoTime() < giveUp) {
      Thread.sleep(5);
    }
    assertThat(ledger.keeper.trouble().orElse("")).contains("cannot be signed now");
    assertThat(ledger.keeper.lastSigned().size()).isEqualTo(2);
    ledger.keeper.close();
  }

  @Test
  void aHeadThatIsNoExtensionIsNotStored() {
    KeptLedger.start(data()).grow(20).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      Growth fromNothing = Steps.growth(data(), journal, 0);
      fromNothing.integrate();
      SignedHead same = fromNothing.persist(fromNothing.sign());
      assertThat(same.size()).isEqualTo(20);
      Tampered.sql(data(), "update entries set event = event || ' ' where position = 7");
      Growth forged = Steps.growth(data(), journal, 0);
      forged.integrate();
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> forged.persist(forged.sign()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not extend");
    }
  }
}
