package dev.obstat.storage;

import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.fact.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A process of its own that writes to a journal, to be killed or to meet a failing disk. It says
/// what was acknowledged, a line each, and nothing before it was.
final class Child {
  private final Process process;
  private final BufferedReader lines;

  private Child(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /// @param wrapper a command that runs the child, such as strace; empty for none
  static Child start(List<String> wrapper, Path directory, String task) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            directory.toString(),
            task));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  static Child start(Path directory, String task) throws IOException {
    return start(List.of(), directory, task);
  }

  /// The next line, or an empty one at the end.
  String line() throws IOException {
    String line = lines.readLine();
    return line == null ? "" : line;
  }

  /// Waits for the end.
  List<String> output() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      all.add(line);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the child did not end");
    }
    return all;
  }

  /// SIGKILL: nothing of the process runs any more.
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /// The child's own program.
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (SqliteJournal.open(directory, Clock.systemUTC())) {
      case SqliteJournal.Answer.Refused(String why) -> out.println("refused " + why);
      case SqliteJournal.Answer.Opened(SqliteJournal journal) -> {
        out.println("opened");
        if (arguments[1].equals("write")) {
          writeForEver(journal, out);
        }
        if (arguments[1].equals("fail")) {
          writeThroughFailures(journal, out);
        }
      }
    }
    System.exit(0);
  }

  private static void writeForEver(SqliteJournal journal, PrintStream out) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 8; thread++) {
        String session = "t" + thread;
        executor.execute(
            () -> {
              for (int i = 0; ; i++) {
                dispatch(journal, session + "-" + System.nanoTime() + "-" + i, out);
              }
            });
      }
    }
  }

  private static void dispatch(SqliteJournal journal, String id, PrintStream out) {
    long index =
        journal.write(
            books -> {
              books.record(Samples.dispatched(id, Samples.delete("s-" + id, "x")));
              books.record(new Fact.Completed(id, "HTTP 200", Samples.NOON));
              return books.size() - 1;
            });
    out.println("acknowledged " + id + " " + index + " .");
  }

  /// Goes on after failures, and says at the end what can be read.
  private static void writeThroughFailures(SqliteJournal journal, PrintStream out) {
    int failures = 0;
    for (int i = 0; i < 100; i++) {
      try {
        dispatch(journal, "d" + i, out);
      } catch (JournalUnavailable e) {
        failures++;
        out.println((failures == 1 ? "failed " : "again ") + e.getMessage());
      }
    }
    out.println("readable " + journal.<Long>read(Books::size));
  }
}
