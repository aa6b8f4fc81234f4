package dev.obstat.demo;

import dev.obstat.cli.DataDirectory;
import dev.obstat.cli.ExitCode;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.engine.TableEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
/// Exit codes: 0 the story came to its end, 1 it failed, 2 the command line was not understood, 3
/// nobody decided in time, 130 Ctrl-C.
@Command(
    name = "obstat demo",
    version = "obstat 0.1.0",
    description =
        "Watch an agent try to delete and recreate production, on real engines on loopback, and"
            + " decide what becomes of it.",
    mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
  @Option(
      names = "--auto",
      description = "two scripted reviewers look and vote; nobody has to do anything")
  private boolean auto;

  @Option(
      names = "--without-obstat",
      description = "nothing stands between the agent and production")
  private boolean withoutObstat;

  @Option(
      names = "--hands-on",
      description = "no scripted agent: be the agent yourself, with the AWS CLI or any SDK")
  private boolean handsOn;

  @Option(names = "--json", description = "print one summary object and nothing else")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description =
          "how long people may take for each command that waits (default: ${DEFAULT-VALUE})")
  private int wait;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a new directory for Obstat's data (default: one for temporary files)")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "FOLDER",
      description =
          "where the pictures go (default: beside the data, or a new folder for temporary files)")
  private Optional<Path> pictures = Optional.empty();

  @Option(
      names = "--with-dynamodb",
      arity = "0..1",
      paramLabel = "ADDRESS",
      fallbackValue = TableOption.NO_ADDRESS,
      description =
          "production has a table too, in an engine with DynamoDB's wire that you started at this"
              + " address of loopback; without an address: which engines there are")
  private Optional<String> withDynamodb = Optional.empty();

  @Spec private CommandSpec specification = CommandSpec.create();

  private static final int MOST_MINUTES = 55;
  private static final int STOPPED = 130;
  private static final Duration LOOKING = Duration.ofMillis(1_500);

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
    refuseWhatDoesNotFit();
    return switch (TableOption.read(withDynamodb)) {
      case TableOption.Read.Refused(String why) -> {
        specification.commandLine().getErr().println(why);
        yield CommandLine.ExitCode.USAGE;
      }
      case TableOption.Read.Understood(TableEngine tables) -> play(tables);
    };
  }

  private int play(TableEngine tables) {
    switch (TableOption.ask(tables)) {
      case TableOption.Answer.Ready _ -> {}
      case TableOption.Answer.NotReady(String why) -> throw new IllegalStateException(why);
    }
    Telling telling =
        new Telling(
            json
                ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                : out);
    if (handsOn) {
      return handsOn(telling, tables);
    }
    return withoutObstat ? withoutObstat(telling, tables) : withObstat(telling, tables);
  }

  private void refuseWhatDoesNotFit() {
    if (handsOn && (auto || withoutObstat || json)) {
      throw usage(
          "with `--hands-on` there is no story to be played: leave `--auto`, `--json` and"
              + " `--without-obstat` out");
    }
    if (withoutObstat && (auto || data.isPresent())) {
      throw usage(
          "without Obstat nobody reviews and nothing is recorded: leave `--auto` and `--data` out");
    }
    if (json && !auto && !withoutObstat) {
      throw usage("`--json` tells nobody whom to ask: add `--auto` or `--without-obstat`");
    }
    if (wait < 1 || wait > MOST_MINUTES) {
      throw usage("`--wait` is from 1 to " + MOST_MINUTES + " minutes");
    }
    if (data.isPresent() && Files.exists(new DataDirectory(data.get()).database())) {
      throw usage(
          "`"
              + data.get()
              + "` holds a record already: name a new directory, the story begins afresh");
    }
  }

  private int withoutObstat(Telling telling, TableEngine tables) {
    WithoutObstat.End end =
        new WithoutObstat(
                telling,
                WithoutObstat.Timing.forPeople(),
                tables,
                pictures.orElseGet(Demo::newFolder),
                Clock.systemUTC())
            .play();
    return switch (end) {
      case WithoutObstat.End.Stopped _ -> STOPPED;
      case WithoutObstat.End.Played(Summary summary) -> {
        if (json) {
          out.println(summary.json());
        }
        yield summary.agent().ending() instanceof AgentReport.Ending.GaveUp
            ? ExitCode.FAILED
            : ExitCode.DONE;
      }
    };
  }

  private int handsOn(Telling telling, TableEngine tables) {
    DataDirectory directory = new DataDirectory(data.orElseGet(Demo::newFolder).toAbsolutePath());
    try (Interruption interruption = Interruption.watch()) {
      LedgerCheck check =
          new HandsOn(
                  telling,
                  directory,
                  Installation.Ports.usualOrFree(),
                  tables,
                  Duration.ofMinutes(wait),
                  Clock.systemUTC())
              .play((_, _) -> {}, interruption.asked());
      return check.verified() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private int withObstat(Telling telling, TableEngine tables) {
    Path folder = data.orElseGet(Demo::newFolder);
    WithObstat.End end =
        new WithObstat(
                telling,
                auto
                    ? WithObstat.Timing.forScript()
                    : WithObstat.Timing.forPeople(Duration.ofMinutes(wait)),
                auto
                    ? new WithObstat.Reviewers.Scripts(LOOKING)
                    : new WithObstat.Reviewers.People(),
                new DataDirectory(folder.toAbsolutePath()),
                Installation.Ports.usualOrFree(),
                tables,
                pictures.orElse(folder),
                Clock.systemUTC())
            .play();
    return switch (end) {
      case WithObstat.End.Stopped _ -> STOPPED;
      case WithObstat.End.Played(GuardedSummary summary) -> {
        if (json) {
          out.println(summary.json());
        }
        yield exitCode(summary);
      }
    };
  }

  /// What people decide is their affair; a script that does not come to its good end has failed.
  private int exitCode(GuardedSummary summary) {
    if (auto) {
      return summary.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }
    if (!summary.ledger().verified()) {
      return ExitCode.FAILED;
    }
    return switch (summary.story().agent().ending()) {
      case AgentReport.Ending.FixedInPlace _, AgentReport.Ending.Recreated _ -> ExitCode.DONE;
      case AgentReport.Ending.GaveUp _ ->
          summary.story().agent().isStillHeld() ? ExitCode.HELD : ExitCode.FAILED;
    };
  }

  private ParameterException usage(String why) {
    return new ParameterException(specification.commandLine(), why);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("obstat-demo-");
    } catch (IOException failure) {
      throw new UncheckedIOException("no folder for the demo's files could be made", failure);
    }
  }
}
