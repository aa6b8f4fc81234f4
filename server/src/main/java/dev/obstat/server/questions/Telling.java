package dev.obstat.server.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.cli.Shown;
import dev.obstat.console.page.Amounts;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An answer in lines for people.
record Telling(PrintWriter out) {
  private static final int MOST_NAMES = 12;

  void line(String label, String text) {
    out.printf("%-10s %s%n", label, text);
  }

  static String safely(JsonNode text) {
    return Shown.safely(text.asText());
  }

  String names(JsonNode names, String none) {
    if (names.isEmpty()) {
      return none;
    }
    List<String> shown = new ArrayList<>();
    for (JsonNode name : names) {
      if (shown.size() == MOST_NAMES) {
        shown.add("and " + (names.size() - MOST_NAMES) + " more");
        break;
      }
      shown.add(safely(name));
    }
    return String.join(", ", shown);
  }

  static String path(JsonNode steps) {
    List<String> shown = new ArrayList<>();
    steps.forEach(step -> shown.add(safely(step)));
    return String.join(" -> ", shown);
  }

  static String minutes(JsonNode minutes) {
    if (minutes.isObject()) {
      return minutes(minutes.path("low")) + " to " + minutes(minutes.path("high"));
    }
    return minutes.isNumber()
        ? Amounts.rough(Duration.ofMinutes(minutes.decimalValue().longValue()))
        : "not known";
  }

  /// `9,000 USD`, `9,000 USD and 2 services not known`.
  String money(JsonNode money) {
    return count(money, "amount", " " + safely(money.path("currency")));
  }

  String count(JsonNode node, String name) {
    return count(node, name, "");
  }

  private static String count(JsonNode node, String name, String unit) {
    String known = Amounts.count(node.path(name).decimalValue()) + unit;
    int unknown = node.path(name + "UnknownFor").asInt();
    if (unknown == 0) {
      return known;
    }
    String rest = Amounts.of(unknown, "service", "services") + " not known";
    return node.path(name).decimalValue().signum() == 0 ? rest : known + " and " + rest;
  }
}
