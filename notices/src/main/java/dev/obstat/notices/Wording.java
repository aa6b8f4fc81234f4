package dev.obstat.notices;

import dev.obstat.core.action.Action;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.notice.Notice;
import dev.obstat.core.review.Review;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says what happened, out of the entry that it is. Parameters are never in it: they are looked at
/// in the console, by those who may.
final class Wording {
  private static final int LONGEST_TITLE = 140;
  private static final int LONGEST_LINE = 600;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String address;

  /// @param address what links begin with
  Wording(String address) {
    this.address = address;
  }

  /// @param channel its name, a part of the message's id
  Message of(Notice notice, Entry entry, String channel) {
    String id = "notice-" + notice.number() + "-" + channel;
    return switch (entry.fact()) {
      case Fact.ReviewOpened(Review review) ->
          message(id, notice, title(review), lines(review), "/reviews/" + review.id(), "Decide");
      case Fact.HaltPlaced(Halt halt) ->
          message(
              id,
              notice,
              "Halted: " + halt.scope().words(),
              List.of("By " + halt.by() + ": " + halt.why()),
              "/brakes",
              "Look at the brakes");
      case Fact.HaltLifted lifted ->
          message(
              id,
              notice,
              "Resumed: halt " + lifted.halt() + " was lifted",
              List.of("By " + lifted.by() + "."),
              "/brakes",
              "Look at the brakes");
      case Fact.FreezePlaced(Freeze freeze) ->
          message(
              id,
              notice,
              "Frozen: " + freeze.scope().words(),
              List.of(
                  "By " + freeze.by() + ": " + freeze.why(),
                  "From " + minute(freeze.from()) + " to " + minute(freeze.until()) + "."),
              "/brakes",
              "Look at the brakes");
      case Fact.IncidentOpened(Incident incident) ->
          message(id, notice, "Incident: " + incident.what(), List.of(), "/", "Look at it");
      default -> throw new IllegalStateException("entry " + entry.index() + " raises no notice");
    };
  }

  Message test(String channel, String by, Instant now) {
    return new Message(
        "test-" + now.toEpochMilli() + "-" + channel,
        "test",
        channel,
        now,
        "This is a test of the channel " + channel,
        List.of(Plain.line("Sent by " + by + ". Nothing has happened.", LONGEST_LINE)),
        address + "/",
        "Open the console");
  }

  private Message message(
      String id, Notice notice, String title, List<String> lines, String path, String call) {
    return new Message(
        id,
        notice.occasion().word(),
        notice.subject(),
        notice.raised(),
        Plain.line(title, LONGEST_TITLE),
        lines.stream().map(line -> Plain.line(line, LONGEST_LINE)).toList(),
        address + path,
        call);
  }

  private static String title(Review review) {
    Action action = review.action();
    int more = action.targets().size() - 1;
    return action.principal().shownName()
        + " waits: "
        + action.operation()
        + " on "
        + action.targets().getFirst().shownName()
        + (more == 0 ? "" : " and " + more + " more");
  }

  private static List<String> lines(Review review) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Operated by "
            + review.action().principal().operatedBy()
            + ", in account "
            + review.action().place().account()
            + ", "
            + review.action().place().region()
            + ".");
    lines.add(impact(review.seen()));
    lines.add("Needs " + needs(review.terms()) + ", by " + minute(review.expires()) + ".");
    return lines;
  }

  private static String impact(Impact seen) {
    List<String> parts = new ArrayList<>();
    if (!seen.down().isEmpty()) {
      parts.add("Stops " + String.join(", ", seen.down()));
      parts.add(number(seen.customers()) + " customers");
      parts.add(number(seen.revenuePerHour()) + " " + seen.currency() + " an hour");
    }
    if (!seen.degraded().isEmpty()) {
      parts.add("weakens " + String.join(", ", seen.degraded()));
    }
    if (!seen.dataLost().isEmpty()) {
      parts.add("loses data of " + String.join(", ", seen.dataLost()));
    }
    if (!seen.isKnown()) {
      parts.add("not everything it would break is known");
    }
    String all = parts.isEmpty() ? "nothing in the catalog stops" : String.join("; ", parts);
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
  }

  private static String needs(Terms terms) {
    String votes =
        terms.rounds().stream()
            .map(Wording::needs)
            .filter(round -> !round.isEmpty())
            .collect(Collectors.joining(", then "));
    return votes.isEmpty() ? "nobody's vote, and time in which it can be stopped" : votes;
  }

  private static String needs(Terms.Round round) {
    return round.approvals().stream()
        .filter(asked -> asked.count() > 0)
        .map(asked -> asked.count() + " of " + asked.group().words())
        .collect(Collectors.joining(", "));
  }

  private static String number(Measure measure) {
    Optional<BigDecimal> least = measure.atLeast();
    Optional<BigDecimal> most = measure.atMost();
    if (least.isEmpty() || most.isEmpty()) {
      return "an unknown number of";
    }
    NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
    format.setMaximumFractionDigits(2);
    return least.get().compareTo(most.get()) == 0
        ? format.format(most.get())
        : format.format(least.get()) + " to " + format.format(most.get());
  }

  private static String minute(Instant moment) {
    return MINUTE.format(moment);
  }
}
