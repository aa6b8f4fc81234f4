package dev.obstat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is broken, or may be.
@Command(name = "incident", description = "The incidents that are open.")
final class IncidentCommand implements Callable<Integer> {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return output.print(
        connection.api().get("/api/incidents"),
        (answer, out) -> {
          if (answer.path("incidents").isEmpty()) {
            out.println("none is open");
          }
          answer
              .path("incidents")
              .forEach(
                  incident ->
                      out.println(
                          incident.path("id").asText()
                              + "  since "
                              + Shown.moment(incident.path("opened").asText())
                              + "  "
                              + Shown.safely(incident.path("what").asText())));
        });
  }

  /// What a person says is back counts no longer as gone, and its data no longer as lost.
  @Command(
      name = "restored",
      description = "Say that something which was taken is back, with its data.")
  int restored(
      @Parameters(paramLabel = "TARGET", description = "its full name, as the review has it")
          String target,
      @Option(
              names = "--why",
              required = true,
              paramLabel = "TEXT",
              description = "how you know, for the record")
          String why) {
    return output.print(
        connection
            .api()
            .post(
                "/api/restored", Api.JSON.createObjectNode().put("target", target).put("why", why)),
        (_, out) -> out.println("noted: " + Shown.safely(target) + " is back"));
  }
}
