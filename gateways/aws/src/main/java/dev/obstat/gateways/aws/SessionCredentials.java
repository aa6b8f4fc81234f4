package dev.obstat.gateways.aws;

import dev.obstat.core.fact.Journal;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.SessionKeys;
import java.time.Clock;
import java.time.Instant;

/// The access keys of sessions, as the journal and the installation's key say.
final class SessionCredentials implements Credentials {
  private final Journal journal;
  private final SessionKeys keys;
  private final Clock clock;

  SessionCredentials(Journal journal, SessionKeys keys, Clock clock) {
    this.journal = journal;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Lookup find(String accessKeyId) {
    return journal
        .read(books -> books.sessions().byAccessKey(accessKeyId))
        .map(this::lookup)
        .orElseGet(Lookup.Unknown::new);
  }

  private Lookup lookup(Session session) {
    Holder holder = new Holder(session.id(), keys.secretOf(session.accessKeyId()));
    Instant now = clock.instant();
    if (session.mayActAt(now)) {
      return new Lookup.Live(holder);
    }
    return switch (session.standing()) {
      case Session.Standing.Live _ -> new Lookup.Expired(holder, session.expires());
      case Session.Standing.Closed closed -> new Lookup.Expired(holder, closed.at());
      case Session.Standing.Revoked _ -> new Lookup.Revoked(holder);
    };
  }
}
