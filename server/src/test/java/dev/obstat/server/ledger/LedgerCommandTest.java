package dev.obstat.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.InclusionProof;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
  @TempDir private Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private Path export() {
    return temporary.resolve("export");
  }

  private Ran verifyExport() {
    return Ran.ledger("verify", "--export", export(), "--vkey", data().resolve("ledger.vkey"));
  }

  @Test
  void anExportVerifiesAndIsExtended() {
    KeptLedger.start(data()).grow(300).close();
    Ran first = Ran.ledger("export", "--data", data(), "--to", export());
    assertThat(first.out()).contains("wrote 300 entries to ");
    assertThat(first.exit()).isZero();
    assertThat(export().resolve("tile/entries/001.p/44")).exists();
    assertThat(verifyExport().out()).contains("intact: all 300 entries are as signed");

    try (KeptLedger running = KeptLedger.start(data()).grow(300)) {
      assertThat(Ran.ledger("export", "--data", data(), "--to", export()).out())
          .contains("wrote 600 entries");
      assertThat(running.keeper.trouble()).isEmpty();
    }
    assertThat(export().resolve("tile/entries/001.p")).doesNotExist();
    assertThat(verifyExport().out()).contains("intact: all 600 entries are as signed");
  }

  @Test
  void anExportThatWasChangedIsFound() throws IOException {
    KeptLedger.start(data()).grow(300).close();
    Ran.ledger("export", "--data", data(), "--to", export());
    Path bundle = export().resolve("tile/entries/000");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[30] ^= 1;
    Files.write(bundle, bytes);
    assertThat(verifyExport().out()).contains("NOT INTACT: entry 0 was changed");
    assertThat(verifyExport().exit()).isEqualTo(1);
    bytes[30] ^= 1;
    Files.write(bundle, bytes);
    Path tile = export().resolve("tile/1/000.p/1");
    byte[] hashes = Files.readAllBytes(tile);
    hashes[0] ^= 1;
    Files.write(tile, hashes);
    assertThat(verifyExport().out())
        .contains("the tile `tile/1/000.p/1` has another hash at position 0");
  }

  @Test
  void entriesThatAreNotAsSignedAreNotExported() {
    KeptLedger.start(data()).grow(30).close();
    Tampered.sql(data(), "update entries set event = event || ' ' where position = 7");
    Ran ran = Ran.ledger("export", "--data", data(), "--to", export());
    assertThat(ran.err()).contains("nothing was exported: something among entries 0 to 29");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(export()).doesNotExist();
  }

  @Test
  void aProofConvincesWhoeverHasTheEntryAndTheKey() throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (KeptLedger ledger = KeptLedger.start(data()).grow(700)) {
      ledger.journal.leaves().read(0, 700, (_, bytes) -> entries.add(bytes));
    }
    VerifierKey key =
        VerifierKey.parse(Files.readString(data().resolve("ledger.vkey")).strip()).orThrow();
    for (int index : new int[] {0, 255, 256, 511, 699}) {
      Ran ran = Ran.ledger("prove", index, "--data", data());
      assertThat(ran.exit()).isZero();
      List<String> lines = ran.out().lines().toList();
      assertThat(lines).startsWith("c2sp.org/tlog-proof@v1", "index " + index);
      int empty = lines.indexOf("");
      List<Hash> path =
          lines.subList(2, empty).stream().map(line -> Hash.parse(line).orThrow()).toList();
      String note = ran.out().substring(ran.out().indexOf("\n\n") + 2);
      Checkpoint head = Checkpoint.open(note.getBytes(StandardCharsets.UTF_8), key).orThrow();
      InclusionProof proof = new InclusionProof(index, head.size(), path);
      assertThat(proof.check(Hash.ofLeaf(entries.get(index)), head.root()).holds()).isTrue();
      assertThat(proof.check(Hash.ofLeaf(new byte[] {1}), head.root()).holds()).isFalse();
    }
    assertThat(
            new ObjectMapper()
                .readTree(Ran.ledger("prove", 3, "--data", data(), "--json").out())
                .path("proof")
                .asText())
        .startsWith("c2sp.org/tlog-proof@v1\nindex 3\n");
  }

  @Test
  void whatIsNotSignedOrNotAsSignedHasNoProof() {
    KeptLedger.start(data()).grow(30).close();
    assertThat(Ran.ledger("prove", 30, "--data", data()).err())
        .contains("entry 30 is not signed: the last checkpoint covers entries 0 to 29");
    Tampered.sql(data(), "update entries set event = event || ' ' where position = 7");
    Ran ran = Ran.ledger("prove", 7, "--data", data());
    assertThat(ran.err()).contains("`obstat ledger verify` says what is wrong");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(Ran.ledger("prove", 8, "--data", data()).exit()).isZero();
  }

  @Test
  void rebuildMakesTheStateOfTheFactsAgain() {
    KeptLedger.start(data()).grow(30).close();
    try (SqliteJournal journal = KeptLedger.journal(data())) {
      journal.write(
          transaction -> {
            transaction.record(
                new dev.obstat.core.fact.Fact.PolicySetInForce(
                    "cd".repeat(32), java.util.Map.of("a.cedar", "ab"), java.time.Instant.EPOCH));
            return 1;
          });
    }
    String before = Tampered.ask(data(), "select policy_set from epoch");
    assertThat(before.strip()).isEqualTo("cd".repeat(32));
    Tampered.sql(data(), "update epoch set policy_set = 'forged', removals = 7");
    Ran ran = Ran.ledger("rebuild", "--data", data());
    assertThat(ran.out()).isEqualTo("state was made again from 31 facts" + System.lineSeparator());
    assertThat(ran.exit()).isZero();
    assertThat(Tampered.ask(data(), "select policy_set from epoch")).isEqualTo(before);
    assertThat(Tampered.ask(data(), "select removals from epoch").strip()).isEqualTo("0");
  }

  @Test
  void rebuildLeavesARunningServerAlone() {
    try (KeptLedger running = KeptLedger.start(data()).grow(3)) {
      Ran ran = Ran.ledger("rebuild", "--data", data());
      assertThat(ran.err()).contains("is in use by another Obstat: stop that one first");
      assertThat(ran.exit()).isEqualTo(1);
      running.grow(1);
    }
  }

  @Test
  void rebuildOfALogWithAHoleChangesNothing() {
    KeptLedger.start(data()).grow(30).close();
    Tampered.sql(
        data(), "update epoch set policy_set = 'kept'", "delete from entries where position = 7");
    Ran ran = Ran.ledger("rebuild", "--data", data());
    assertThat(ran.err()).contains("nothing was changed: entry 7 is missing");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(Tampered.ask(data(), "select policy_set from epoch").strip()).isEqualTo("kept");
  }

  @Test
  void aDirectoryWithoutALogIsToldClearlyAndNotMade() throws IOException {
    KeptLedger.start(data()).grow(3).close();
    Path vkey = data().resolve("ledger.vkey");
    Path empty = temporary.resolve("empty");
    assertThat(Ran.ledger("verify", "--data", empty, "--vkey", vkey).err())
        .contains("there is no ledger in `")
        .contains("no file `obstat.db`");
    assertThat(Ran.ledger("rebuild", "--data", empty).err()).contains("there is no ledger in `");
    assertThat(empty).doesNotExist();
    Files.createDirectory(empty);
    Files.writeString(
        empty.resolve("obstat.db"), "this is no database, but long enough".repeat(99));
    assertThat(Ran.ledger("verify", "--data", empty, "--vkey", vkey).err())
        .contains("obstat.db` cannot be read (");
    assertThat(Ran.ledger("verify", "--export", empty, "--vkey", vkey).err())
        .contains("there is no log in `");
  }

  @Test
  void aLogThatNobodySignedIsNotIntact() {
    KeptLedger.journal(data()).close();
    KeptLedger.start(temporary.resolve("other")).close();
    Path vkey = temporary.resolve("other").resolve("ledger.vkey");
    Ran ran = Ran.ledger("verify", "--data", data(), "--vkey", vkey);
    assertThat(ran.out()).contains("NOT INTACT: nothing of this log is signed");
    assertThat(ran.exit()).isEqualTo(1);
  }

  @Test
  void badUseIsRefusedWithTheReason() {
    Ran twoLogs = Ran.ledger("verify", "--export", "a", "--url", "http://127.0.0.1/log");
    assertThat(twoLogs.exit()).isEqualTo(2);
    assertThat(twoLogs.err()).contains("`--export` and `--url` are two logs");
    Ran noKey = Ran.ledger("verify", "--data", temporary);
    assertThat(noKey.exit()).isEqualTo(2);
    assertThat(noKey.err()).contains("give the log's public key with `--vkey`");
    Ran badKey = Ran.ledger("verify", "--data", temporary, "--vkey", "a+b+c");
    assertThat(badKey.exit()).isEqualTo(2);
    assertThat(badKey.err()).contains("verifier key: ");
  }

  @Test
  void longWorkTellsATerminalHowFarItIsAndLeavesTheLineEmpty() throws InterruptedException {
    StringWriter err = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(err), true)) {
      progress.read(10);
      Thread.sleep(300);
      progress.read(12_345);
    }
    assertThat(err.toString()).isEqualTo("\r12,345 entries read\r" + " ".repeat(19) + "\r");
    StringWriter redirected = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(redirected), false)) {
      Thread.sleep(300);
      progress.read(12_345);
    }
    assertThat(redirected.toString()).isEmpty();
  }
}
