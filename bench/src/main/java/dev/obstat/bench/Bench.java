package dev.obstat.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The command behind `./bench/run`.
public final class Bench {
  private static final String USAGE =
      """
      ./bench/run overhead [requests a second, 500] [seconds a round, 10] [rounds, 5]
      ./bench/run profile  [requests a second, 500] [seconds, 20]
      ./bench/run stream   [MiB, 1024] [rounds, 5]
      ./bench/run facts    [seconds a round, 2] [rounds, 5]
      ./bench/run decision [options of JMH]
      ./bench/run impact   [options of JMH]
      ./bench/run cedar    [options of JMH]
      ./bench/run signing  [options of JMH]
      ./bench/run narrow   [options of JMH]
      ./bench/run identify [options of JMH]
      ./bench/run models
      ./bench/run ledger""";

  private Bench() {}

  @SuppressWarnings("SystemOut") // A command for people.
  public static void main(String[] arguments) throws Exception {
    String root = System.getProperty("obstat.root", ".");
    Surroundings surroundings = Surroundings.of(Path.of(root).toAbsolutePath(), System.out);
    if (!run(Arrays.asList(arguments), surroundings)) {
      System.exit(2);
    }
  }

  /// @return false when the arguments name nothing that can be measured
  static boolean run(List<String> arguments, Surroundings surroundings) throws Exception {
    PrintStream out = surroundings.out();
    String name = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    Numbers numbers = new Numbers(rest);
    out.println(Machine.words(surroundings.clock()) + ", at the start " + Machine.load());
    switch (name) {
      case "overhead" ->
          Overhead.run(surroundings, numbers.at(0, 500), numbers.at(1, 10), numbers.at(2, 5));
      case "profile" -> Profile.run(surroundings, numbers.at(0, 500), numbers.at(1, 20));
      case "stream" -> Streaming.run(surroundings, numbers.at(0, 1_024), numbers.at(1, 5));
      case "facts" -> Facts.run(surroundings, numbers.at(0, 2), numbers.at(1, 5));
      case "decision" -> Jmh.run(DecisionBenchmark.class, rest);
      case "impact" -> {
        Building.run(surroundings);
        Jmh.run(ImpactBenchmark.class, rest);
      }
      case "cedar" -> Jmh.run(CedarBenchmark.class, rest);
      case "signing" -> Jmh.run(SigningBenchmark.class, rest);
      case "narrow" -> Jmh.run(NarrowingBenchmark.class, rest);
      case "identify" -> Jmh.run(IdentifyBenchmark.class, rest);
      case "models" -> ModelsFigures.run(out);
      case "ledger" -> LedgerFigures.run(surroundings);
      default -> {
        out.println(USAGE);
        return false;
      }
    }
    out.println("at the end " + Machine.load());
    return true;
  }
}
