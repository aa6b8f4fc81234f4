package dev.obstat.core.desk;

import dev.obstat.core.action.Principal;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Where sessions are opened, closed and revoked.
public final class SessionDesk {
  /// Longest life of a session.
  public static final Duration LONGEST = Duration.ofHours(12);

  private final Journal journal;
  private final Supplier<String> accessKeyIds;
  private final Placing placing;
  private final Ids ids;
  private final Clock clock;

  public SessionDesk(
      Journal journal, Supplier<String> accessKeyIds, Placing placing, Ids ids, Clock clock) {
    this.journal = journal;
    this.accessKeyIds = accessKeyIds;
    this.placing = placing;
    this.ids = ids;
    this.clock = clock;
  }

  /// What became of the wish to open a session.
  public sealed interface Answer {

    record Opened(Session session) implements Answer {}

    record NotOpened(String why) implements Answer {}
  }

  /// @param account as the person names it; empty for what the agent's name says
  public Answer open(
      String agent,
      String operator,
      String openedBy,
      String account,
      String intent,
      Duration life) {
    if (!agent.matches("[A-Za-z0-9][A-Za-z0-9._@/-]{0,63}")) {
      return new Answer.NotOpened(
          "agent name `" + agent + "` is not 1 to 64 letters, digits and . _ @ / -");
    }
    if (intent.isBlank() || intent.length() > Session.LONGEST_INTENT) {
      return new Answer.NotOpened(
          "the intent says what the agent was asked to do, in 1 to "
              + Session.LONGEST_INTENT
              + " characters");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
      return new Answer.NotOpened("a session lives at most " + LONGEST.toHours() + " hours");
    }
    return switch (placing.place(agent, openedBy, account)) {
      case Placing.Answer.Not not -> new Answer.NotOpened(not.why());
      case Placing.Answer.In in ->
          new Answer.Opened(opened(agent, operator, openedBy, in.account(), intent, life));
    };
  }

  private Session opened(
      String agent,
      String operator,
      String openedBy,
      String account,
      String intent,
      Duration life) {
    Instant now = clock.instant();
    Session session =
        new Session(
            ids.next('s'),
            new Principal.Agent(agent, operator),
            openedBy,
            intent,
            accessKeyIds.get(),
            now,
            now.plus(life),
            new Session.Standing.Live(),
            account);
    return journal.write(
        books -> {
          books.record(new Fact.SessionOpened(session));
          return session;
        });
  }

  /// Ends a session as intended; one that has already ended stays as it is.
  public Optional<Session> close(String id) {
    return end(id, new Fact.SessionClosed(id, clock.instant()));
  }

  /// Ends a session at once.
  public Optional<Session> revoke(String id, String by, String why) {
    return end(id, new Fact.SessionRevoked(id, by, why, clock.instant()));
  }

  private Optional<Session> end(String id, Fact end) {
    return journal.write(
        books -> {
          Optional<Session> session = books.sessions().find(id);
          if (session.isPresent() && session.get().standing() instanceof Session.Standing.Live) {
            books.record(end);
          }
          return books.sessions().find(id);
        });
  }
}
