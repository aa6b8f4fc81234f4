package dev.obstat.console.page;

import dev.obstat.core.fatigue.Fatigue;
import dev.obstat.core.fatigue.Pace;
import dev.obstat.core.fatigue.Tally;
import dev.obstat.core.fatigue.Voters;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the page about people's load shows.
final class FatigueReader {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private FatigueReader() {}

  static FatiguePage page(Frame frame, Fatigue fatigue) {
    int most = fatigue.perDay().stream().mapToInt(day -> day.tally().held()).max().orElse(0);
    return new FatiguePage(
        frame,
        fatigue.days(),
        figures(fatigue),
        fatigue.advice(),
        fatigue.perDay().stream()
            .map(
                day ->
                    new FatiguePage.Day(
                        DAY.format(day.date()),
                        Amounts.count(day.tally().held()),
                        most == 0 ? 0 : day.tally().held() * 100 / most,
                        outcome(day.tally())))
            .toList(),
        fatigue.policies().stream().map(FatigueReader::policy).toList(),
        votes(fatigue.pace(), fatigue.voters()),
        fatigue.cut());
  }

  private static List<ReviewPage.Figure> figures(Fatigue fatigue) {
    Tally total = fatigue.total();
    return List.of(
        new ReviewPage.Figure(Amounts.count(total.held()), "actions held", false),
        new ReviewPage.Figure(
            String.format(Locale.ROOT, "%.1f", total.held() / (double) fatigue.days()),
            "a day",
            false),
        new ReviewPage.Figure(
            words(fatigue.pace().median()), "to a decision, half of the time", false),
        new ReviewPage.Figure(words(fatigue.pace().slow()), "in nine of ten", false),
        new ReviewPage.Figure(
            Amounts.count(total.expired()), "nobody answered", total.expired() > 0));
  }

  private static String outcome(Tally tally) {
    return Amounts.count(tally.approved())
        + " approved, "
        + Amounts.count(tally.rejected())
        + " rejected, "
        + Amounts.count(tally.expired())
        + " unanswered";
  }

  private static FatiguePage.Policy policy(Fatigue.Policy policy) {
    Tally tally = policy.tally();
    return new FatiguePage.Policy(
        Shown.of(policy.id(), 200),
        Shown.of(policy.file().isEmpty() ? "" : policy.file() + ":" + policy.line(), 200),
        Amounts.count(tally.held()),
        Amounts.count(tally.approved()),
        Amounts.count(tally.rejected()),
        Amounts.count(tally.expired()),
        Amounts.count(tally.harmless()));
  }

  private static List<String> votes(Pace pace, Voters voters) {
    List<String> votes = new ArrayList<>();
    if (voters.votes() == 0) {
      votes.add("Nobody has voted.");
      return votes;
    }
    votes.add(
        Amounts.of(voters.people(), "person", "people")
            + " cast "
            + Amounts.of(voters.votes(), "vote", "votes")
            + "; the busiest of them "
            + Amounts.count(voters.busiest())
            + ".");
    votes.add(
        pace.looked() == 0
            ? "Nobody opened a review's page before voting."
            : Amounts.count(pace.hasty())
                + " of "
                + Amounts.of(pace.looked(), "vote", "votes")
                + " after opening the page came within "
                + Pace.HASTY.toSeconds()
                + " seconds.");
    votes.add(
        Amounts.of(voters.alwaysYes(), "person has", "people have")
            + " approved everything, ten times or more.");
    return votes;
  }

  private static String words(Optional<Duration> duration) {
    return duration.map(Amounts::rough).orElse("none yet");
  }
}
