package dev.obstat.demo.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What would break, as a review shows it.
///
/// @param down services that stop
/// @param dataLost what loses data
/// @param figures customers, money and time, in words; empty when nothing stops
/// @param unknown what could not be worked out; empty when all is known
/// @param ways how the loss reaches the services that stop, the shortest first
public record SeenImpact(
    List<String> down,
    List<String> degraded,
    List<String> dataLost,
    List<String> figures,
    List<String> unknown,
    List<String> ways) {

  public SeenImpact {
    down = List.copyOf(down);
    degraded = List.copyOf(degraded);
    dataLost = List.copyOf(dataLost);
    figures = List.copyOf(figures);
    unknown = List.copyOf(unknown);
    ways = List.copyOf(ways);
  }

  static SeenImpact of(JsonNode impact) {
    List<String> down = SeenReview.each(impact.path("down"), SeenReview::safe);
    List<String> figures = new ArrayList<>();
    if (!down.isEmpty()) {
      figures.add(number(impact.path("customers")) + " customers");
      figures.add(
          number(impact.path("revenuePerHour"))
              + " "
              + SeenReview.safe(impact.path("currency"))
              + " an hour");
      figures.add(time(impact.path("recoveryMinutes")) + " to recover");
    }
    return new SeenImpact(
        down,
        SeenReview.each(impact.path("degraded"), SeenReview::safe),
        SeenReview.each(impact.path("dataLost"), SeenImpact::name),
        figures,
        SeenReview.each(impact.path("unknown"), SeenReview::safe),
        SeenReview.each(
            impact.path("paths"),
            way ->
                String.join(" -> ", SeenReview.each(way.path("steps"), SeenImpact::name))
                    + " ("
                    + SeenReview.safe(way.path("end")).replace('_', ' ')
                    + ")"));
  }

  /// Whether somebody outside would notice, or nobody knows.
  public boolean isGrave() {
    return !down.isEmpty() || !degraded.isEmpty() || !unknown.isEmpty();
  }

  /// All of it in one sentence.
  public String sentence() {
    List<String> parts = new ArrayList<>();
    if (down.isEmpty()) {
      parts.add("no service stops");
    } else {
      parts.add(
          String.join(", ", down)
              + (down.size() == 1 ? " stops: " : " stop: ")
              + String.join(", ", figures));
    }
    if (!degraded.isEmpty()) {
      parts.add(String.join(", ", degraded) + " loses redundancy");
    }
    if (!dataLost.isEmpty()) {
      parts.add("data is lost or overwritten in " + String.join(", ", dataLost));
    }
    parts.addAll(unknown);
    return String.join("; ", parts);
  }

  /// Without the kind, which the sentence around it makes clear.
  private static String name(JsonNode entity) {
    String name = SeenReview.safe(entity);
    return name.substring(name.indexOf(':') + 1);
  }

  /// Those that are not known are never a number.
  private static String number(JsonNode measure) {
    return measure.isNumber()
        ? String.format(Locale.ROOT, "%,d", measure.decimalValue().toBigInteger())
        : "an unknown number of";
  }

  private static String time(JsonNode minutes) {
    if (!minutes.isNumber()) {
      return "an unknown time";
    }
    BigDecimal amount = minutes.decimalValue();
    BigDecimal hour = BigDecimal.valueOf(60);
    return amount.compareTo(hour) < 0
        ? amount.toBigInteger() + " min"
        : amount
                .divide(hour, 1, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()
            + " h";
  }
}
