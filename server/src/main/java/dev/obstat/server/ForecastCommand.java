package dev.obstat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.ExitCode;
import dev.obstat.cli.Output;
import dev.obstat.cli.Shown;
import dev.obstat.gateways.aws.model.AwsModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what the policies would have held, by what people and agents really did, before anything is
/// enforced.
@Command(
    name = "forecast",
    description = {
      "How many holds a day the policies would make, and for what.",
      "Everything in the CloudTrail files is taken as if an agent had asked for it, each action for"
          + " itself: what a session has used up before does not count."
    })
final class ForecastCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 15;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "CLOUDTRAIL", description = "files or directories")
  private List<Path> trails;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      defaultValue = "",
      description = "default: the set that ships with Obstat")
  private String policies;

  @Option(
      names = "--catalog",
      paramLabel = "PATH",
      description = "Backstage files, terraform:PATH, kubernetes:PATH, csv:PATH (default: none)")
  private List<String> catalog = List.of();

  @Override
  public Integer call() {
    Config config =
        Config.embedded(System.getProperty("user.name", "owner"))
            .deciding(
                policies.isEmpty() ? Optional.empty() : Optional.of(Path.of(policies)),
                catalog.stream().map(CatalogSource::parse).toList());
    Rules.Read.Good rules =
        switch (Rules.read(config)) {
          case Rules.Read.Bad bad ->
              throw new CommandFailed(String.join("\nobstat: ", bad.problems()));
          case Rules.Read.Good good -> good;
        };
    Forecast forecast = new Forecast(AwsModels.load(), rules);
    new Trails(spec.commandLine().getErr()).read(trails, forecast::add);
    output.print(json(forecast.found()), ForecastCommand::print);
    return ExitCode.DONE;
  }

  private static ObjectNode json(Forecast.Found found) {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("events", found.events())
        .put("notKnown", found.notKnown())
        .put("days", found.days())
        .put("allowed", found.allowed())
        .put("held", found.held())
        .put("denied", found.denied())
        .put("heldPerDay", found.perDay(found.held()))
        .put("deniedPerDay", found.perDay(found.denied()));
    list(node.putArray("by"), found, found.by());
    list(node.putArray("operations"), found, found.operations());
    list(node.putArray("policies"), found, found.policies());
    return node;
  }

  private static void list(ArrayNode node, Forecast.Found found, List<Forecast.Count> counts) {
    for (Forecast.Count count : counts) {
      node.addObject()
          .put("name", count.name())
          .put("held", count.held())
          .put("denied", count.denied())
          .put("heldPerDay", found.perDay(count.held()));
    }
  }

  private static void print(JsonNode answer, PrintWriter out) {
    out.printf(
        "%d calls in %s days: %d allowed, %d held, %d denied%n",
        answer.path("events").asLong(),
        answer.path("days").asText(),
        answer.path("allowed").asLong(),
        answer.path("held").asLong(),
        answer.path("denied").asLong());
    out.printf(
        "a day      %s holds, %s denials%n",
        answer.path("heldPerDay").asText(), answer.path("deniedPerDay").asText());
    if (answer.path("notKnown").asLong() > 0) {
      out.printf(
          "not known  %d calls are no operation of the index: sign-ins, and what services do"
              + " themselves%n",
          answer.path("notKnown").asLong());
    }
    table(answer.path("by"), "by", out);
    table(answer.path("operations"), "for", out);
    table(answer.path("policies"), "because of", out);
  }

  private static void table(JsonNode counts, String head, PrintWriter out) {
    if (counts.isEmpty()) {
      return;
    }
    out.printf("%n%8s %8s %10s  %s%n", "held", "denied", "held a day", head);
    int shown = 0;
    for (JsonNode count : counts) {
      if (shown++ == MOST_SHOWN) {
        out.printf("and %d more: `--json` has them all%n", counts.size() - MOST_SHOWN);
        return;
      }
      out.printf(
          "%8d %8d %10s  %s%n",
          count.path("held").asLong(),
          count.path("denied").asLong(),
          count.path("heldPerDay").asText(),
          Shown.safely(count.path("name").asText()));
    }
  }
}
