package dev.obstat.bench;

import dev.obstat.core.catalog.Catalog;
import java.io.PrintStream;
import java.time.Duration;

/// How long a large catalog takes to be built and how much memory it keeps, in this JVM, once.
final class Building {
  private Building() {}

  static void run(Surroundings surroundings) {
    PrintStream out = surroundings.out();
    for (int entities : new int[] {100_000, 1_000_000}) {
      long start = System.nanoTime();
      Catalog catalog = new Estate(entities).catalog();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      long used = used();
      out.printf(
          "%,d entities, %,d needs: made up and built in %,d ms, %,d MiB of heap, of which the graph"
              + " is %,d MiB%n",
          catalog.graph().size(),
          needs(catalog),
          took.toMillis(),
          used >> 20,
          catalog.graph().bytes() >> 20);
    }
  }

  private static long needs(Catalog catalog) {
    long[] needs = new long[1];
    for (int node = 0; node < catalog.graph().size(); node++) {
      catalog.graph().eachNeeding(node, _ -> needs[0]++);
    }
    return needs[0];
  }

  @SuppressWarnings("ExplicitGC") // what is reachable is what is asked for
  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
