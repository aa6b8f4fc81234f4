package dev.obstat.console.page;

import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the queue shows.
final class QueueReader {
  private static final int MOST_WAITING = 50;
  private static final int MOST_DECIDED = 12;
  private static final int MOST_SESSIONS = 20;
  private static final int SESSIONS_LOOKED_AT = 200;
  private static final Duration HURRY = Duration.ofMinutes(10);

  private final Reader reader;

  QueueReader(Reader reader) {
    this.reader = reader;
  }

  QueuePage page(Frame frame) {
    List<Review> latest =
        reader.books().reviews().latest(MOST_WAITING + MOST_DECIDED).stream()
            .map(review -> ReviewState.at(review, reader.now()))
            .toList();
    return new QueuePage(
        frame,
        reader.books().reviews().open().stream()
            .filter(review -> ReviewState.at(review, reader.now()).isOpen())
            .limit(MOST_WAITING)
            .map(this::waiting)
            .toList(),
        latest.stream()
            .filter(review -> !review.isOpen())
            .limit(MOST_DECIDED)
            .map(this::decided)
            .toList(),
        reader.books().sessions().latest(SESSIONS_LOOKED_AT).stream()
            .filter(session -> session.mayActAt(reader.now()))
            .limit(MOST_SESSIONS)
            .map(this::live)
            .toList(),
        brakes(reader));
  }

  /// Everything in force that stands in somebody's way, and what is broken.
  static List<QueuePage.Brake> brakes(Reader reader) {
    List<QueuePage.Brake> brakes = new ArrayList<>();
    for (Halt halt : reader.books().controls().halts()) {
      brakes.add(
          new QueuePage.Brake(
              "halt",
              Shown.of(halt.scope().words()),
              Shown.of(halt.by() + ": " + halt.why()),
              Amounts.ago(halt.placed(), reader.now())));
    }
    for (Freeze freeze : reader.books().controls().freezes()) {
      if (freeze.holdsAt(reader.now())) {
        brakes.add(
            new QueuePage.Brake(
                "freeze",
                Shown.of(freeze.scope().words()),
                Shown.of(freeze.by() + ": " + freeze.why()),
                "for " + Amounts.left(freeze.until(), reader.now()) + " more"));
      }
    }
    for (Incident incident : reader.books().incidents().open()) {
      brakes.add(
          new QueuePage.Brake(
              "incident",
              Shown.of(incident.what()),
              Shown.of(""),
              Amounts.ago(incident.opened(), reader.now())));
    }
    return brakes;
  }

  private QueuePage.Waiting waiting(Review review) {
    Ballot ballot = Ballot.of(review, reader);
    Instant until = review.expires();
    return new QueuePage.Waiting(
        review.id(),
        Sentence.of(review.action(), review.seen(), reader.surroundings()),
        Shown.of(review.action().principal().shownName()),
        Shown.of(review.action().principal().operatedBy()),
        numbers(review),
        Amounts.left(until, reader.now()),
        until.isBefore(reader.now().plus(HURRY)),
        Amounts.ago(review.opened(), reader.now()),
        ballot.missing(),
        ballot.yours(),
        ballot.canVote());
  }

  private static String numbers(Review review) {
    Impact seen = review.seen();
    List<String> parts = new ArrayList<>();
    parts.add(Amounts.of(seen.down().size(), "service", "services") + " down");
    if (seen.tierZeroDown() > 0) {
      parts.add(seen.tierZeroDown() + " of them tier 0");
    }
    parts.add("money an hour: " + Figures.money(seen));
    parts.add("recovery: " + Figures.recovery(seen));
    parts.add("undo: " + Figures.undo(review.action().reversibility()));
    return String.join(" · ", parts);
  }

  private QueuePage.Decided decided(Review review) {
    Ended ended = Ended.of(review);
    return new QueuePage.Decided(
        review.id(),
        Sentence.of(review.action(), review.seen(), reader.surroundings()),
        Shown.of(review.action().principal().shownName()),
        review.state().word(),
        ended.by(),
        Amounts.ago(ended.at(), reader.now()));
  }

  private QueuePage.Live live(Session session) {
    SessionUse use = reader.books().sessions().use(session.id());
    return new QueuePage.Live(
        session.id(),
        Shown.of(session.agent().name()),
        Shown.of(session.agent().operator()),
        Shown.of(session.intent(), 200),
        used(use),
        Amounts.left(session.expires(), reader.now()));
  }

  static String used(SessionUse use) {
    return Amounts.count(use.dispatched())
        + " went out · "
        + Amounts.count(use.held())
        + " held · "
        + Amounts.count(use.refused())
        + " refused · "
        + Amounts.count(use.destroyed())
        + " destroyed";
  }
}
