package dev.obstat.demo;

import dev.obstat.demo.agent.AgentReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// START HERE for the demo: reads the command line and plays a story.
///
/// Exit codes: 0 the story was played, 1 it failed, 2 the command line was not understood.
@Command(
    name = "demo",
    description = "Watch an agent delete and recreate production, on real engines on loopback.",
    mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
  @Option(
      names = "--without-obstat",
      description = "nothing stands between the agent and production")
  private boolean withoutObstat;

  @Option(names = "--json", description = "print one summary object and nothing else")
  private boolean json;

  @Option(
      names = "--pictures",
      paramLabel = "FOLDER",
      description = "where the pictures go (default: a new folder for temporary files)")
  private Optional<Path> pictures = Optional.empty();

  @Spec private CommandSpec specification = CommandSpec.create();

  private final PrintStream out;

  Demo(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      System.exit(run(out, errors, arguments));
    } catch (Error broken) {
      // A class that is missing, or no memory: an engine's thread must not keep the process alive.
      broken.printStackTrace(errors);
      System.exit(CommandLine.ExitCode.SOFTWARE);
    }
  }

  static int run(PrintStream out, PrintStream errors, String... arguments) {
    return new CommandLine(new Demo(out))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("demo: " + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    if (!withoutObstat) {
      throw new ParameterException(
          specification.commandLine(), "say which story to play: `--without-obstat`");
    }
    PrintStream told =
        json
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : out;
    Summary summary =
        new WithoutObstat(
                new Telling(told),
                WithoutObstat.Timing.forPeople(),
                pictures.orElseGet(Demo::newFolder),
                Clock.systemUTC())
            .play();
    if (json) {
      out.println(summary.json());
    }
    return summary.agent().ending() instanceof AgentReport.Ending.GaveUp ? 1 : 0;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("obstat-demo-");
    } catch (IOException failure) {
      throw new UncheckedIOException("no folder for the pictures could be made", failure);
    }
  }
}
