package dev.obstat.server.ledger;

import dev.obstat.ledger.TileLog;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line that says how far a long pass over the entries has come, written over itself and wiped
/// at the end; nothing where nobody looks.
final class Progress implements TileLog.Progress, AutoCloseable {
  private static final long BETWEEN_NANOS = 250_000_000;

  private final PrintWriter err;
  private final boolean seen;
  private long next = System.nanoTime() + BETWEEN_NANOS;
  private int shown;

  /// @param seen whether a person looks at a terminal
  Progress(PrintWriter err, boolean seen) {
    this.err = err;
    this.seen = seen;
  }

  // JDK 25 answers null again where there is no terminal (JDK-8351435)
  @SuppressWarnings("SystemConsoleNull")
  static Progress on(PrintWriter err) {
    @Nullable Console console = System.console();
    return new Progress(err, console != null && console.isTerminal());
  }

  @Override
  public void read(long entries) {
    if (!seen || System.nanoTime() < next) {
      return;
    }
    next = System.nanoTime() + BETWEEN_NANOS;
    String line = String.format(Locale.ROOT, "%,d entries read", entries);
    shown = line.length();
    err.print("\r" + line);
    err.flush();
  }

  @Override
  public void close() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
    }
  }
}
