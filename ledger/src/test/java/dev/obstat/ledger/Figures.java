package dev.obstat.ledger;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Measures the library on this machine; not a test. After `./mvnw -pl ledger test-compile`:
///
///     java -cp ledger/target/classes:ledger/target/test-classes dev.obstat.ledger.Figures
final class Figures {
  private static final int ENTRIES = 200_000;
  private static final int ENTRY_BYTES = 1_024;
  private static final int ROUNDS = 7;

  private final byte[][] entries = new byte[1_000][ENTRY_BYTES];

  private Figures() {
    Random random = new Random(1);
    for (byte[] entry : entries) {
      random.nextBytes(entry);
    }
  }

  @SuppressWarnings("SystemOut") // a command's output
  public static void main(String[] arguments) throws IOException {
    Figures figures = new Figures();
    System.out.printf(
        "%d entries of %d bytes, median of %d rounds%n", ENTRIES, ENTRY_BYTES, ROUNDS);
    report("append", figures::append);
    report("append and root each time", figures::appendAndRoot);
    report("append and root every 100", figures::appendAndRootEachHundred);
    figures.signatures();
    figures.export();
  }

  private interface Work {
    void run();
  }

  @SuppressWarnings("SystemOut") // a command's output
  private static void report(String what, Work work) {
    System.out.printf("%-28s %,12.0f a second%n", what, ENTRIES / median(work));
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

  private void append() {
    Tree tree = new Tree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.append(entry(i));
    }
    expectSize(tree);
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

  @SuppressWarnings("SystemOut") // a command's output
  private void signatures() {
    TestLog log = TestLog.of(10);
    byte[] signed = log.checkpoint();
    int times = 300;
    double sign =
        median(
            () -> {
              for (int i = 0; i < times; i++) {
                log.checkpoint();
              }
            });
    double open =
        median(
            () -> {
              for (int i = 0; i < times; i++) {
                Checkpoint.open(signed, log.key()).orThrow();
              }
            });
    System.out.printf(
        "sign a checkpoint %.2f ms, open one %.2f ms%n", sign / times * 1e3, open / times * 1e3);
  }

  @SuppressWarnings("SystemOut") // a command's output
  private void export() throws IOException {
    TestLog log = TestLog.of(0);
    Tree tree = new Tree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.append(entry(i));
    }
    byte[] head = log.signed(ENTRIES, tree.root());
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
    Path root = Files.createTempDirectory("figures");
    TileDirectory directory = new TileDirectory(root);
    long start = System.nanoTime();
    var written = directory.write(head, log.key(), source);
    double write = (System.nanoTime() - start) / 1e9;
    double verify =
        median(
            () -> {
              if (!(directory.verify(log.key(), List.of()) instanceof Verdict.Intact)) {
                throw new AssertionError(written);
              }
            });
    System.out.printf(
        "export once %.2f s (with fsync), verify it %.2f s (%,.0f entries a second)%n",
        write, verify, ENTRIES / verify);
    try (var files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
