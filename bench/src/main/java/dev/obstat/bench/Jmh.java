package dev.obstat.bench;

import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks of one class in a JVM of their own.
final class Jmh {
  private Jmh() {}

  /// @param options as JMH's own command line has them
  static void run(Class<?> benchmarks, List<String> options)
      throws CommandLineOptionException, RunnerException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(options.toArray(String[]::new)))
                .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
                .build())
        .run();
  }
}
