package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// See what waits, and decide where the configuration lets the command line vote.
@Command(
    name = "review",
    description = {
      "See what waits, and decide.",
      "Votes belong in the console; the command line votes only where the configuration says"
          + " `reviews.votes-by-token: true`."
    })
final class ReviewCommand {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Command(name = "list", description = "Reviews that wait; with --all, those that ended too.")
  int list(@Option(names = "--all", description = "ended ones too") boolean all) {
    JsonNode reviews = connection.api().get("/api/reviews?state=" + (all ? "all" : "open"));
    return output.print(reviews, ReviewCommand::lines);
  }

  @Command(name = "show", description = "Everything that a reviewer sees.")
  int show(@Parameters(paramLabel = "ID") String id) {
    return output.print(
        connection.api().get("/api/reviews/" + Api.segment(id)), ReviewCommand::page);
  }

  @Command(name = "approve", description = "Vote yes.")
  int approve(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--comment", defaultValue = "", paramLabel = "TEXT") String comment) {
    return vote(id, "approve", comment);
  }

  @Command(name = "reject", description = "Vote no, and say why: the agent is told.")
  int reject(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--comment", required = true, paramLabel = "TEXT") String comment) {
    return vote(id, "reject", comment);
  }

  @Command(
      name = "send-back",
      description = "Vote not like this, and say on what condition: the agent is told.")
  int sendBack(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--condition", required = true, paramLabel = "TEXT") String condition) {
    return vote(id, "send-back", condition);
  }

  @Command(
      name = "withdraw",
      description = "Take your approval back, as long as the action has not gone.")
  int withdraw(@Parameters(paramLabel = "ID") String id) {
    connection.api().delete("/api/reviews/" + Api.segment(id) + "/votes/mine");
    return output.print(
        Api.JSON.createObjectNode().put("withdrawn", id),
        (_, out) -> out.println("your approval of " + id + " is taken back"));
  }

  private int vote(String id, String choice, String comment) {
    Api api = connection.api();
    JsonNode seen = api.get("/api/reviews/" + Api.segment(id));
    ObjectNode vote =
        Api.JSON
            .createObjectNode()
            .put("choice", choice)
            .put("comment", comment)
            .put("digest", seen.path("digest").asText())
            .put("shown", seen.path("shown").asText());
    return output.print(
        api.post("/api/reviews/" + Api.segment(id) + "/votes", vote),
        (review, out) -> out.println("review " + id + " is now " + review.path("state").asText()));
  }

  private static void needs(String label, JsonNode approvals, PrintWriter out) {
    approvals.forEach(
        asked ->
            out.println(
                label
                    + asked.path("count").asText()
                    + " of "
                    + Shown.safely(asked.path("group").asText())));
  }

  private static void lines(JsonNode answer, PrintWriter out) {
    JsonNode reviews = answer.path("reviews");
    if (reviews.isEmpty()) {
      out.println("nothing waits");
    }
    for (JsonNode review : reviews) {
      out.printf(
          "%s  %-8s  %s on %s, by %s operated by %s%n",
          review.path("id").asText(),
          review.path("state").asText(),
          Shown.safely(review.path("operation").asText()),
          Shown.safely(review.path("targets").path(0).path("name").asText()),
          Shown.safely(review.path("agent").asText()),
          Shown.safely(review.path("operator").asText()));
    }
  }

  private static void page(JsonNode review, PrintWriter out) {
    out.println("review    " + review.path("id").asText() + "  " + review.path("state").asText());
    out.println("asks      " + Shown.safely(review.path("operation").asText()));
    review
        .path("targets")
        .forEach(
            target ->
                out.println(
                    "target    "
                        + Shown.safely(target.path("name").asText())
                        + "  "
                        + target.path("harms")));
    out.println(
        "by        "
            + Shown.safely(review.path("agent").asText())
            + " operated by "
            + Shown.safely(review.path("operator").asText()));
    out.println(
        "intent    " + Shown.safely(review.path("intent").asText()) + "  (the operator's words)");
    JsonNode impact = review.path("impact");
    out.println("down      " + Shown.safely(impact.path("down").toString()));
    out.println("degraded  " + Shown.safely(impact.path("degraded").toString()));
    out.println("data lost " + Shown.safely(impact.path("dataLost").toString()));
    out.println("customers " + impact.path("customers").asText());
    out.println(
        "money     "
            + impact.path("revenuePerHour").asText()
            + " "
            + impact.path("currency").asText()
            + " an hour");
    impact.path("unknown").forEach(what -> out.println("NOT KNOWN " + Shown.safely(what.asText())));
    review
        .path("reasons")
        .forEach(
            reason ->
                out.println(
                    "because   "
                        + Shown.safely(reason.path("sentence").asText())
                        + "  ("
                        + reason.path("policy").asText()
                        + ")"));
    needs("needs     ", review.path("terms").path("approvals"), out);
    review.path("terms").path("later").forEach(round -> needs("then      ", round, out));
    review
        .path("votes")
        .forEach(
            vote ->
                out.println(
                    "vote      "
                        + Shown.safely(vote.path("by").asText())
                        + " "
                        + vote.path("choice").asText()
                        + "  "
                        + Shown.safely(vote.path("comment").asText())));
    out.println("until     " + Shown.moment(review.path("expires").asText()));
    out.println("page      " + review.path("url").asText());
  }
}
