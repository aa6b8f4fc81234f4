package dev.obstat.bench;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Entry;
import dev.obstat.ledger.EntrySource;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.SignerKey;
import dev.obstat.ledger.TileDirectory;
import dev.obstat.ledger.Tree;
import dev.obstat.ledger.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What the Merkle log costs: growing the tree, signing its head, exporting and verifying it.
final class LedgerFigures {
  private static final int ENTRIES = 200_000;
  private static final int ENTRY_BYTES = 1_024;
  private static final int ROUNDS = 7;

  private static final String ORIGIN = "ledger.example/bench";

  private final SignerKey signer = SignerKey.generate(ORIGIN, new SecureRandom());
  private final Path disk;
  private final PrintStream out;
  private final byte[][] entries = new byte[1_000][ENTRY_BYTES];

  private LedgerFigures(Surroundings surroundings) {
    this.disk = surroundings.disk();
    this.out = surroundings.out();
    Random random = new Random(1);
    for (byte[] entry : entries) {
      random.nextBytes(entry);
    }
  }

  static void run(Surroundings surroundings) throws IOException {
    LedgerFigures figures = new LedgerFigures(surroundings);
    surroundings
        .out()
        .printf("%d entries of %d bytes, median of %d rounds%n", ENTRIES, ENTRY_BYTES, ROUNDS);
    figures.report("append", figures::append);
    figures.report("append and root each time", figures::appendAndRoot);
    figures.report("append and root every 100", figures::appendAndRootEachHundred);
    figures.signatures();
    figures.export();
  }

  private interface Work {
    void run();
  }

  private void report(String what, Work work) {
    out.printf("%-28s %,12.0f a second%n", what, ENTRIES / median(work));
  }

  private static double median(Work work) {
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.run();
      seconds[round] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[ROUNDS / 2];
  }

  private byte[] entry(int index) {
    return entries[index % entries.length];
  }

  private byte[] signed(Hash root) {
    return new Checkpoint(ORIGIN, ENTRIES, root).sign(signer).bytes();
  }

  private Tree tree() {
    Tree tree = new Tree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.append(entry(i));
    }
    return tree;
  }

  private void append() {
    expectSize(tree());
  }

  private void appendAndRoot() {
    Tree tree = new Tree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.append(entry(i));
      tree.root();
    }
    expectSize(tree);
  }

  private void appendAndRootEachHundred() {
    Tree tree = new Tree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.append(entry(i));
      if (i % 100 == 0) {
        tree.root();
      }
    }
    expectSize(tree);
  }

  private static void expectSize(Tree tree) {
    if (tree.size() != ENTRIES || tree.root().equals(Hash.EMPTY_TREE)) {
      throw new AssertionError();
    }
  }

  private void signatures() {
    Hash root = tree().root();
    byte[] signed = signed(root);
    int times = 300;
    double sign =
        median(
            () -> {
              for (int i = 0; i < times; i++) {
                signed(root);
              }
            });
    double open =
        median(
            () -> {
              for (int i = 0; i < times; i++) {
                Checkpoint.open(signed, signer.verifier()).orThrow();
              }
            });
    out.printf(
        "sign a checkpoint %.2f ms, open one %.2f ms%n", sign / times * 1e3, open / times * 1e3);
  }

  private void export() throws IOException {
    byte[] head = signed(tree().root());
    EntrySource source =
        (from, limit) -> {
          int to = (int) Math.min(ENTRIES, from + limit);
          List<Entry> batch =
              from >= to
                  ? List.of()
                  : IntStream.range((int) from, to)
                      .mapToObj(index -> new Entry(index, entry(index)))
                      .toList();
          return new Parsed.Read<>(batch);
        };
    Files.createDirectories(disk);
    Path root = Files.createTempDirectory(disk, "tiles");
    TileDirectory directory = new TileDirectory(root);
    long start = System.nanoTime();
    var written = directory.write(head, signer.verifier(), source);
    double write = (System.nanoTime() - start) / 1e9;
    double verify =
        median(
            () -> {
              if (!(directory.verify(signer.verifier(), List.of()) instanceof Verdict.Intact)) {
                throw new AssertionError(written);
              }
            });
    out.printf(
        "export once %.2f s (with fsync), verify it %.2f s (%,.0f entries a second)%n",
        write, verify, ENTRIES / verify);
    try (var files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
