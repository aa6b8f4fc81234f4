package dev.obstat.server;

import dev.obstat.cli.Commands;
import dev.obstat.server.ledger.LedgerCommand;
import dev.obstat.server.questions.ConcentrationCommand;
import dev.obstat.server.questions.ImpactCommand;
import dev.obstat.server.questions.OutageCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `obstat`.
@Command(
    name = "obstat",
    description = {
      "What stands between an AI agent and production.",
      "`obstat demo` plays an incident on this machine; `obstat COMMAND --help` says more.",
      ""
    },
    version = "obstat 0.1.0",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done or allowed, 1 failed, 2 not understood, 3 held, 4 denied; `run` passes its command's on."
    },
    subcommands = {
      UpCommand.class,
      LedgerCommand.class,
      ExplainCommand.class,
      ImpactCommand.class,
      OutageCommand.class,
      ConcentrationCommand.class,
      CatalogCommand.class,
      ForecastCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Commands.run(commandLine(), arguments));
  }

  /// The root command, before the commands of the command line are added.
  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
