package dev.obstat.server.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.console.api.Question;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// On what most of it hangs.
@Command(
    name = "concentration",
    description = "On which places and single things most of it hangs.")
public final class ConcentrationCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Mixin private Asking asking;

  @Override
  public Integer call() {
    return asking.ask(Question.Concentration::new, ConcentrationCommand::print);
  }

  private static void print(JsonNode answer, PrintWriter out) {
    Telling telling = new Telling(out);
    JsonNode total = answer.path("total");
    telling.line(
        "all",
        total.path("services").asInt()
            + " services, "
            + total.path("tierZero").asInt()
            + " of them tier 0, "
            + telling.money(total.path("revenuePerHour"))
            + " an hour, customers: "
            + telling.count(total, "customers"));
    out.println();
    Table places = new Table("place", "stops", "revenue", "customers", "tier 0");
    for (JsonNode held : answer.path("places")) {
      places.row(
          Telling.safely(held.path("place")),
          held.path("services").asText(),
          share(held, "revenue"),
          share(held, "customers"),
          share(held, "tierZero"));
    }
    places.print(out);
    out.println();
    Table single =
        new Table(
            "single point of failure", "exposure", "back in", "stops", "revenue", "customers");
    int shown = 0;
    for (JsonNode held : answer.path("single")) {
      if (shown++ == MOST_SHOWN) {
        break;
      }
      single.row(
          Telling.safely(held.path("entity")),
          telling.money(held.path("exposure")),
          Telling.minutes(held.path("recoveryMinutes")),
          held.path("services").asText(),
          share(held, "revenue"),
          share(held, "customers"));
    }
    single.print(out);
    int more = answer.path("single").size() - MOST_SHOWN;
    if (more > 0) {
      out.println("and " + more + " more: `--json` has them all");
    }
    if (answer.path("unplaced").asInt() > 0) {
      telling.line(
          "not known", answer.path("unplaced").asInt() + " entities do not say where they are");
    }
    if (answer.path("left").asInt() > 0) {
      telling.line(
          "not known",
          answer.path("left").asInt() + " entities were not taken away one by one: too many");
    }
  }

  private static String share(JsonNode held, String of) {
    return held.path("share").path(of).asText() + " %";
  }
}
