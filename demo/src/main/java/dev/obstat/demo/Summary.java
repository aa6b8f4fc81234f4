package dev.obstat.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.service.Timeline;

/// What one story came to: what the agent was told, what was lost by count, and how available the
/// service was. `lost.items` counts messages of the queue and, where the environment has a table,
/// its items; `lost.objects` counts objects of buckets. A story may add to the JSON object before
/// it is printed.
record Summary(String story, AgentReport agent, Scene.Outcome outcome, Pictures pictures) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  ObjectNode json() {
    Timeline timeline = outcome.timeline();
    ObjectNode json = JSON.createObjectNode();
    json.put("story", story);
    json.put("held", agent.held());
    json.put("approved", agent.approved());
    json.put("rejected", agent.rejected());
    json.put("denied", agent.denied());
    ObjectNode lost = json.putObject("lost");
    lost.put("items", outcome.loss().items());
    lost.put("objects", outcome.loss().objects());
    json.put("altered", outcome.loss().altered());
    json.put("availability", Math.floor(timeline.availability() * 10_000) / 10_000);
    json.put("calls", timeline.samples().size());
    json.put("unanswered", timeline.refused());
    json.put("secondsDown", timeline.secondsDown());
    json.put("secondsImpaired", timeline.secondsImpaired());
    json.put("ending", ending());
    json.put("agentCalls", Telling.FIDELITY);
    ArrayNode files = json.putArray("pictures");
    pictures.files().forEach(file -> files.add(file.toString()));
    return json;
  }

  /// In a few words.
  String ending() {
    return switch (agent.ending()) {
      case AgentReport.Ending.Recreated recreated -> "recreated";
      case AgentReport.Ending.FixedInPlace fixed -> "fixed in place";
      case AgentReport.Ending.GaveUp gaveUp -> "gave up: " + gaveUp.why();
    };
  }
}
