package dev.obstat.server.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.console.api.Question;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What if a provider, a region or a zone goes.
@Command(name = "outage", description = "What an outage of a place would stop and cost.")
public final class OutageCommand implements Callable<Integer> {
  @Mixin private Asking asking;

  @Parameters(paramLabel = "PROVIDER[/REGION[/ZONE]]", description = "as in aws/us-east-1")
  private String place;

  @Option(
      names = "--hours",
      defaultValue = "1",
      paramLabel = "H",
      description = "how long it lasts (default: ${DEFAULT-VALUE})")
  private String hours;

  @Override
  public Integer call() {
    return asking.ask(picture -> new Question.Outage(place, hours, picture), OutageCommand::print);
  }

  private static void print(JsonNode answer, PrintWriter out) {
    Telling telling = new Telling(out);
    telling.line(
        "outage",
        Telling.safely(answer.path("place")) + " for " + answer.path("hours").asText() + " h");
    telling.line("there", answer.path("entities").size() + " entities of the catalog");
    telling.line(
        "down",
        answer.path("services").asInt()
            + " services, "
            + answer.path("tierZero").asInt()
            + " of them tier 0");
    telling.line("degraded", telling.names(answer.path("degraded"), "nothing"));
    telling.line("customers", telling.count(answer, "customers"));
    telling.line(
        "cost",
        telling.money(answer.path("exposure"))
            + ", "
            + telling.money(answer.path("revenuePerHour"))
            + " an hour");
    out.println();
    Table table =
        new Table(
            "bring back first", "hangs on it", "its own", "customers", "tier 0", "because of");
    for (JsonNode loss : answer.path("losses")) {
      table.row(
          Telling.safely(loss.path("service")),
          telling.money(loss.path("hanging")),
          telling.money(loss.path("exposure")),
          telling.count(loss, "customers"),
          loss.path("tierZero").asInt() > 0 ? "yes" : "",
          Telling.safely(loss.path("path").path(0)));
    }
    table.print(out);
    out.println();
    telling.line("survives", telling.names(answer.path("surviving"), "nothing"));
    if (answer.path("unplaced").asInt() > 0) {
      telling.line(
          "not known",
          answer.path("unplaced").asInt()
              + " entities do not say where they are, and count as surviving");
    }
  }
}
