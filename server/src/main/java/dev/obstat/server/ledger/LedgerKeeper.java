package dev.obstat.server.ledger;

import dev.obstat.console.PublicLog;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.ledger.Frontier;
import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.SignerKey;
import dev.obstat.storage.Leaves;
import dev.obstat.storage.SqliteJournal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps the ledger of a running server: on a timer it takes what is durable into the tree, signs
/// the head, makes that durable, and only then publishes it.
///
/// A journal that cannot be read or a full disk is tried again at the next turn; anything else (a
/// database that lost entries, a failed fsync, a head that is no extension) ends the signing until
/// a restart compares anew. Both are logged and told by [#trouble].
///
/// Close it before the journal.
public final class LedgerKeeper implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger("dev.obstat.ledger");

  private final Growth growth;
  private final PublishedLog published;
  private final Duration every;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable String trouble;
  private volatile boolean over;

  private LedgerKeeper(Growth growth, PublishedLog published, Duration every) {
    this.growth = growth;
    this.published = published;
    this.every = every;
    this.thread = Thread.ofPlatform().name("ledger-keeper").daemon().unstarted(this::loop);
  }

  /// A keeper at work, or why there is none.
  public sealed interface Answer {
    /// @param compared what was compared before, a sentence for the log
    record Started(LedgerKeeper keeper, String compared) implements Answer {}

    /// @param why what is wrong, and on a line of its own what to do
    record Refused(String why) implements Answer {}
  }

  /// Compares the journal with the last signed head, signs what came after it, and begins the
  /// timer. The first start makes the key.
  ///
  /// @throws JournalUnavailable when the journal cannot be used at all
  public static Answer start(SqliteJournal journal, LedgerSettings settings, Clock clock) {
    LedgerPlace place = new LedgerPlace(settings.data());
    Optional<dev.obstat.storage.Checkpoint> last = journal.checkpoints().latest();
    boolean signed = last.isPresent() || place.rows().kept().isPresent();
    return switch (new SigningKey(place, settings.origin()).load(signed)) {
      case SigningKey.Answer.Refused(String why) -> new Answer.Refused(why);
      case SigningKey.Answer.Found(SignerKey key) -> {
        try {
          yield start(journal, settings, clock, key, last.map(row -> SignedHead.of(row).orThrow()));
        } catch (LedgerException | UncheckedIOException e) {
          yield new Answer.Refused("the ledger cannot go on: " + e.getMessage());
        }
      }
    };
  }

  private static Answer start(
      SqliteJournal journal,
      LedgerSettings settings,
      Clock clock,
      SignerKey key,
      Optional<SignedHead> last) {
    Leaves leaves = journal.leaves();
    HashRows rows = new LedgerPlace(settings.data()).rows();
    Comparison comparison = new Comparison(key.verifier(), leaves, rows, settings.cheap());
    return switch (comparison.compare(last)) {
      case Comparison.Answer.Refused(String why) -> new Answer.Refused(why);
      case Comparison.Answer.Agrees(Frontier from, String how) -> {
        Growth growth = new Growth(from, rows, leaves, journal.checkpoints(), key, clock);
        growth.integrate();
        SignedHead head = growth.persist(growth.sign());
        long since = head.size() - from.size();
        PublishedLog published = new PublishedLog(rows, leaves, head);
        LedgerKeeper keeper = new LedgerKeeper(growth, published, settings.every());
        keeper.thread.start();
        yield new Answer.Started(
            keeper,
            since == 0 ? how : "%s; %d entries after that are signed now".formatted(how, since));
      }
    };
  }

  /// The log as anyone may read it, always up to the last published head.
  public PublicLog log() {
    return published;
  }

  /// The last published head.
  public SignedHead lastSigned() {
    return published.head();
  }

  /// Why the head is not signed at present, if so.
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void loop() {
    while (!over && !awaitClosing()) {
      turn();
    }
  }

  private boolean awaitClosing() {
    try {
      return closing.await(every.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // nobody but close may end this thread
      return false;
    }
  }

  private void turn() {
    try {
      growth.integrate();
      if (growth.size() > published.head().size()) {
        published.publish(growth.persist(growth.sign()));
      }
      trouble = null;
    } catch (JournalUnavailable | UncheckedIOException e) {
      report("the ledger's head cannot be signed now: " + e.getMessage());
    } catch (RuntimeException e) {
      over = true;
      report("the ledger's head is not signed any more until a restart: " + e.getMessage());
    }
  }

  private void report(String now) {
    if (!now.equals(trouble)) {
      LOGGER.log(System.Logger.Level.ERROR, now);
    }
    trouble = now;
  }

  /// Signs what is there, and ends.
  @Override
  public void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (!over) {
      turn();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
