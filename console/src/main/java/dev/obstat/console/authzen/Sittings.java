package dev.obstat.console.authzen;

import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Value;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// In whose session something is asked. What an enforcement point lets through counts in a session
/// as everything does; one is opened for each subject and kept for as long as it lives.
final class Sittings {
  private static final int MOST = 10_000;
  private static final Duration LIFE = Duration.ofHours(8);
  private static final String INTENT = "asked for by an enforcement point that speaks AuthZEN";

  private final Journal journal;
  private final SessionDesk desk;
  private final Clock clock;
  private final Map<String, String> opened = new LinkedHashMap<>();

  Sittings(Journal journal, SessionDesk desk, Clock clock) {
    this.journal = journal;
    this.desk = desk;
    this.clock = clock;
  }

  /// A subject, with the session it asks in.
  record Sitting(Principal principal, Session session) {}

  /// @param caller the person whose token it is
  /// @param recorded whether what is decided is recorded; otherwise the session need not be either
  Sitting of(Query.Party subject, String caller, boolean recorded) {
    return switch (subject.type()) {
      case "session" -> existing(subject.id());
      case "agent" -> {
        String operator =
            subject.properties().members().get("operator") instanceof Value.Text(String text)
                ? text
                : caller;
        yield sitting(
            new Principal.Agent(subject.id(), operator), subject.id(), operator, caller, recorded);
      }
      case "user", "person" ->
          sitting(new Principal.Person(subject.id()), "authzen", subject.id(), caller, recorded);
      default -> {
        String name = subject.type() + ":" + subject.id();
        yield sitting(new Principal.Person(name), "authzen", name, caller, recorded);
      }
    };
  }

  private Sitting existing(String id) {
    Session session =
        journal
            .read(books -> books.sessions().find(id))
            .orElseThrow(() -> Problem.malformed("there is no session `" + id + "`"));
    return new Sitting(session.agent(), session);
  }

  private Sitting sitting(
      Principal principal, String agent, String operator, String caller, boolean recorded) {
    Instant now = clock.instant();
    if (!recorded) {
      Session supposed =
          new Session(
              "",
              new Principal.Agent(agent, operator),
              caller,
              INTENT,
              "",
              now,
              now.plus(LIFE),
              new Session.Standing.Live());
      return new Sitting(principal, supposed);
    }
    return new Sitting(principal, open(agent, operator, caller, now));
  }

  private synchronized Session open(String agent, String operator, String caller, Instant now) {
    String key = agent + "\n" + operator + "\n" + caller;
    Optional<Session> before =
        Optional.ofNullable(opened.get(key))
            .flatMap(id -> journal.read(books -> books.sessions().find(id)))
            .filter(session -> isStillGood(session, now));
    if (before.isPresent()) {
      return before.get();
    }
    return switch (desk.open(agent, operator, caller, "", INTENT, LIFE)) {
      case SessionDesk.Answer.NotOpened(String why) -> throw Problem.malformed(why);
      case SessionDesk.Answer.Opened(Session session) -> {
        while (opened.size() >= MOST) {
          opened.remove(opened.keySet().iterator().next());
        }
        opened.put(key, session.id());
        yield session;
      }
    };
  }

  /// A session that somebody revoked stays: what is asked in it is denied. One that is over by time
  /// is followed by another.
  private static boolean isStillGood(Session session, Instant now) {
    return !(session.standing() instanceof Session.Standing.Live) || session.mayActAt(now);
  }
}
