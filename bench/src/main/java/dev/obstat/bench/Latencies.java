package dev.obstat.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a number of latencies come to, in milliseconds.
record Latencies(int count, double p50, double p99, double max) {

  /// @param nanos at least one; sorted here
  static Latencies of(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 99L / 100)] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  static Latencies of(List<Long> nanos) {
    return of(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  /// Of several rounds, the middle one of each figure.
  static Latencies medianOf(List<Latencies> rounds) {
    return new Latencies(
        rounds.stream().mapToInt(Latencies::count).sum(),
        median(rounds, Latencies::p50),
        median(rounds, Latencies::p99),
        median(rounds, Latencies::max));
  }

  private static double median(List<Latencies> rounds, ToDoubleFunction<Latencies> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  String words() {
    return "p50 %6.2f ms  p99 %6.2f ms  max %7.2f ms".formatted(p50, p99, max);
  }
}
