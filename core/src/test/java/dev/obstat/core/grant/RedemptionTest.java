package dev.obstat.core.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.context.History;
import dev.obstat.core.context.Live;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.SessionUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whether a grant still answers when what was known of the targets has changed.
class RedemptionTest {
  private static final String NAME = "arn:aws:s3:::reports";

  @Test
  void aGrantStandsWhileWhatWasSeenStillHolds() {
    assertThat(answer(known("on", "2026-03-01T10:00:00Z"), known("on", "2026-03-01T11:00:00Z")))
        .isInstanceOf(Redemption.Answer.Answers.class);
  }

  @Test
  void aBackupThatIsGoneVoidsIt() {
    assertThat(answer(known("on", "2026-03-01T10:00:00Z"), known("on", "none")))
        .isEqualTo(
            new Redemption.Answer.TooLate(
                "what the reviewers saw has changed: newest-backup of `"
                    + NAME
                    + "` was 2026-03-01T10:00:00Z and is none"));
  }

  @Test
  void whatNobodyCanTellAnyMoreVoidsIt() {
    Live silent = new Live(new TreeMap<>(Map.of(NAME, new Live.Answer.Unknown("no answer"))));
    assertThat(answer(known("on", "none"), silent))
        .isEqualTo(
            new Redemption.Answer.TooLate(
                "what the reviewers saw has changed: deletion-protection of `"
                    + NAME
                    + "` was on and is not known"));
  }

  @Test
  void whatWasNotKnownThenNeedNotBeKnownNow() {
    Live silent = new Live(new TreeMap<>(Map.of(NAME, new Live.Answer.Unknown("no answer"))));
    assertThat(answer(silent, silent)).isInstanceOf(Redemption.Answer.Answers.class);
    assertThat(answer(silent, known("off", "none"))).isInstanceOf(Redemption.Answer.Answers.class);
  }

  private static Live known(String protection, String backup) {
    return new Live(
        new TreeMap<>(
            Map.of(
                NAME,
                new Live.Answer.Known(
                    new TreeMap<>(
                        Map.of("deletion-protection", protection, "newest-backup", backup)),
                    Samples.NOON,
                    new Reversibility.Unknown()))));
  }

  private static Redemption.Answer answer(Live seen, Live now) {
    Action action = Samples.delete("s-1", NAME);
    Review plain = Samples.review("r-1", action);
    Review review =
        new Review(
            plain.id(),
            action,
            plain.digest(),
            plain.intent(),
            plain.terms(),
            plain.reasons(),
            plain.seen(),
            seen,
            plain.barred(),
            plain.electorate(),
            plain.opened(),
            List.of(Samples.vote("rosa", Vote.Choice.APPROVE, plain)),
            plain.state());
    Context context =
        new Context(
            new Epoch("p1", "c1", 0, 0),
            Samples.NOON,
            Samples.session("s-1"),
            new SessionUse(0, 0, 0, 0),
            List.of(),
            Impact.NONE,
            List.of(),
            List.of(),
            List.of(),
            History.NONE,
            now);
    return Redemption.check(
        Samples.grant("g-1", review),
        review,
        action,
        new Decision.Hold(Samples.terms(), List.of(Samples.reason())),
        context,
        Electorate.of(review, Catalog.none(List.of("rosa", "ana", "olga")), Set.of()));
  }
}
