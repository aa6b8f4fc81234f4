package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final int SIZE = 700;

  private final TestLog log = TestLog.of(SIZE);
  private final byte[] head = log.checkpoint();
  private final List<byte[]> tampered = new ArrayList<>(log.entries);
  private final Verification verification = new Verification(log.key());

  @Test
  void anUntouchedLogIsIntactWithAllItsEarlierCheckpoints() {
    List<byte[]> earlier =
        List.of(log.checkpoint(500), log.checkpoint(0), log.checkpoint(1), log.checkpoint(700));
    Verdict verdict = verification.verify(head, earlier, log.source(), log.storedLeaves());
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Intact(new Checkpoint(TestLog.ORIGIN, 700, log.hashes.root()), 4, 0));
    assertThat(verdict.text())
        .isEqualTo(
            "all 700 entries are as signed, 4 earlier checkpoints agree, 0 entries are not signed yet");
  }

  @Test
  void anEmptyLogIsIntact() {
    TestLog empty = TestLog.of(0);
    assertThat(
            new Verification(empty.key())
                .verify(empty.checkpoint(), List.of(), empty.source(), LeafHashes.NONE))
        .isEqualTo(new Verdict.Intact(new Checkpoint(TestLog.ORIGIN, 0, Hash.EMPTY_TREE), 0, 0));
  }

  @Test
  void entriesAfterTheCheckpointAreCountedAsUnsigned() {
    log.grow(5);
    assertThat(verification.verify(head, List.of(), log.source(), log.storedLeaves()))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.unsigned()).isEqualTo(5));
  }

  @Test
  void aChangedEntryIsNamed() {
    tampered.set(300, new byte[] {1});
    assertThat(withLeaves().text())
        .isEqualTo(
            "entry 300 was changed: its leaf hash is %s, recorded was %s"
                .formatted(Hash.ofLeaf(new byte[] {1}), log.leaves.get(300)));
    assertThat(withoutLeaves()).isEqualTo(new Verdict.RootDiffers(checkpoint(), tamperedRoot(), 0));
  }

  @Test
  void earlierCheckpointsNarrowAChangeDown() {
    tampered.set(300, new byte[] {1});
    Verdict verdict =
        verification.verify(
            head,
            List.of(log.checkpoint(256), log.checkpoint(280), log.checkpoint(320)),
            TestLog.source(tampered),
            LeafHashes.NONE);
    assertThat(verdict.text())
        .startsWith(
            "something among entries 280 to 319 was changed, removed, added or reordered: the root of 320 entries is ");
  }

  @Test
  void aRemovedEntryIsNamedWhetherOrNotTheOthersMoveUp() {
    List<Entry> gap = new ArrayList<>(numbered(log.entries));
    gap.remove(300);
    assertThat(verification.verify(head, List.of(), TestLog.stored(gap), LeafHashes.NONE).text())
        .isEqualTo("entry 300 is missing: the next one stored is 301");
    tampered.remove(300);
    assertThat(withLeaves()).isEqualTo(new Verdict.Removed(300, log.leaves.get(300)));
    assertThat(withLeaves().text())
        .startsWith("entry 300 was removed and later ones moved up: recorded was leaf hash ");
    assertThat(withoutLeaves().text())
        .isEqualTo("the log is signed with 700 entries, but only 699 are there");
  }

  @Test
  void aRemovedEntryIsFoundAlsoWhenNewOnesFillUpTheNumber() {
    tampered.remove(300);
    tampered.add(new byte[] {1});
    assertThat(withLeaves()).isEqualTo(new Verdict.Removed(300, log.leaves.get(300)));
    assertThat(withoutLeaves()).isInstanceOf(Verdict.RootDiffers.class);
  }

  @Test
  void anAddedEntryIsNamed() {
    tampered.add(300, new byte[] {1});
    assertThat(withLeaves()).isEqualTo(new Verdict.Added(300, Hash.ofLeaf(new byte[] {1})));
    assertThat(withLeaves().text())
        .startsWith("entry 300 was added and later ones moved down: its leaf hash is ");
    assertThat(withoutLeaves()).isInstanceOf(Verdict.RootDiffers.class);
  }

  @Test
  void reorderedEntriesAreNamed() {
    Collections.swap(tampered, 300, 333);
    assertThat(withLeaves()).isEqualTo(new Verdict.Reordered(300, 333));
    assertThat(withLeaves().text())
        .isEqualTo("entries were reordered: at 300 stands what was recorded as 333");
    assertThat(withoutLeaves()).isInstanceOf(Verdict.RootDiffers.class);
    Collections.swap(tampered, 300, 333);
    Collections.swap(tampered, 698, 699);
    assertThat(withLeaves()).isEqualTo(new Verdict.Reordered(698, 699));
  }

  @Test
  void aTruncatedLogIsFound() {
    EntrySource cut = TestLog.source(log.entries.subList(0, 512));
    assertThat(verification.verify(head, List.of(), cut, log.storedLeaves()))
        .isEqualTo(new Verdict.Truncated(512, checkpoint()));
    assertThat(verification.verify(head, List.of(log.checkpoint(500)), cut, LeafHashes.NONE))
        .isEqualTo(new Verdict.Truncated(512, checkpoint()));
    assertThat(verification.verify(head, List.of(), TestLog.source(List.of()), log.storedLeaves()))
        .isEqualTo(new Verdict.Truncated(0, checkpoint()));
  }

  @Test
  void aLogThatIsCutAndSignedAgainIsRolledBack() {
    byte[] small = log.checkpoint(512);
    Verdict verdict =
        verification.verify(
            small, List.of(head), TestLog.source(log.entries.subList(0, 512)), LeafHashes.NONE);
    assertThat(verdict.text())
        .isEqualTo("the log is signed with 512 entries, but an earlier checkpoint already had 700");
  }

  @Test
  void aRewrittenAndSignedAgainHistoryIsNoExtensionOfWhatAnAuditorKept() {
    byte[] kept = log.checkpoint(400);
    TestLog rewritten = TestLog.of(0);
    tampered.set(100, new byte[1]);
    tampered.forEach(rewritten::append);
    byte[] newHead = log.signed(SIZE, rewritten.hashes.root());
    Verdict verdict =
        verification.verify(newHead, List.of(kept), rewritten.source(), rewritten.storedLeaves());
    assertThat(verdict.text())
        .isEqualTo(
            "the checkpoint of size 700 (root %s) is no extension of the one of size 400 (root %s)"
                .formatted(rewritten.hashes.root(), TestLog.naiveRoot(log.leaves.subList(0, 400))));
    assertThat(verification.verify(newHead, List.of(head), rewritten.source(), LeafHashes.NONE))
        .isInstanceOf(Verdict.Forked.class);
  }

  @Test
  void badCheckpointsAreNamed() {
    byte[] edited = head.clone();
    edited[TestLog.ORIGIN.length() + 1] = '8';
    assertThat(verification.verify(edited, List.of(), log.source(), LeafHashes.NONE).text())
        .isEqualTo("the checkpoint: the signature of `ledger.example/test` is wrong");
    assertThat(
            verification.verify(head, List.of(head, edited), log.source(), LeafHashes.NONE).text())
        .startsWith("earlier checkpoint 2: the signature");
    byte[] foreign = TestLog.of(3).checkpoint();
    assertThat(verification.verify(foreign, List.of(), log.source(), LeafHashes.NONE).text())
        .isEqualTo("the checkpoint: none of its 1 signatures is by a known key");
  }

  @Test
  void aStoreThatRepeatsOrCannotReadIsNamed() {
    EntrySource repeating = (_, _) -> new Parsed.Read<>(numbered(log.entries).subList(0, 10));
    assertThat(verification.verify(head, List.of(), repeating, LeafHashes.NONE).text())
        .isEqualTo("entry 0 is stored where entry 10 belongs");
    EntrySource broken =
        (from, limit) ->
            from < 256 ? log.source().read(from, limit) : new Parsed.Refused<>("torn page");
    assertThat(verification.verify(head, List.of(), broken, log.storedLeaves()).text())
        .isEqualTo("entry 256 cannot be read: torn page");
  }

  @Test
  void aWrongStoredLeafHashBesideRightEntriesIsNamed() {
    Hash right = log.leaves.get(300);
    Hash wrong = TestLog.flipped(right, 9);
    log.leaves.set(300, wrong);
    assertThat(verification.verify(head, List.of(), log.source(), log.storedLeaves()))
        .isEqualTo(new Verdict.LeafHashDiffers(300, wrong, right));
  }

  @Test
  void leafHashesThatWereForgedTooDoNotHideAChange() {
    tampered.set(300, new byte[] {1});
    log.leaves.set(300, Hash.ofLeaf(new byte[] {1}));
    assertThat(withLeaves()).isEqualTo(new Verdict.RootDiffers(checkpoint(), tamperedRoot(), 0));
    log.leaves.set(299, Hash.EMPTY_TREE);
    assertThat(withLeaves()).isInstanceOf(Verdict.RootDiffers.class);
  }

  @Test
  void everyRandomTamperingIsFoundAtItsPlace() {
    Random random = new Random(3);
    for (int round = 0; round < 400; round++) {
      tampered.clear();
      tampered.addAll(log.entries);
      int at = random.nextInt(SIZE);
      Verdict expected =
          switch (random.nextInt(4)) {
            case 0 -> {
              byte[] entry = tampered.get(at).clone();
              entry[random.nextInt(entry.length)] ^= (byte) (1 << random.nextInt(8));
              tampered.set(at, entry);
              yield new Verdict.Changed(at, log.leaves.get(at), Hash.ofLeaf(entry));
            }
            case 1 -> {
              tampered.remove(at);
              yield at == SIZE - 1
                  ? new Verdict.Truncated(SIZE - 1, checkpoint())
                  : new Verdict.Removed(at, log.leaves.get(at));
            }
            case 2 -> {
              byte[] entry = {(byte) round, (byte) (round >> 8)};
              tampered.add(at, entry);
              yield at == SIZE - 1
                  ? new Verdict.Changed(at, log.leaves.get(at), Hash.ofLeaf(entry))
                  : new Verdict.Added(at, Hash.ofLeaf(entry));
            }
            default -> {
              int other = (at + 1 + random.nextInt(SIZE - 1)) % SIZE;
              Collections.swap(tampered, at, other);
              yield new Verdict.Reordered(Math.min(at, other), Math.max(at, other));
            }
          };
      assertThat(withLeaves()).isEqualTo(expected);
      assertThat(withoutLeaves()).isNotInstanceOf(Verdict.Intact.class);
    }
  }

  private Verdict withLeaves() {
    return verification.verify(head, List.of(), TestLog.source(tampered), log.storedLeaves());
  }

  private Verdict withoutLeaves() {
    return verification.verify(head, List.of(), TestLog.source(tampered), LeafHashes.NONE);
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(TestLog.ORIGIN, SIZE, log.hashes.root());
  }

  private Hash tamperedRoot() {
    return TestLog.naiveRoot(tampered.stream().map(Hash::ofLeaf).toList());
  }

  private static List<Entry> numbered(List<byte[]> entries) {
    List<Entry> numbered = new ArrayList<>();
    for (byte[] entry : entries) {
      numbered.add(new Entry(numbered.size(), entry));
    }
    return numbered;
  }
}
