package dev.obstat.bench;

import dev.obstat.core.action.Action;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Impact;
import dev.obstat.storage.json.EntryJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Durable facts per second, beside raw group commit of the same bytes to a file on the same disk
/// in the same run, and what the gate's reads of the journal cost. Rounds are interleaved.
final class Facts {
  private static final List<Integer> PRODUCERS = List.of(1, 16, 64);
  private static final int READS = 20_000;

  private final Surroundings surroundings;
  private final Scene scene;
  private final AtomicLong numbers = new AtomicLong();

  private Facts(Surroundings surroundings, Scene scene) {
    this.surroundings = surroundings;
    this.scene = scene;
  }

  /// One durable write.
  private interface Append {
    void append(long number) throws Exception;
  }

  /// What one round came to.
  private record Round(double perSecond, Latencies latencies) {}

  static void run(Surroundings surroundings, int seconds, int rounds) throws Exception {
    try (Scene scene = Scene.open(surroundings.root(), surroundings.disk(), surroundings.clock())) {
      Facts facts = new Facts(surroundings, scene);
      facts.write(seconds, rounds);
      facts.read();
    }
  }

  private void write(int seconds, int rounds) throws Exception {
    PrintStream out = surroundings.out();
    byte[] bytes = entryBytes();
    out.printf(
        "bytes of one entry: %d; medians of %d rounds of %d s%n", bytes.length, rounds, seconds);
    try (RawFile file = new RawFile(scene.directory().resolve("raw"))) {
      Map<String, Append> variants = new LinkedHashMap<>();
      variants.put("journal", this::record);
      variants.put("raw file", _ -> file.append(bytes));
      for (Append variant : variants.values()) {
        measure(64, seconds, variant);
      }
      for (int producers : PRODUCERS) {
        Map<String, List<Round>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
          for (Map.Entry<String, Append> variant : variants.entrySet()) {
            all.computeIfAbsent(variant.getKey(), _ -> new ArrayList<>())
                .add(measure(producers, seconds, variant.getValue()));
          }
        }
        all.forEach((name, each) -> print(out, name, producers, each));
      }
    }
  }

  private static void print(PrintStream out, String name, int producers, List<Round> rounds) {
    double[] rates = rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
    out.printf(
        "%-9s %3d producers: %,8.0f/s (%,.0f to %,.0f)  %s  (%s)%n",
        name,
        producers,
        rates[rates.length / 2],
        rates[0],
        rates[rates.length - 1],
        Latencies.medianOf(rounds.stream().map(Round::latencies).toList()).words(),
        Machine.load());
  }

  private Fact dispatched(String id) {
    Action action = scene.read(SignedReads.key(1));
    return new Fact.Dispatched(
        id,
        action,
        Impact.NONE,
        List.of(new Reason("reads-flow", "looking is free", "1-flow.cedar", 6, "an object")),
        scene.policies().digest(),
        "",
        surroundings.clock().instant());
  }

  private byte[] entryBytes() {
    Entry entry = new Entry(1_000, surroundings.clock().instant(), dispatched("d-0123456789"));
    return EntryJson.write(entry).text().getBytes(StandardCharsets.UTF_8);
  }

  private void record(long number) {
    scene
        .journal()
        .write(
            books -> {
              books.record(dispatched("d-" + number));
              return number;
            });
  }

  private Round measure(int producers, int seconds, Append append) throws Exception {
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    List<Long> latencies = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int producer = 0; producer < producers; producer++) {
        running.add(executor.submit(() -> produce(end, append)));
      }
      for (Future<List<Long>> future : running) {
        latencies.addAll(future.get());
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    return new Round(latencies.size() / took, Latencies.of(latencies));
  }

  private List<Long> produce(long end, Append append) throws Exception {
    List<Long> latencies = new ArrayList<>();
    while (System.nanoTime() < end) {
      long before = System.nanoTime();
      append.append(numbers.incrementAndGet());
      latencies.add(System.nanoTime() - before);
    }
    return latencies;
  }

  private void read() {
    Journal journal = scene.journal();
    String session = scene.session().id();
    Instant since = surroundings.clock().instant().minus(Duration.ofHours(24));
    time("session by id", _ -> journal.read(books -> books.sessions().find(session)));
    time(
        "session by access key",
        _ -> journal.read(books -> books.sessions().byAccessKey(Scene.ACCESS_KEY)));
    time("epoch", _ -> journal.read(books -> books.epoch()));
    time(
        "what gather asks (epoch, session, use, controls, removals, incidents)",
        _ ->
            journal.read(
                books ->
                    books.epoch().controls()
                        + books.sessions().find(session).stream().count()
                        + books.sessions().use(session).held()
                        + books.controls().halts().size()
                        + books.controls().freezes().size()
                        + books.removals().since(since).size()
                        + books.incidents().open().size()));
  }

  private void time(String name, LongConsumer read) {
    long[] nanos = new long[READS];
    for (int number = 0; number < nanos.length; number++) {
      long before = System.nanoTime();
      read.accept(number);
      nanos[number] = System.nanoTime() - before;
    }
    long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
    Arrays.sort(warm);
    surroundings
        .out()
        .printf(
            "read %s: p50 %.1f us, p99 %.1f us%n",
            name, warm[warm.length / 2] / 1e3, warm[warm.length * 99 / 100] / 1e3);
  }
}
