package dev.obstat.cli;

import java.util.List;
import picocli.CommandLine;

/// The commands that talk to a server, ready to be added to the root command.
public final class Commands {
  private Commands() {}

  public static List<Object> all() {
    return List.of(
        new RunCommand(),
        new SessionCommand(),
        new ReviewCommand(),
        new BrakeCommands.HaltCommand(),
        new BrakeCommands.ResumeCommand(),
        new BrakeCommands.FreezeCommand(),
        new BrakeCommands.ThawCommand(),
        new CaCommand(),
        new IncidentCommand(),
        new NoticesCommand(),
        new FatigueCommand(),
        new AccessCommands.SigninCommand(),
        new AccessCommands.TokenCommand(),
        new TokensCommand(),
        new AccessCommands.PasskeysCommand());
  }

  /// Runs a command line: a failure that has a sentence for people is printed as that sentence.
  public static int run(CommandLine root, String... arguments) {
    for (Object command : all()) {
      CommandLine line = new CommandLine(command);
      // What follows the agent's command is the command's own, also without `--`.
      line.setStopAtPositional(command instanceof RunCommand);
      root.addSubcommand(line);
    }
    // Also for the commands that were just added.
    root.setOut(root.getOut());
    root.setErr(root.getErr());
    root.setExecutionExceptionHandler(
        (failure, commandLine, _) -> {
          if (failure instanceof CommandFailed) {
            commandLine.getErr().println("obstat: " + failure.getMessage());
            commandLine.getErr().flush();
            return ExitCode.FAILED;
          }
          throw failure;
        });
    return root.execute(arguments);
  }
}
