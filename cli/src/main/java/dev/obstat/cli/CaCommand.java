package dev.obstat.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the certificate that clients have to trust.
@Command(
    name = "ca",
    description = "Print the certificate that clients of the proxy, or of https, have to trust.")
final class CaCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "",
      description = "the installation's data directory (default: $OBSTAT_DATA, or the user's own)")
  private String data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path file = DataDirectory.of(data, System.getenv()).authorityCertificate();
    try {
      PrintWriter out = spec.commandLine().getOut();
      out.print(Files.readString(file));
      out.flush();
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new CommandFailed("there is no `" + file + "` yet: the first `obstat up` makes it", e);
    }
  }
}
