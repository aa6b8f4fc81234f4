package dev.obstat.server.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.console.api.Question;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What if these go.
@Command(name = "impact", description = "What would stop if these were gone, and for whom.")
public final class ImpactCommand implements Callable<Integer> {
  @Mixin private Asking asking;

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "a service, `resource:NAME`, or the ARN or name of a real resource")
  private List<String> targets;

  @Override
  public Integer call() {
    return asking.ask(picture -> new Question.Impact(targets, picture), ImpactCommand::print);
  }

  private static void print(JsonNode answer, PrintWriter out) {
    Telling telling = new Telling(out);
    telling.line(
        "without", telling.names(answer.path("entities"), "nothing that the catalog knows"));
    telling.line("down", telling.names(answer.path("down"), "nothing"));
    telling.line("degraded", telling.names(answer.path("degraded"), "nothing"));
    telling.line("customers", telling.count(answer, "customers"));
    telling.line("money", telling.money(answer.path("revenuePerHour")) + " an hour");
    telling.line("recovery", Telling.minutes(answer.path("recoveryMinutes")));
    telling.line("exposure", telling.money(answer.path("exposure")));
    answer.path("unknown").forEach(line -> telling.line("not known", Telling.safely(line)));
    answer.path("paths").forEach(path -> telling.line("why", Telling.path(path.path("steps"))));
  }
}
