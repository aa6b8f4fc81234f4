package dev.obstat.gateways.aws.narrow;

import dev.obstat.core.action.Action;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Forwarder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// For every action a session of the account's role, narrowed by a session policy, with the session
/// of ours as its source identity. Changes get one each; reads that need the same share one until
/// shortly before it expires.
///
/// When no session can be made, there are no credentials: the role's own are never handed out.
public final class RoleSessions implements ActionKeys {
  private static final Logger LOG = System.getLogger(RoleSessions.class.getName());
  private static final int MOST_KEPT = 1_000;

  /// The source identity of sessions that read for Obstat itself.
  private static final String OWN_READS = "obstat-reads";

  /// A session with less to live is not used any more: a long answer must not outlive it by far.
  private static final Duration REST = Duration.ofMinutes(5);

  private final Role role;
  private final UpstreamCredentials real;
  private final AssumeRole tokenService;
  private final Clock clock;
  private final Narrower narrower = new Narrower();
  private final Map<Wanted, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// @param real whose keys may assume the role
  public RoleSessions(
      Role role,
      UpstreamCredentials real,
      Forwarder forwarder,
      TokenService tokenService,
      Clock clock) {
    this.role = role;
    this.real = real;
    this.tokenService = new AssumeRole(forwarder, new UpstreamSigner(clock), tokenService);
    this.clock = clock;
  }

  /// What a shared session is for.
  private record Wanted(String session, String policy) {}

  /// A place for a session; whoever holds the lock may make it, and others wait for that one.
  private static final class Kept {
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<AssumeRole.Minted.Session> session = Optional.empty();
  }

  @Override
  public Answer keys(Identified identified, Action action) {
    boolean sharing = !action.effect().changes();
    Narrowing narrowing = narrower.narrow(identified, action, sharing);
    if (!sharing) {
      return answer(mint(action.session(), narrowing.policy()), narrowing);
    }
    return answer(shared(action.session(), narrowing.policy()), narrowing);
  }

  /// One session for all that Obstat asks by itself: nobody else uses it, and it only reads.
  @Override
  public Answer reading(Set<String> permissions) {
    Narrowing narrowing =
        new Narrowing.Scoped(SessionPolicy.reading(permissions), "reads of Obstat's own");
    return answer(shared(OWN_READS, narrowing.policy()), narrowing);
  }

  private AssumeRole.Minted shared(String source, String policy) {
    Kept place = place(new Wanted(source, policy));
    place.lock.lock();
    try {
      Instant needed = clock.instant().plus(REST);
      if (place.session.filter(one -> one.expires().isAfter(needed)).isEmpty()) {
        switch (mint(source, policy)) {
          case AssumeRole.Minted.Session session -> place.session = Optional.of(session);
          case AssumeRole.Minted.Not not -> {
            return not;
          }
        }
      }
      return place.session.orElseThrow();
    } finally {
      place.lock.unlock();
    }
  }

  private Kept place(Wanted wanted) {
    synchronized (kept) {
      Kept place = kept.computeIfAbsent(wanted, _ -> new Kept());
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      return place;
    }
  }

  private AssumeRole.Minted mint(String session, String policy) {
    return switch (real.current()) {
      case UpstreamCredentials.Answer.Missing missing ->
          new AssumeRole.Minted.Not(missing.reason());
      case UpstreamCredentials.Answer.Found found ->
          tokenService.mint(role, session, policy, found.keys());
    };
  }

  private Answer answer(AssumeRole.Minted minted, Narrowing narrowing) {
    return switch (minted) {
      case AssumeRole.Minted.Session session -> new Answer.Found(session.keys(), narrowing.words());
      case AssumeRole.Minted.Not not -> {
        LOG.log(Level.WARNING, "no session of {0}: {1}", role.arn(), not.why());
        yield new Answer.Missing(not.why());
      }
    };
  }
}
