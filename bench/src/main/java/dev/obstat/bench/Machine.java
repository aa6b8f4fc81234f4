package dev.obstat.bench;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What a figure must be read beside: when and on what it was measured, and what else ran there.
final class Machine {
  private Machine() {}

  /// Date, processors and Java.
  static String words(Clock clock) {
    return "%s, %d processors, %s %s, Java %s"
        .formatted(
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version());
  }

  /// The one-minute load average, this benchmark's own part in it included.
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "load unknown" : "load %.1f".formatted(load);
  }
}
