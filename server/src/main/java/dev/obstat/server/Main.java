package dev.obstat.server;

import dev.obstat.cli.Commands;
import dev.obstat.server.ledger.LedgerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `obstat`.
@Command(
    name = "obstat",
    description = "What stands between an AI agent and production.",
    version = "obstat 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = {UpCommand.class, LedgerCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Commands.run(new CommandLine(new Main()), arguments));
  }
}
