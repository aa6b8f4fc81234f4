package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final int SIZE = 600;
  private static final TestLog LOG = TestLog.of(SIZE);
  private static final List<Hash> ROOTS = roots();

  private static List<Hash> roots() {
    List<Hash> roots = new ArrayList<>();
    Tree tree = new Tree();
    roots.add(tree.root());
    for (byte[] entry : LOG.entries) {
      tree.append(entry);
      roots.add(tree.root());
    }
    return roots;
  }

  @Test
  void everyInclusionProofHoldsAndAFlippedBitIsRefused() {
    Random random = new Random(1);
    for (int size = 1; size <= SIZE; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, LOG.hashes);
        Hash leaf = LOG.leaves.get(index);
        Hash root = ROOTS.get(size);
        assertThat(proof.check(leaf, root)).isEqualTo(new ProofCheck.Holds());
        int bit = random.nextInt(256);
        switch (random.nextInt(3)) {
          case 0 -> assertThat(proof.check(TestLog.flipped(leaf, bit), root).holds()).isFalse();
          case 1 -> assertThat(proof.check(leaf, TestLog.flipped(root, bit)).holds()).isFalse();
          case 2 -> {
            if (!proof.path().isEmpty()) {
              List<Hash> path = flipOne(proof.path(), random);
              assertThat(new InclusionProof(index, size, path).check(leaf, root).holds()).isFalse();
            }
          }
          default -> throw new AssertionError();
        }
      }
    }
  }

  @Test
  void everyConsistencyProofHoldsAndAFlippedBitIsRefused() {
    Random random = new Random(2);
    for (int size = 1; size <= SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        ConsistencyProof proof = ConsistencyProof.of(old, size, LOG.hashes);
        Hash oldRoot = ROOTS.get(old);
        Hash root = ROOTS.get(size);
        assertThat(proof.check(oldRoot, root)).isEqualTo(new ProofCheck.Holds());
        int bit = random.nextInt(256);
        switch (random.nextInt(3)) {
          case 0 -> assertThat(proof.check(TestLog.flipped(oldRoot, bit), root).holds()).isFalse();
          case 1 -> assertThat(proof.check(oldRoot, TestLog.flipped(root, bit)).holds()).isFalse();
          case 2 -> {
            if (!proof.path().isEmpty()) {
              List<Hash> path = flipOne(proof.path(), random);
              assertThat(new ConsistencyProof(old, size, path).check(oldRoot, root).holds())
                  .isFalse();
            }
          }
          default -> throw new AssertionError();
        }
      }
    }
  }

  @Test
  void everyBitOfAProofCounts() {
    for (int size : List.of(2, 7, 13, 64, 65)) {
      InclusionProof inclusion = InclusionProof.of(size - 1, size, LOG.hashes);
      ConsistencyProof consistency = ConsistencyProof.of(size / 2, size, LOG.hashes);
      forEveryFlip(
          inclusion.path(),
          path ->
              assertThat(
                      new InclusionProof(size - 1, size, path)
                          .check(LOG.leaves.get(size - 1), ROOTS.get(size))
                          .holds())
                  .isFalse());
      forEveryFlip(
          consistency.path(),
          path ->
              assertThat(
                      new ConsistencyProof(size / 2, size, path)
                          .check(ROOTS.get(size / 2), ROOTS.get(size))
                          .holds())
                  .isFalse());
    }
  }

  @Test
  void aProofForAnotherIndexOrSizeIsRefused() {
    for (int size = 1; size <= 40; size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> path = InclusionProof.of(index, size, LOG.hashes).path();
        for (int other = -1; other <= 41; other++) {
          if (other != index) {
            ProofCheck check =
                new InclusionProof(other, size, path).check(LOG.leaves.get(index), ROOTS.get(size));
            assertThat(check.holds()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void everySubtreeIsProvenAndOnlyWithItsOwnRoot() {
    for (int size = 1; size <= 40; size++) {
      for (int end = 1; end <= size; end++) {
        for (int start = 0; start < end; start++) {
          if (!Range.valid(start, end)) {
            continue;
          }
          Hash subtree = TestLog.naiveRoot(LOG.leaves.subList(start, end));
          SubtreeConsistencyProof proof = SubtreeConsistencyProof.of(start, end, size, LOG.hashes);
          assertThat(proof.check(subtree, ROOTS.get(size))).isEqualTo(new ProofCheck.Holds());
          assertThat(proof.check(LOG.leaves.get(599), ROOTS.get(size)).holds()).isFalse();
          for (int index = start; index < end; index++) {
            assertThat(
                    SubtreeInclusionProof.of(index, start, end, LOG.hashes)
                        .check(LOG.leaves.get(index), subtree))
                .isEqualTo(new ProofCheck.Holds());
          }
        }
      }
    }
  }

  @Test
  void longerShorterAndSenselessProofsSayWhy() {
    InclusionProof good = InclusionProof.of(2, 5, LOG.hashes);
    Hash leaf = LOG.leaves.get(2);
    Hash root = ROOTS.get(5);
    List<Hash> more = new ArrayList<>(good.path());
    more.add(root);
    assertThat(new InclusionProof(2, 5, more).check(leaf, root))
        .isEqualTo(new ProofCheck.Refused("the proof is longer than the tree is high"));
    List<Hash> less = good.path().subList(0, 1);
    assertThat(new InclusionProof(2, 5, less).check(leaf, root))
        .isEqualTo(new ProofCheck.Refused("the proof is shorter than the tree is high"));
    assertThat(new InclusionProof(5, 5, good.path()).check(leaf, root))
        .isEqualTo(new ProofCheck.Refused("entry 5 is not between 0 and 5"));
    assertThat(new InclusionProof(0, 0, List.of()).check(leaf, Hash.EMPTY_TREE))
        .isEqualTo(new ProofCheck.Refused("0 to 0 is not a subtree"));
    assertThat(new ConsistencyProof(0, 5, List.of()).check(Hash.EMPTY_TREE, root))
        .isEqualTo(new ProofCheck.Refused("every tree extends the empty one: nothing to prove"));
    assertThat(new ConsistencyProof(3, 5, List.of()).check(ROOTS.get(3), root))
        .isEqualTo(new ProofCheck.Refused("the proof is empty"));
    assertThat(new ConsistencyProof(6, 5, List.of()).check(ROOTS.get(6), root))
        .isEqualTo(new ProofCheck.Refused("0 to 6 is not a subtree of a tree of 5 entries"));
    long most = Long.MAX_VALUE;
    assertThat(new ConsistencyProof(most, most, List.of()).check(root, root).holds()).isTrue();
    assertThat(new InclusionProof(most - 1, most, List.of()).check(leaf, root).holds()).isFalse();
  }

  @Test
  void proofsOfNothingCannotBeMade() {
    assertThatThrownBy(() -> InclusionProof.of(5, 5, LOG.hashes))
        .hasMessage("no entry 5 in a subtree from 0 to 5: nothing to prove");
    assertThatThrownBy(() -> ConsistencyProof.of(0, 5, LOG.hashes))
        .hasMessage("0 to 0 is not a subtree of a tree of 5 entries: nothing to prove");
    assertThatThrownBy(() -> InclusionProof.of(0, 1000, LOG.hashes))
        .isInstanceOf(LedgerException.class)
        .hasMessage("a tree of 600 entries has no complete subtree 2 at level 8");
  }

  private static List<Hash> flipOne(List<Hash> path, Random random) {
    List<Hash> flipped = new ArrayList<>(path);
    int at = random.nextInt(path.size());
    flipped.set(at, TestLog.flipped(path.get(at), random.nextInt(256)));
    return flipped;
  }

  private static void forEveryFlip(List<Hash> path, Consumer<List<Hash>> check) {
    for (int at = 0; at < path.size(); at++) {
      for (int bit = 0; bit < 256; bit++) {
        List<Hash> flipped = new ArrayList<>(path);
        flipped.set(at, TestLog.flipped(path.get(at), bit));
        check.accept(flipped);
      }
    }
  }
}
