package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

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
    tunnels(session, "obstat:   ", out);
    for (JsonNode review : session.path("reviews")) {
      out.printf(
          "obstat:   %s  %-8s  %s on %s%n",
          review.path("id").asText(),
          review.path("state").asText(),
          Shown.safely(review.path("operation").asText()),
          Shown.safely(review.path("target").asText()));
    }
  }

  /// What went where Obstat does not read, summed up by host.
  static void tunnels(JsonNode session, String before, PrintWriter out) {
    Map<String, long[]> byHost = new TreeMap<>();
    for (JsonNode tunnel : session.path("tunnels")) {
      long[] sum =
          byHost.computeIfAbsent(
              Shown.safely(tunnel.path("to").asText()), _ -> new long[] {0, 0, 0, 0});
      sum[0]++;
      sum[1] += tunnel.path("sent").asLong();
      sum[2] += tunnel.path("received").asLong();
      sum[3] += tunnel.path("state").asText().equals("closed") ? 0 : 1;
    }
    byHost.forEach(
        (host, sum) ->
            out.printf(
                "%s%d %s to %s: %d bytes sent, %d received%s%n",
                before,
                sum[0],
                sum[0] == 1 ? "tunnel" : "tunnels",
                host,
                sum[1],
                sum[2],
                sum[3] == 0 ? "" : ", without " + sum[3] + " whose end is not known"));
  }
}
