package dev.obstat.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.core.fact.Fact;
import dev.obstat.ledger.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was done to a copy of a real server's directory, and what `obstat ledger verify` says.
class TamperingTest {
  private static final int ENTRIES = 61;
  private static final String MOVE_ALL_AFTER_23_UP =
      "update entries set position = position - 1 where position > 23";

  @TempDir private static Path original;

  @TempDir private Path temporary;
  private Path data;

  /// 60 entries with a checkpoint after every ten, and one large one.
  @BeforeAll
  static void aServerRan() {
    try (KeptLedger ledger = KeptLedger.start(original)) {
      for (int i = 0; i < 6; i++) {
        ledger.grow(10);
      }
      Map<String, String> files = new HashMap<>();
      for (int i = 0; i < 1_000; i++) {
        files.put("policy-%d-%s.cedar".formatted(i, "x".repeat(30)), "ab".repeat(32));
      }
      Fact large = new Fact.PolicySetInForce("cd".repeat(32), files, Instant.EPOCH);
      ledger.journal.write(
          transaction -> {
            transaction.record(large);
            return 1;
          });
    }
  }

  @BeforeEach
  void copyIt() throws IOException {
    data = Tampered.copy(original, temporary.resolve("data"));
  }

  private Ran verify(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "verify";
    arguments[1] = "--data";
    arguments[2] = data;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Ran.ledger(arguments);
  }

  private void found(String sentence) {
    Ran ran = verify();
    assertThat(ran.out()).contains("NOT INTACT: ").contains(sentence);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(1);
  }

  @Test
  void nothingWasDone() {
    Ran ran = verify();
    assertThat(ran.out())
        .contains("entries      61")
        .contains("checkpoints  8")
        .contains("unsigned     0")
        .contains("key          obstat.example/log+")
        .contains("intact: all 61 entries are as signed")
        .doesNotContain("NOT");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void programsReadTheSameAsJson() throws IOException {
    JsonNode intact = new ObjectMapper().readTree(verify("--json").out());
    assertThat(intact.path("verified").asBoolean()).isTrue();
    assertThat(intact.path("finding").asText()).isEqualTo("intact");
    assertThat(intact.path("entries").asInt()).isEqualTo(ENTRIES);
    assertThat(intact.path("root").asText()).hasSize(44);
    Tampered.sql(data, "update entries set event = event || ' ' where position = 3");
    JsonNode changed = new ObjectMapper().readTree(verify("--json").out());
    assertThat(changed.path("verified").asBoolean()).isFalse();
    assertThat(changed.path("finding").asText()).isEqualTo("changed");
    assertThat(changed.path("verdict").asText()).startsWith("entry 3 was changed");
  }

  @Test
  void oneByteOfAnEntryWasChanged() {
    Tampered.sql(
        data,
        "update entries set event = substr(event, 1, 20) || 'X' || substr(event, 22)"
            + " where position = 23");
    found("entry 23 was changed");
  }

  @Test
  void anEntryWasDeleted() {
    Tampered.sql(data, "delete from entries where position = 23");
    found("entry 23 is missing");
  }

  @Test
  void anEntryWasDeletedAndTheRestMovedUp() {
    Tampered.sql(data, "delete from entries where position = 23", MOVE_ALL_AFTER_23_UP);
    found("entry 23 was removed and later ones moved up");
  }

  @Test
  void twoEntriesWereSwapped() {
    Tampered.sql(
        data,
        "update entries set position = 1000 where position = 23",
        "update entries set position = 23 where position = 41",
        "update entries set position = 41 where position = 1000");
    found("entries were reordered: at 23 stands what was recorded as 41");
  }

  @Test
  void anEntryWasPutInTheMiddle() {
    Tampered.sql(
        data,
        "update entries set position = -position where position >= 23",
        "update entries set position = 1 - position where position < 0",
        "insert into entries select 23, event from entries where position = 5");
    found("entry 23 was added and later ones moved down");
  }

  @Test
  void anEntryWasPutBeforeTheFirst() {
    Tampered.sql(data, "insert into entries select -1, event from entries where position = 5");
    found("entry -1 is stored where entry 0 belongs");
  }

  @Test
  void anEntryWasAppendedPastTheServer() {
    Tampered.sql(data, "insert into entries select 61, event from entries where position = 5");
    found("from entry 61 on nobody has signed: that entry was added behind the server's back");
  }

  @Test
  void theLastEntriesWereDropped() {
    Tampered.sql(data, "delete from entries where position >= 50");
    found("the log is signed with 61 entries, but only 50 are there");
  }

  @Test
  void theLastEntriesWereDroppedWithTheirCheckpoints() {
    Tampered.sql(
        data,
        "delete from entries where position >= 50",
        "delete from checkpoints where size > 50");
    found("signed with 50 entries, but an earlier checkpoint already had 61");
  }

  @Test
  void theLastCheckpointsWereDropped() {
    Tampered.sql(data, "delete from checkpoints where size > 30");
    found("signed with 30 entries, but an earlier checkpoint already had 61");
  }

  @Test
  void theRootOfACheckpointWasChanged() {
    Tampered.sql(
        data,
        "update checkpoints set root = (select root from checkpoints where size = 10)"
            + " where size = 30");
    found("the checkpoint of 30 entries: it is stored with root ");
  }

  @Test
  void theSizeOfACheckpointWasChanged() {
    Tampered.sql(data, "update checkpoints set size = 31 where size = 30");
    found("the checkpoint of 31 entries: it is stored with size 31, signed with 30");
  }

  @Test
  void theNoteOfACheckpointWasChanged() {
    Tampered.sql(
        data,
        "update checkpoints set size = 31, note = replace(note, char(10) || '30' || char(10),"
            + " char(10) || '31' || char(10)) where size = 30");
    found("the checkpoint of 31 entries: the signature of `obstat.example/log` is wrong");
  }

  @Test
  void theNoteOfACheckpointWasReplacedByText() {
    Tampered.sql(data, "update checkpoints set note = 'all is well' where size = 30");
    found("the checkpoint of 30 entries: it is not a signed note");
  }

  @Test
  void aPartKeptBesideAnEntryWasChanged() {
    Tampered.sql(data, "update payloads set content = replace(content, 'ab', 'ba')");
    found("all entries are as signed, but entry 60 cannot be read: the payload");
  }

  @Test
  void aPartKeptBesideAnEntryWasDeleted() {
    Tampered.sql(data, "delete from payloads");
    found("is missing");
  }

  @Test
  void theKeyPairWasReplaced() throws IOException {
    SignerKey other = SignerKey.generate(KeptLedger.ORIGIN, new SecureRandom());
    Files.writeString(data.resolve("ledger.key"), other.secretText());
    Files.writeString(data.resolve("ledger.vkey"), other.verifier().toString());
    found("none of its 1 signatures is by a known key");
  }

  @Test
  void theSecretKeyAloneWasReplaced() throws IOException {
    SignerKey other = SignerKey.generate(KeptLedger.ORIGIN, new SecureRandom());
    Files.writeString(data.resolve("ledger.key"), other.secretText());
    found("ledger.key` is not the key that signed them");
  }

  @Test
  void withoutTheStoredHashesAChangeIsFoundBetweenTwoCheckpoints() throws IOException {
    Tampered.delete(data.resolve("ledger-hashes"));
    assertThat(verify().exit()).isZero();
    Tampered.sql(data, "update entries set event = event || ' ' where position = 23");
    found("something among entries 20 to 29 was changed, removed, added or reordered");
  }

  @Test
  void aStoredHashWasChanged() throws IOException {
    Path leaves = data.resolve("ledger-hashes").resolve("0");
    byte[] bytes = Files.readAllBytes(leaves);
    bytes[32 * 7] ^= 1;
    Files.write(leaves, bytes);
    found("the stored leaf hash of entry 7 is ");
  }

  @Test
  void allWasForgedWithAnotherKeyAndOnlyTheAuditorsKeyTells() throws IOException {
    String kept = Files.readString(data.resolve("ledger.vkey")).strip();
    forge();
    Files.delete(data.resolve("ledger.key"));
    Files.delete(data.resolve("ledger.vkey"));
    KeptLedger.start(data).close();
    assertThat(verify().exit()).isZero();
    Ran ran = verify("--vkey", kept);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("none of its 1 signatures is by a known key");
  }

  @Test
  void allWasForgedWithTheSameKeyAndOnlyTheAuditorsCheckpointTells() throws IOException {
    Path kept = temporary.resolve("checkpoint-of-last-month");
    Files.writeString(kept, Tampered.ask(data, "select note from checkpoints where size = 30"));
    Files.writeString(kept, Files.readString(kept).stripTrailing() + "\n");
    forge();
    KeptLedger.start(data).close();
    assertThat(verify().exit()).isZero();
    Ran ran = verify("--checkpoint", kept);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("the checkpoint of size 61").contains("no extension");
  }

  private void forge() throws IOException {
    Tampered.sql(
        data,
        "update entries set event = replace(event, 'number', 'nummer') where position = 23",
        "delete from checkpoints");
    Tampered.delete(data.resolve("ledger-hashes"));
  }
}
