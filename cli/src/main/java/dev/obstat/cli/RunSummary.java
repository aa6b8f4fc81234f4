package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/// What a session came to, for the person who ran it.
final class RunSummary {
  private RunSummary() {}

  /// `12 allowed, 1 held, 0 denied`.
  static String words(JsonNode use) {
    return use.path("dispatched").asLong()
        + " allowed, "
        + use.path("held").asLong()
        + " held, "
        + use.path("refused").asLong()
        + " denied";
  }

  static void print(JsonNode session, PrintWriter out) {
    out.println(
        "obstat: session " + session.path("id").asText() + ": " + words(session.path("use")));
    for (JsonNode review : session.path("reviews")) {
      out.printf(
          "obstat:   %s  %-8s  %s on %s%n",
          review.path("id").asText(),
          review.path("state").asText(),
          Shown.safely(review.path("operation").asText()),
          Shown.safely(review.path("target").asText()));
    }
  }
}
