package dev.obstat.server.ledger;

import dev.obstat.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// A command line that was run: its exit code and what it printed.
record Ran(int exit, String out, String err) {
  @Command(name = "obstat")
  private static final class Root {}

  /// `obstat ledger …`
  static Ran ledger(Object... arguments) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new LedgerCommand());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    root.setOut(new PrintWriter(out));
    root.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "ledger";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i].toString();
    }
    int exit = Commands.run(root, all);
    return new Ran(exit, out.toString(), err.toString());
  }
}
