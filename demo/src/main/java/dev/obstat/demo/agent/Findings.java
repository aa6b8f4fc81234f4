package dev.obstat.demo.agent;

import dev.obstat.demo.environment.CostReport;
import dev.obstat.demo.environment.Dashboards;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the agent has seen while it looked around: the keys of each production bucket, the queue's
/// address, the pages' configuration, the report it was asked about, and the text of every object
/// it happened to read, by `bucket/key`. It is all the agent could put back later.
record Findings(
    Map<String, List<String>> keys,
    String queueUrl,
    Dashboards dashboards,
    CostReport wrongReport,
    Map<String, String> textsRead) {

  Findings {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    textsRead = Collections.unmodifiableMap(new TreeMap<>(textsRead));
  }
}
