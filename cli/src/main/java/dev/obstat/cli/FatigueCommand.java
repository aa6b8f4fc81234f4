package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How much people are asked, and what would spare them.
@Command(name = "fatigue", description = "How much people are asked, and what would spare them.")
final class FatigueCommand implements Callable<Integer> {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "how far back, up to 90 (default: ${DEFAULT-VALUE})")
  private int days;

  @Override
  public Integer call() {
    return output.print(connection.api().get("/api/fatigue?days=" + days), FatigueCommand::tell);
  }

  private static void tell(JsonNode answer, PrintWriter out) {
    JsonNode total = answer.path("total");
    out.println(
        total.path("held").asInt()
            + " held in "
            + answer.path("days").asInt()
            + " days: "
            + outcome(total));
    for (JsonNode policy : answer.path("policies")) {
      out.println(
          "  "
              + Shown.safely(policy.path("policy").asText())
              + ": "
              + policy.path("held").asInt()
              + " held, "
              + outcome(policy)
              + ", "
              + policy.path("harmless").asInt()
              + " went and hurt nothing");
    }
    for (JsonNode advice : answer.path("advice")) {
      out.println("- " + Shown.safely(advice.asText()));
    }
  }

  private static String outcome(JsonNode tally) {
    return tally.path("approved").asInt()
        + " approved, "
        + tally.path("rejected").asInt()
        + " rejected, "
        + tally.path("expired").asInt()
        + " unanswered";
  }
}
