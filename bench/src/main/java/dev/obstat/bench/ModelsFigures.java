package dev.obstat.bench;

import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.io.PrintStream;
import java.util.List;

/// What the index of AWS operations costs: how long it takes to load in a JVM that has done nothing
/// yet, and the heap that stays in use.
final class ModelsFigures {
  private static final List<String> A_HANDFUL = List.of("ec2", "s3", "rds", "dynamodb", "lambda");

  private ModelsFigures() {}

  static void run(PrintStream out) {
    long empty = inUse();
    long begin = System.nanoTime();
    AwsModels models = AwsModels.load();
    report(out, "the list of " + models.services().size() + " services", begin, empty);
    begin = System.nanoTime();
    A_HANDFUL.stream().flatMap(name -> models.signedAs(name).stream()).forEach(models::model);
    report(out, "and the operations of " + A_HANDFUL, begin, empty);
    begin = System.nanoTime();
    long operations = 0;
    for (Service service : models.services()) {
      operations += models.model(service).operations().size();
    }
    report(out, "and all others, %,d operations".formatted(operations), begin, empty);
  }

  private static void report(PrintStream out, String what, long begin, long empty) {
    double millis = (System.nanoTime() - begin) / 1e6;
    out.printf("%-58s %6.1f ms, %5.1f MB in use%n", what, millis, (inUse() - empty) / 1e6);
  }

  private static long inUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
