package dev.obstat.console.signin;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How often people may try to sign in and to vote. What is guessed at is too long to be guessed;
/// this keeps a flood from costing the others anything.
public final class Paces {
  private final Pace signIns;
  private final Pace votes;
  private final Pace votesFromOnePlace;

  public Paces(Clock clock) {
    this.signIns = new Pace(30, Duration.ofSeconds(2), clock);
    this.votes = new Pace(20, Duration.ofSeconds(3), clock);
    this.votesFromOnePlace = new Pace(100, Duration.ofSeconds(1), clock);
  }

  /// @return what to tell whoever tries too often; nothing when they may go on
  public Optional<String> signIn(InetSocketAddress client) {
    return signIns.take(Pace.address(client)).map(Pace::words);
  }

  public Optional<String> vote(String person, InetSocketAddress client) {
    return votes
        .take(person)
        .or(() -> votesFromOnePlace.take(Pace.address(client)))
        .map(Pace::words);
  }
}
