package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fatigue.Fatigue;
import dev.obstat.core.fatigue.Tally;
import java.time.Clock;

/// How much people are asked.
final class FatigueCalls {
  private final Journal journal;
  private final Clock clock;

  FatigueCalls(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /// @param query `days=N` or empty
  Api.Reply fatigue(String query) {
    int days = days(query);
    Fatigue fatigue = journal.read(books -> Fatigue.of(books, days, clock.instant()));
    ObjectNode answer = Json.object().put("days", fatigue.days());
    answer.set("total", tally(fatigue.total()));
    ArrayNode perDay = answer.putArray("perDay");
    fatigue
        .perDay()
        .forEach(day -> perDay.add(tally(day.tally()).put("day", day.date().toString())));
    ArrayNode policies = answer.putArray("policies");
    fatigue
        .policies()
        .forEach(
            policy ->
                policies.add(
                    tally(policy.tally())
                        .put("policy", policy.id())
                        .put("file", policy.file())
                        .put("line", policy.line())));
    ObjectNode pace = answer.putObject("pace");
    fatigue.pace().median().ifPresent(time -> pace.put("medianSeconds", time.toSeconds()));
    fatigue.pace().slow().ifPresent(time -> pace.put("nineOfTenSeconds", time.toSeconds()));
    pace.put("afterLooking", fatigue.pace().looked()).put("hasty", fatigue.pace().hasty());
    answer
        .putObject("voters")
        .put("people", fatigue.voters().people())
        .put("votes", fatigue.voters().votes())
        .put("busiest", fatigue.voters().busiest())
        .put("alwaysYes", fatigue.voters().alwaysYes());
    fatigue.advice().forEach(answer.putArray("advice")::add);
    answer.put("cut", fatigue.cut());
    return Api.Reply.ok(answer);
  }

  private static ObjectNode tally(Tally tally) {
    return Json.object()
        .put("held", tally.held())
        .put("approved", tally.approved())
        .put("rejected", tally.rejected())
        .put("expired", tally.expired())
        .put("harmless", tally.harmless());
  }

  private static int days(String query) {
    if (query.isEmpty()) {
      return Fatigue.USUAL_DAYS;
    }
    if (!query.matches("days=[1-9][0-9]?")
        || Integer.parseInt(query.substring("days=".length())) > Fatigue.MOST_DAYS) {
      throw new Refused(400, "`days` is a number from 1 to " + Fatigue.MOST_DAYS);
    }
    return Integer.parseInt(query.substring("days=".length()));
  }
}
