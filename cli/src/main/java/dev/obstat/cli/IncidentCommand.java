package dev.obstat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
}
