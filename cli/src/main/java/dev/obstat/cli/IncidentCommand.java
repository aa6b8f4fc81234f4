package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
                              + Shown.safely(incident.path("what").asText())
                              + down(incident)));
        });
  }

  private static String down(JsonNode incident) {
    StringJoiner names = new StringJoiner(", ", "  down: ", "").setEmptyValue("");
    incident.path("down").forEach(name -> names.add(Shown.safely(name.asText())));
    return names.toString();
  }

  /// What it names counts as already gone until it is closed.
  @Command(name = "open", description = "Say that something is broken, and what is down by it.")
  int open(
      @Parameters(paramLabel = "WHAT", description = "a sentence for people") String what,
      @Option(
              names = "--down",
              paramLabel = "NAME",
              split = ",",
              description = "what is down: a service, or resource:NAME; counts as already gone")
          @Nullable List<String> down) {
    ObjectNode body = Api.JSON.createObjectNode().put("what", what);
    ArrayNode names = body.putArray("down");
    if (down != null) {
      down.forEach(names::add);
    }
    return output.print(
        connection.api().post("/api/incidents", body),
        (answer, out) ->
            out.println(
                answer.path("incident").path("id").asText()
                    + " is open"
                    + down(answer.path("incident"))));
  }

  @Command(name = "close", description = "Say that an incident is over: all that it named is back.")
  int close(
      @Parameters(paramLabel = "INCIDENT", description = "its id, from `obstat incident`")
          String id) {
    return output.print(
        connection
            .api()
            .post("/api/incidents/" + Api.segment(id) + "/close", Api.JSON.createObjectNode()),
        (_, out) -> out.println(Shown.safely(id) + " is closed"));
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
