package dev.obstat.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.people.SeenReview;
import java.util.List;

/// What the story with Obstat came to: the story's own figures, the reviews that people had before
/// them, and the record, verified.
record GuardedSummary(
    Summary story, List<SeenReview> reviews, LedgerCheck ledger, DataDirectory directory) {

  GuardedSummary {
    reviews = List.copyOf(reviews);
  }

  ObjectNode json() {
    ObjectNode json = story.json();
    ArrayNode held = json.putArray("reviews");
    for (SeenReview review : reviews) {
      ObjectNode node =
          held.addObject()
              .put("id", review.id())
              .put("operation", review.operation())
              .put("targets", review.targets().size())
              .put("state", review.state())
              .put("impact", review.impact().sentence());
      ArrayNode votes = node.putArray("votes");
      review.votes().forEach(vote -> votes.add(vote.by() + ": " + vote.choice()));
    }
    json.putObject("ledger")
        .put("verified", ledger.verified())
        .put("entries", ledger.entries())
        .put("verdict", ledger.verdict());
    json.put("data", directory.path().toString());
    return json;
  }

  /// Whether the agent did what it was asked for, nothing was lost, and the record is whole.
  boolean isGood() {
    return story.agent().ending() instanceof AgentReport.Ending.FixedInPlace
        && story.outcome().loss().objects() == 0
        && story.outcome().loss().items() == 0
        && ledger.verified();
  }
}
