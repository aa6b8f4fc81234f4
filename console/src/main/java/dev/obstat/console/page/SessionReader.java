package dev.obstat.console.page;

import dev.obstat.core.session.Session;
import java.time.Instant;

/// What the pages of sessions show.
final class SessionReader {
  private static final int MOST_SESSIONS = 100;
  private static final int MOST_STEPS = 150;

  private final Reader reader;

  SessionReader(Reader reader) {
    this.reader = reader;
  }

  SessionsPage all(Frame frame) {
    return new SessionsPage(
        frame, reader.books().sessions().latest(MOST_SESSIONS).stream().map(this::row).toList());
  }

  SessionPage one(Frame frame, Session session) {
    return new SessionPage(
        frame,
        session.id(),
        Shown.of(session.agent().name()),
        Shown.of(session.agent().operator()),
        Shown.of(session.openedBy()),
        Shown.of(session.intent()),
        session.mayActAt(reader.now()),
        standing(session, reader.now()),
        Amounts.moment(session.opened()),
        Amounts.moment(session.expires()),
        QueueReader.used(reader.books().sessions().use(session.id())),
        History.of(reader, session, "", MOST_STEPS));
  }

  private SessionsPage.Row row(Session session) {
    return new SessionsPage.Row(
        session.id(),
        Shown.of(session.agent().name()),
        Shown.of(session.agent().operator()),
        Shown.of(session.intent(), 200),
        standing(session, reader.now()),
        Amounts.ago(session.opened(), reader.now()),
        QueueReader.used(reader.books().sessions().use(session.id())));
  }

  static String standing(Session session, Instant now) {
    return switch (session.standing()) {
      case Session.Standing.Live _ -> session.mayActAt(now) ? "live" : "expired";
      case Session.Standing.Closed _ -> "closed";
      case Session.Standing.Revoked _ -> "revoked";
    };
  }
}
