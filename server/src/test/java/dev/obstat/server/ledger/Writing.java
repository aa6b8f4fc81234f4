package dev.obstat.server.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// A process that records and signs until it is killed.
final class Writing {
  private Writing() {}

  static Process start(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Writing.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] arguments) {
    try (KeptLedger ledger = KeptLedger.start(Path.of(arguments[0]))) {
      KeptLedger.record(ledger.journal, 1);
      System.out.println("started");
      while (!Thread.currentThread().isInterrupted()) {
        KeptLedger.record(ledger.journal, 3);
      }
    }
  }
}
