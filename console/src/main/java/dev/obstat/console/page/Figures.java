package dev.obstat.console.page;

import dev.obstat.core.action.Reversibility;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.review.Review;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The numbers that a decision hangs on. What is not known is never a number, and is bad.
final class Figures {
  private static final BigDecimal MOST = BigDecimal.valueOf(Duration.ofDays(36_500).toMinutes());

  private Figures() {}

  static List<ReviewPage.Figure> of(Review review) {
    Impact seen = review.seen();
    Reversibility reversibility = review.action().reversibility();
    return List.of(
        services(seen),
        new ReviewPage.Figure(
            customers(seen), "customers lose a service", isBad(seen, seen.customers())),
        new ReviewPage.Figure(money(seen), "lost each hour", isBad(seen, seen.revenuePerHour())),
        new ReviewPage.Figure(
            recovery(seen), recoveryLabel(seen), isBad(seen, seen.recoveryMinutes())),
        new ReviewPage.Figure(
            undo(reversibility), undoLabel(reversibility), reversibility.countsAsIrreversible()),
        data(review));
  }

  static String customers(Impact seen) {
    return amount(seen, seen.customers(), Amounts::count);
  }

  static String money(Impact seen) {
    return amount(
        seen, seen.revenuePerHour(), money -> Amounts.count(money) + " " + seen.currency());
  }

  static String recovery(Impact seen) {
    return amount(
        seen,
        seen.recoveryMinutes(),
        minutes ->
            minutes.signum() == 0
                ? "none needed"
                : Amounts.rough(Duration.ofMinutes(minutes.min(MOST).longValue())));
  }

  /// A sum over what is known is no sum as long as something is not: nothing is then not known, and
  /// something is that or more.
  private static String amount(Impact seen, Measure measure, Function<BigDecimal, String> words) {
    return switch (measure) {
      case Measure.Unknown _ -> "not known";
      case Measure.Between(BigDecimal low, BigDecimal high) ->
          words.apply(low) + " to " + words.apply(high) + (seen.isKnown() ? "" : " or more");
      case Measure.Exactly(BigDecimal amount) -> {
        if (seen.isKnown()) {
          yield words.apply(amount);
        }
        yield amount.signum() == 0 ? "not known" : words.apply(amount) + " or more";
      }
    };
  }

  static String undo(Reversibility reversibility) {
    return switch (reversibility) {
      case Reversibility.Reversible _ -> "yes";
      case Reversibility.Recoverable recoverable -> "within " + Amounts.rough(recoverable.within());
      case Reversibility.Irreversible _ -> "no";
      case Reversibility.Unknown _ -> "not known";
    };
  }

  private static String undoLabel(Reversibility reversibility) {
    return switch (reversibility) {
      case Reversibility.Reversible _ -> "can it be undone";
      case Reversibility.Recoverable recoverable ->
          "undone with " + Shown.of(recoverable.with(), 80).plain();
      case Reversibility.Irreversible irreversible ->
          "can it be undone: " + Shown.of(irreversible.why(), 80).plain();
      case Reversibility.Unknown _ -> "can it be undone: counts as no";
    };
  }

  private static ReviewPage.Figure services(Impact seen) {
    int down = seen.down().size();
    int degraded = seen.degraded().size();
    String value = down == 0 && !seen.isKnown() ? "not known" : Amounts.count(down);
    String label =
        (down == 1 ? "service stops" : "services stop")
            + (seen.tierZeroDown() > 0 ? ", " + seen.tierZeroDown() + " of tier 0" : "")
            + (degraded > 0 ? ", " + degraded + " degraded" : "")
            + left(seen);
    return new ReviewPage.Figure(
        value + (down > 0 && !seen.isKnown() ? " or more" : ""),
        label,
        down > 0 || !seen.isKnown());
  }

  /// Of what still works, the group that is nearest to its end.
  private static String left(Impact seen) {
    return seen.redundancy().stream()
        .filter(Impact.Redundancy::isEnough)
        .min(Comparator.comparingInt(group -> group.left() - group.needed()))
        .map(
            group ->
                ", "
                    + group.left()
                    + " of "
                    + group.of()
                    + " left for "
                    + Shown.of(group.entity(), 80).plain())
        .orElse("");
  }

  private static String recoveryLabel(Impact seen) {
    if (!seen.isKnown() || seen.exposure().isZero()) {
      return "to recover";
    }
    return switch (seen.exposure()) {
      case Measure.Unknown _ -> "to recover";
      case Measure.Exactly(BigDecimal cost) ->
          "to recover: " + whole(cost) + " " + seen.currency() + " by then";
      case Measure.Between(BigDecimal low, BigDecimal high) ->
          "to recover: " + whole(low) + " to " + whole(high) + " " + seen.currency() + " by then";
    };
  }

  private static String whole(BigDecimal money) {
    return Amounts.count(money.setScale(0, RoundingMode.HALF_UP));
  }

  private static ReviewPage.Figure data(Review review) {
    int known = review.seen().dataLost().size();
    if (known == 0 && Sentence.losesData(review.action())) {
      return new ReviewPage.Figure("yes", "data lost: the targets' own", true);
    }
    return new ReviewPage.Figure(
        known == 0 ? "none" : "yes",
        known == 0
            ? "data lost"
            : "data lost: " + Amounts.of(known, "entity", "entities") + " of the catalog",
        known > 0);
  }

  private static boolean isBad(Impact seen, Measure measure) {
    return !measure.isZero() || !seen.isKnown();
  }
}
