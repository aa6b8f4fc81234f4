package dev.obstat.server;

import dev.obstat.cli.DataDirectory;
import dev.obstat.cli.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts a server and keeps it running until it is told to stop.
@Command(name = "up", description = "Start a server. Without a configuration it works on loopback.")
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "",
      description = "the data directory (default: $OBSTAT_DATA, or the user's own)")
  private String data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "",
      description = "default: obstat.yaml in the data directory, if there is one")
  private String configFile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    DataDirectory directory = DataDirectory.of(data, System.getenv());
    String user = System.getProperty("user.name", "owner");
    return switch (config(directory, user)) {
      case Config.Result.Rejected no -> {
        no.problems().forEach(problem -> err.println("obstat: " + problem));
        err.flush();
        yield ExitCode.USAGE;
      }
      case Config.Result.Read read ->
          switch (Wiring.start(
              read.config(),
              directory,
              owner(read.config(), user),
              Clock.tickMillis(ZoneOffset.UTC))) {
            case Obstat.Start.Refused no -> {
              no.reasons().forEach(reason -> err.println("obstat: " + reason));
              err.flush();
              yield ExitCode.FAILED;
            }
            case Obstat.Start.Started started -> {
              // The catalog says who is who; without one it is the owner.
              boolean alone = read.config().catalog().isEmpty();
              String owner = owner(read.config(), user);
              serve(started.obstat(), read.config(), alone ? owner : "PERSON", out);
              yield ExitCode.DONE;
            }
          };
    };
  }

  private Config.Result config(DataDirectory directory, String user) {
    if (!configFile.isEmpty()) {
      return ConfigFile.read(Path.of(configFile), user);
    }
    Path usual = directory.path().resolve("obstat.yaml");
    return Files.exists(usual)
        ? ConfigFile.read(usual, user)
        : new Config.Result.Read(Config.embedded(user));
  }

  /// Who owns the installation: the first of the people that the configuration names, or the user.
  private static String owner(Config config, String user) {
    return config.people().isEmpty() ? user : config.people().getFirst();
  }

  private void serve(Obstat obstat, Config config, String person, PrintWriter out)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  obstat.close();
                  stopped.countDown();
                },
                "stop"));
    out.println("console      " + obstat.consoleAddress());
    out.println("AWS gateway  " + obstat.awsAddress());
    out.println("data         " + obstat.directory().path());
    obstat.remarks().forEach(remark -> out.println("note         " + remark));
    if (config.votesByToken()) {
      out.println(
          "WARNING      tokens may vote (`reviews.votes-by-token`): an agent can find a token");
    }
    out.println(
        "mode         advisory: agents on this operating-system user can reach these files");
    String which = data.isEmpty() ? "" : " --data " + obstat.directory().path();
    out.println("sign in      obstat signin" + which + " " + person);
    out.println(
        "run an agent obstat run"
            + which
            + " --agent NAME --intent \"WHAT IT IS TO DO\" -- COMMAND");
    out.flush();
    stopped.await();
  }
}
