package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// By which channels people are told.
@Command(name = "notices", description = "The channels by which people are told.")
final class NoticesCommand implements Callable<Integer> {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return output.print(
        connection.api().get("/api/notices"),
        (answer, out) -> {
          if (answer.path("channels").isEmpty()) {
            out.println(
                "there is no channel: name one under `notices` in obstat.yaml (docs/notices.md)");
          }
          answer.path("channels").forEach(channel -> line(channel, out));
        });
  }

  private static void line(JsonNode channel, PrintWriter out) {
    String groups = words(channel.path("groups"));
    out.println(
        channel.path("name").asText()
            + "  "
            + words(channel.path("occasions"))
            + (groups.isEmpty() ? "" : "  for " + groups)
            + (channel.has("trouble")
                ? "  NOT REACHED: " + Shown.safely(channel.path("trouble").asText())
                : ""));
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(Shown.safely(word.asText())));
    return String.join(", ", words);
  }

  @Command(name = "test", description = "Send a message that says it is a test.")
  int test(
      @Parameters(paramLabel = "CHANNEL", description = "as the configuration names it")
          String channel) {
    JsonNode answer =
        connection
            .api()
            .post("/api/notices/" + Api.segment(channel) + "/test", Api.JSON.createObjectNode());
    int done =
        output.print(
            answer,
            (said, out) ->
                out.println(
                    said.path("taken").asBoolean()
                        ? "taken: look whether it has arrived"
                        : "not taken: " + Shown.safely(said.path("why").asText())));
    return answer.path("taken").asBoolean() ? done : ExitCode.FAILED;
  }
}
