package dev.obstat.demo.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The configuration of the customer-facing pages: which month is shown, and under which key each
/// customer's report of that month lies. Without it no page can be served.
public record Dashboards(String month, Map<String, String> reports) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public Dashboards {
    reports = Collections.unmodifiableMap(new TreeMap<>(reports));
  }

  /// The same pages, with one customer's report read from another key.
  public Dashboards pointing(String customer, String key) {
    Map<String, String> changed = new TreeMap<>(reports);
    changed.put(customer, key);
    return new Dashboards(month, changed);
  }

  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("dashboards could not be written as JSON", impossible);
    }
  }

  public static Dashboards parse(String json) {
    try {
      return JSON.readValue(json, Dashboards.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "the dashboards are not readable: " + malformed.getOriginalMessage(), malformed);
    }
  }
}
