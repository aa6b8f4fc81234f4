package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs an agent's command in a session of its own, passes its exit code on, and says what was
/// allowed, held and denied. A command that cannot be started is exit code 127, as in a shell.
@Command(name = "run", description = "Run an agent's command with credentials good only here.")
final class RunCommand implements Callable<Integer> {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(names = "--agent", required = true, paramLabel = "NAME", description = "the agent's name")
  private String agent;

  @Option(
      names = "--intent",
      required = true,
      paramLabel = "TEXT",
      description = "what the agent was asked to do; reviewers see it")
  private String intent;

  @Option(
      names = "--account",
      defaultValue = "",
      paramLabel = "NAME",
      description =
          "where its actions take effect: a number or name under `aws.accounts` (default: what the"
              + " agent's name says)")
  private String account;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      paramLabel = "N",
      description = "the session ends after this (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--proxy",
      description =
          "reach AWS by its own names, with the gateway as the clients' proxy, and not by"
              + " AWS_ENDPOINT_URL")
  private boolean proxy;

  @Option(names = "--endpoint", description = "with --proxy: AWS_ENDPOINT_URL as well")
  private boolean endpoint;

  @Option(
      names = "--home",
      description =
          "keep this user's home directory; its credential files are then in the agent's reach")
  private boolean keepHome;

  @Option(
      names = "--pass",
      paramLabel = "NAME",
      description = "inherit this environment variable too; may be given again")
  private Set<String> passed = Set.of();

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "after `--`: what to run")
  private List<String> command;

  @Override
  public Integer call() {
    Api api = connection.api();
    JsonNode session =
        api.post("/api/sessions", SessionCommand.request(agent, intent, account, minutes));
    Home home = keepHome ? new Home.OfUser(Home.Private.make()) : Home.Private.make();
    AgentRun run = new AgentRun(api, session, home, output);
    try {
      Way way = Way.of(proxy, endpoint);
      Map<String, String> environment =
          ChildEnvironment.of(System.getenv(), session, home.path(), way, passed);
      JsonNode aws = session.path("aws");
      if (way.needsTrust(aws)) {
        String authority = aws.path("proxy").path("certificateAuthority").asText();
        ChildEnvironment.trust(environment, Trust.write(home.ownFiles(), authority), way, session);
      }
      int exit = run.run(command, environment);
      summarise(run.close(), exit);
      return exit;
    } finally {
      run.close();
    }
  }

  /// Beside the child's own output, which stays as it is; with `--json` the child's output goes to
  /// standard error, and the summary is all that standard output has.
  private void summarise(Optional<JsonNode> session, int exit) {
    if (session.isEmpty()) {
      output.err().println("obstat: the server does not answer: the session ends when it expires");
      output.err().flush();
    } else if (output.isJson()) {
      ObjectNode summary = Api.JSON.createObjectNode();
      summary.set("session", session.get());
      summary.put("exit", exit);
      output.print(summary, (_, _) -> {});
    } else {
      RunSummary.print(session.get(), output.err());
      output.err().flush();
    }
  }
}
