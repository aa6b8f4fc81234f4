package dev.obstat.gateways.aws;

import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.http.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Held requests that wait for the end of their review before their agent is told anything. A
/// waiting request holds a connection and a virtual thread and nothing of the journal; the journal
/// calls when something has happened.
///
/// Bounded in time by the configuration, in number here: what comes on top is told at once that it
/// is held.
final class ReviewWaits {
  private static final int MOST = 128;
  private static final int MOST_OF_SESSION = 8;

  /// How often it is looked whether the client is still there.
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Journal journal;
  private final Duration longest;
  private final Clock clock;
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> ofSession = new HashMap<>();
  private int all;

  /// @param longest zero for not at all
  ReviewWaits(Journal journal, Duration longest, Clock clock) {
    this.journal = journal;
    this.longest = longest;
    this.clock = clock;
    if (!longest.isZero()) {
      // For as long as the journal lives, as the gateway does.
      var _ = journal.subscribe(this::notice);
    }
  }

  /// One request that waits.
  private static final class Waiter {
    private final String session;
    private final String review;
    private boolean looked;
    private final CountDownLatch called = new CountDownLatch(1);

    Waiter(String session, String review) {
      this.session = session;
      this.review = review;
    }
  }

  /// The time that one request may spend waiting, all in all.
  final class Turn {
    private final long end = System.nanoTime() + longest.toNanos();
    private String before = "";

    /// Waits until it makes sense to decide again.
    ///
    /// @param session the one that asks, which need not be the one that opened the review
    /// @return false when the agent is to be told now that it is held: the time is over, too many
    ///   wait, no approval can let this go, or the client has gone
    boolean await(Review review, String session, Exchange exchange) {
      if (left() <= 0 || !review.action().unpinned().isEmpty() || !take(session)) {
        return false;
      }
      Waiter waiter = new Waiter(session, review.id());
      waiters.add(waiter);
      try {
        if (before.equals(review.id())) {
          // It looked ripe and was not: never ask the gate in a tight loop.
          Thread.sleep(LOOK);
        }
        before = review.id();
        return await(waiter, exchange);
      } catch (InterruptedException e) {
        // The server stops.
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiters.remove(waiter);
        giveBack(session);
      }
    }

    private boolean await(Waiter waiter, Exchange exchange) throws InterruptedException {
      while (!isRipe(waiter)) {
        long pause = Math.min(LOOK.toNanos(), left());
        if (pause <= 0 || exchange.clientGone()) {
          return false;
        }
        if (waiter.called.getCount() > 0) {
          var _ = waiter.called.await(pause, TimeUnit.NANOSECONDS);
        } else {
          // Approved, and it has to cool off.
          Thread.sleep(Duration.ofNanos(pause));
        }
      }
      return !exchange.clientGone();
    }

    private long left() {
      return end - System.nanoTime();
    }
  }

  Turn turn() {
    return new Turn();
  }

  /// Whether deciding again can come to something else. Reads only at first and once called: until
  /// then nothing has changed.
  private boolean isRipe(Waiter waiter) {
    if (waiter.looked && waiter.called.getCount() > 0) {
      return false;
    }
    waiter.looked = true;
    Instant now = clock.instant();
    return journal.read(
        books ->
            books.sessions().find(waiter.session).filter(one -> one.mayActAt(now)).isEmpty()
                || books.reviews().find(waiter.review).filter(one -> waits(one, now)).isEmpty());
  }

  private static boolean waits(Review found, Instant now) {
    Review review = ReviewState.at(found, now);
    return switch (review.state()) {
      case Review.State.Open _ -> true;
      case Review.State.Approved _ -> now.isBefore(review.opened().plus(review.terms().coolOff()));
      case Review.State.Rejected _, Review.State.SentBack _, Review.State.Expired _ -> false;
    };
  }

  private void notice(Entry entry) {
    switch (entry.fact()) {
      case Fact.ReviewApproved fact -> ofReview(fact.review());
      case Fact.ReviewRejected fact -> ofReview(fact.review());
      case Fact.ReviewSentBack fact -> ofReview(fact.review());
      case Fact.ReviewExpired fact -> ofReview(fact.review());
      case Fact.SessionClosed fact -> ofSession(fact.session());
      case Fact.SessionRevoked fact -> ofSession(fact.session());
      case Fact _ -> {}
    }
  }

  private void ofReview(String review) {
    for (Waiter waiter : waiters) {
      if (waiter.review.equals(review)) {
        waiter.called.countDown();
      }
    }
  }

  private void ofSession(String session) {
    for (Waiter waiter : waiters) {
      if (waiter.session.equals(session)) {
        waiter.called.countDown();
      }
    }
  }

  private synchronized boolean take(String session) {
    int own = ofSession.getOrDefault(session, 0);
    if (all >= MOST || own >= MOST_OF_SESSION) {
      return false;
    }
    all++;
    ofSession.put(session, own + 1);
    return true;
  }

  private synchronized void giveBack(String session) {
    all--;
    int left = ofSession.getOrDefault(session, 1) - 1;
    if (left > 0) {
      ofSession.put(session, left);
    } else {
      ofSession.remove(session);
    }
  }
}
