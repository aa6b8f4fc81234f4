package dev.obstat.storage;

import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Samples;
import dev.obstat.storage.json.EntryJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Durable facts per second, beside raw group commit of the same bytes to a file in the same run,
/// and what the gate's reads cost. Rounds are interleaved.
///
/// `./mvnw -q -pl storage -am test-compile`, then with the class path that `./mvnw -pl storage -am
/// dependency:build-classpath` prints (and both modules' `target/classes` and
/// `target/test-classes`): `java --enable-native-access=ALL-UNNAMED -cp CLASSPATH
/// dev.obstat.storage.JournalBenchmark DIRECTORY`.
public final class JournalBenchmark {
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = 2_000_000_000L;

  private static final PrintStream OUT = System.out;

  private JournalBenchmark() {}

  /// One durable write.
  private interface Append {
    void append(long number) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "journal-benchmark");
    long began = System.nanoTime();
    if (!(SqliteJournal.open(directory, Clock.systemUTC())
        instanceof SqliteJournal.Answer.Opened(SqliteJournal journal))) {
      throw new IllegalStateException("the journal does not open in " + directory);
    }
    OUT.printf(
        "open, first time in this process: %d ms%n", (System.nanoTime() - began) / 1_000_000);
    byte[] bytes = entryBytes();
    OUT.printf("bytes of one entry: %d%n", bytes.length);
    try (journal;
        RawFile file = new RawFile(directory.resolve("raw"))) {
      AtomicLong numbers = new AtomicLong();
      measure("warm-up", 64, numbers, number -> record(journal, number));
      for (int producers : List.of(1, 16, 64)) {
        for (int round = 0; round < ROUNDS; round++) {
          measure("journal", producers, numbers, number -> record(journal, number));
          measure("raw file", producers, numbers, _ -> file.append(bytes));
        }
      }
      reads(journal);
    }
  }

  private static byte[] entryBytes() {
    Fact fact = Samples.dispatched("d-0123456789", Samples.read("s-1", "bucket"));
    return EntryJson.write(new Entry(1_000, Samples.NOON, fact))
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void record(SqliteJournal journal, long number) {
    journal.write(
        books -> {
          books.record(Samples.dispatched("d-" + number, Samples.read("s-1", "bucket")));
          return number;
        });
  }

  private static void measure(String name, int producers, AtomicLong numbers, Append append)
      throws Exception {
    long end = System.nanoTime() + ROUND_NANOS;
    List<Long> latencies = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int i = 0; i < producers; i++) {
        running.add(executor.submit(() -> produce(end, numbers, append)));
      }
      for (Future<List<Long>> future : running) {
        latencies.addAll(future.get());
      }
    }
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    OUT.printf(
        "%-9s %3d producers: %7d/s  p50 %6.2f ms  p99 %6.2f ms  max %7.2f ms%n",
        name,
        producers,
        sorted.length * 1_000_000_000L / ROUND_NANOS,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private static List<Long> produce(long end, AtomicLong numbers, Append append) throws Exception {
    List<Long> latencies = new ArrayList<>();
    while (System.nanoTime() < end) {
      long before = System.nanoTime();
      append.append(numbers.incrementAndGet());
      latencies.add(System.nanoTime() - before);
    }
    return latencies;
  }

  private static void reads(SqliteJournal journal) {
    journal.write(
        books -> {
          books.record(new Fact.SessionOpened(Samples.session("s-1")));
          books.record(new Fact.FreezePlaced(Samples.freeze("f-1")));
          return 0;
        });
    time("read: session by id", _ -> journal.read(b -> b.sessions().find("s-1")));
    time("read: session by access key", _ -> journal.read(b -> b.sessions().byAccessKey("K")));
    time("read: epoch", _ -> journal.read(b -> b.epoch()));
    time(
        "read: what gather asks (epoch, use, controls, removals, incidents)",
        _ ->
            journal.read(
                books ->
                    books.epoch().controls()
                        + books.sessions().use("s-1").held()
                        + books.controls().halts().size()
                        + books.controls().freezes().size()
                        + books.removals().since(Samples.NOON).size()
                        + books.incidents().open().size()));
  }

  private static void time(String name, LongConsumer read) {
    long[] nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      long before = System.nanoTime();
      read.accept(i);
      nanos[i] = System.nanoTime() - before;
    }
    long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
    Arrays.sort(warm);
    OUT.printf(
        "%s: p50 %.1f us, p99 %.1f us%n",
        name, warm[warm.length / 2] / 1e3, warm[warm.length * 99 / 100] / 1e3);
  }
}
