package dev.obstat.core.fatigue;

import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Books;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How much people were asked lately and how they answered, and what would spare them. People are
/// counted, never named.
///
/// @param days how far back it looks
/// @param total what became of all reviews of that time
/// @param perDay by UTC days, oldest first, days without a review too
/// @param policies those that held something, the one that held most first
/// @param cut whether there were more reviews than were looked at
public record Fatigue(
    int days,
    Tally total,
    List<Day> perDay,
    List<Policy> policies,
    Pace pace,
    Voters voters,
    List<String> advice,
    boolean cut) {

  public static final int USUAL_DAYS = 14;
  public static final int MOST_DAYS = 90;

  /// Reviews looked at, at most.
  static final int MOST = 2_000;

  public Fatigue {
    perDay = List.copyOf(perDay);
    policies = List.copyOf(policies);
    advice = List.copyOf(advice);
  }

  public record Day(LocalDate date, Tally tally) {}

  /// A policy with what it held. One review counts for every policy that held it.
  ///
  /// @param file where it stands; empty for what is built in
  public record Policy(String id, String file, int line, Tally tally) {
    String words() {
      return "`" + id + "`" + (file.isEmpty() ? "" : " (" + file + ":" + line + ")");
    }
  }

  /// @param days from 1 to [#MOST_DAYS]
  public static Fatigue of(Books books, int days, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate first = today.minusDays(days - 1L);
    List<Asked> asked = Asked.since(books, first.atStartOfDay(ZoneOffset.UTC).toInstant(), MOST);
    Map<LocalDate, List<Asked>> byDay = new TreeMap<>();
    first.datesUntil(today.plusDays(1)).forEach(day -> byDay.put(day, new ArrayList<>()));
    Map<String, List<Asked>> byPolicy = new LinkedHashMap<>();
    Map<String, Reason> reasons = new LinkedHashMap<>();
    for (Asked each : asked) {
      LocalDate day = each.review().opened().atZone(ZoneOffset.UTC).toLocalDate();
      byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(each);
      each.review().reasons().stream()
          .collect(
              LinkedHashMap<String, Reason>::new,
              (all, r) -> all.putIfAbsent(r.policy(), r),
              Map::putAll)
          .forEach(
              (policy, reason) -> {
                reasons.putIfAbsent(policy, reason);
                byPolicy.computeIfAbsent(policy, _ -> new ArrayList<>()).add(each);
              });
    }
    List<Policy> policies = new ArrayList<>();
    byPolicy.forEach(
        (id, all) -> {
          Reason reason = reasons.getOrDefault(id, Reason.builtIn(id, "", ""));
          policies.add(new Policy(id, reason.file(), reason.line(), Tally.of(all)));
        });
    policies.sort(
        Comparator.comparingInt((Policy policy) -> -policy.tally().held())
            .thenComparing(Policy::id));
    Pace pace = Pace.of(asked);
    Voters voters = Voters.of(asked);
    return new Fatigue(
        days,
        Tally.of(asked),
        byDay.entrySet().stream().map(e -> new Day(e.getKey(), Tally.of(e.getValue()))).toList(),
        policies,
        pace,
        voters,
        Advice.of(days, policies, pace, voters),
        asked.size() == MOST);
  }

  /// The time that is looked back over.
  public Duration span() {
    return Duration.ofDays(days);
  }
}
