package dev.obstat.console.page;

import dev.obstat.core.context.Live;
import dev.obstat.core.review.Review;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What live facts a review was opened with: what protects the targets first, what others may have
/// written last.
final class KnownFacts {
  private static final int MOST_TARGETS = 12;
  private static final int MOST_FACTS = 24;
  private static final int MOST_GAPS = 24;

  /// A backup that is older than this is shown as bad.
  private static final Duration OLD = Duration.ofHours(24);

  private static final List<String> FIRST =
      List.of(
          Live.NEWEST_BACKUP,
          "deletion-protection",
          "point-in-time-recovery",
          "versioning",
          "object-lock",
          "replicas",
          "stack",
          "state",
          "exists");

  private KnownFacts() {}

  static List<ReviewPage.KnownOf> of(Review review, Instant now) {
    List<ReviewPage.KnownOf> rows = new ArrayList<>();
    review
        .live()
        .answers()
        .forEach(
            (name, answer) -> {
              switch (answer) {
                case Live.Answer.Unknown _ -> {}
                case Live.Answer.Known known -> {
                  if (rows.size() < MOST_TARGETS && !known.facts().isEmpty()) {
                    rows.add(
                        new ReviewPage.KnownOf(
                            Shown.of(name, 1_000), facts(known), Amounts.ago(known.asOf(), now)));
                  }
                }
              }
            });
    return rows;
  }

  private static List<ReviewPage.Known> facts(Live.Answer.Known known) {
    return known.facts().entrySet().stream()
        .sorted(Comparator.comparingInt(fact -> rank(fact.getKey())))
        .limit(MOST_FACTS)
        .map(fact -> fact(fact, known.asOf()))
        .toList();
  }

  private static int rank(String name) {
    if (name.startsWith(Live.TAG)) {
      return FIRST.size() + 1;
    }
    int at = FIRST.indexOf(name);
    return at < 0 ? FIRST.size() : at;
  }

  private static ReviewPage.Known fact(Map.Entry<String, String> fact, Instant asOf) {
    String name = fact.getKey();
    String value = fact.getValue();
    String what = name.startsWith(Live.TAG) ? "tag " + name.substring(4) : name.replace('-', ' ');
    if (!name.equals(Live.NEWEST_BACKUP)) {
      return new ReviewPage.Known(Shown.of(what, 200), Shown.of(value, 300), isBad(name, value));
    }
    try {
      Instant made = Instant.parse(value);
      return new ReviewPage.Known(
          Shown.of(what, 200),
          Shown.of(Amounts.ago(made, asOf) + " (" + Amounts.moment(made) + ")", 300),
          made.isBefore(asOf.minus(OLD)));
    } catch (DateTimeException e) {
      return new ReviewPage.Known(Shown.of(what, 200), Shown.of(value, 300), true);
    }
  }

  private static boolean isBad(String name, String value) {
    return switch (name) {
      case "deletion-protection", "point-in-time-recovery", "object-lock" -> value.equals("off");
      case "versioning" -> !value.equals("enabled");
      case String _ -> false;
    };
  }

  static Shown anyway(Review review) {
    return Shown.of(
        switch (review.live().dryRun()) {
          case Live.DryRun.WouldBeRefused no -> no.why();
          case Live.DryRun.NotMade _, Live.DryRun.WouldGo _, Live.DryRun.Unknown _ -> "";
        },
        600);
  }

  /// What was asked and not answered, by name, with the reason.
  static List<Shown> gaps(Review review) {
    List<Shown> gaps = new ArrayList<>();
    review
        .live()
        .answers()
        .forEach(
            (name, answer) -> {
              switch (answer) {
                case Live.Answer.Unknown unknown -> gaps.add(gap(name, unknown.why()));
                case Live.Answer.Known known ->
                    known
                        .gaps()
                        .forEach(
                            (what, why) ->
                                gaps.add(gap(name, what.replace('-', ' ') + ": " + why)));
              }
            });
    if (review.live().dryRun() instanceof Live.DryRun.Unknown unknown) {
      gaps.add(Shown.of("whether it would be refused anyway: " + unknown.why(), 600));
    }
    return gaps.size() <= MOST_GAPS
        ? gaps
        : withRest(gaps.subList(0, MOST_GAPS), gaps.size() - MOST_GAPS);
  }

  private static Shown gap(String name, String why) {
    return Shown.of("live facts of " + name + ": " + why, 600);
  }

  private static List<Shown> withRest(List<Shown> some, int more) {
    List<Shown> all = new ArrayList<>(some);
    all.add(Shown.of("and " + more + " more live facts"));
    return all;
  }
}
