package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static final int SIZE = 600;

  @Test
  void everyPrefixHasTheRootOfTheRecursiveDefinition() {
    TestLog log = TestLog.of(SIZE);
    Tree tree = new Tree();
    for (int size = 0; size <= SIZE; size++) {
      assertThat(tree.size()).isEqualTo(size);
      assertThat(tree.root()).isEqualTo(TestLog.naiveRoot(log.leaves.subList(0, size)));
      if (size < SIZE) {
        assertThat(tree.append(log.entries.get(size))).isEqualTo(log.leaves.get(size));
      }
    }
  }

  @Test
  void aTreeGoesOnFromAnySerialisedFrontier() {
    TestLog log = TestLog.of(300);
    Tree tree = new Tree();
    for (int size = 0; size <= 300; size++) {
      Frontier frontier = Frontier.parse(tree.frontier().bytes()).orThrow();
      assertThat(frontier).isEqualTo(Frontier.of(size, log.hashes));
      assertThat(frontier.root()).isEqualTo(tree.root());
      if (size < 300) {
        tree = new Tree(frontier);
        tree.append(log.entries.get(size));
      }
    }
    assertThat(tree.root()).isEqualTo(log.hashes.root());
  }

  @Test
  void aFrontierKeepsAHashForEveryBitOfTheSize() {
    Tree tree = new Tree();
    for (int i = 0; i < 255; i++) {
      tree.append(new byte[] {(byte) i});
    }
    assertThat(tree.frontier().peaks()).hasSize(8);
    tree.append(new byte[0]);
    assertThat(tree.frontier().peaks()).hasSize(1);
  }

  @Test
  void aFullTreeRefusesToGrow() {
    Hash any = Hash.ofLeaf(new byte[0]);
    Tree tree = new Tree(new Frontier(Long.MAX_VALUE, Collections.nCopies(63, any)));
    assertThatThrownBy(() -> tree.appendLeaf(any))
        .isInstanceOf(LedgerException.class)
        .hasMessage("the tree is full: it holds 2^63-1 entries");
  }

  @Test
  void malformedFrontiersAreRefused() {
    byte[] good = frontier(3).bytes();
    assertThat(TestLog.reason(Frontier.parse(new byte[7])))
        .isEqualTo("a frontier starts with a size of 8 bytes, but only 7 are there");
    assertThat(TestLog.reason(Frontier.parse(Arrays.copyOf(good, good.length - 1))))
        .isEqualTo("a frontier of size 3 has 72 bytes, not 71");
    assertThat(TestLog.reason(Frontier.parse(Arrays.copyOf(good, good.length + 1))))
        .isEqualTo("a frontier of size 3 has 72 bytes, not 73");
    good[0] = -1;
    assertThat(TestLog.reason(Frontier.parse(good)))
        .isEqualTo("the size of a frontier is at most 2^63-1");
    assertThatThrownBy(() -> new Frontier(2, List.of()))
        .hasMessage("a tree of 2 entries has 1 peaks, not 0");
    assertThatThrownBy(() -> new Frontier(-1, List.of()))
        .hasMessage("a tree cannot have -1 entries");
  }

  private static Frontier frontier(int size) {
    return Frontier.of(size, TestLog.of(size).hashes);
  }
}
