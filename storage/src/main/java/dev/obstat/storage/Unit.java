package dev.obstat.storage;

import dev.obstat.core.fact.JournalUnavailable;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One unit of work on its way through the [Writer], and what became of it.
final class Unit<T> {
  private final Function<Sql, T> work;
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable T answer;
  private @Nullable Throwable thrown;

  private final Consumer<JournalUnavailable> lost;

  /// A unit whose caller waits.
  Unit(Function<Sql, T> work) {
    this(work, _ -> {});
  }

  /// @param lost called when nothing of the unit is durable
  Unit(Function<Sql, T> work, Consumer<JournalUnavailable> lost) {
    this.work = work;
    this.lost = lost;
  }

  /// Runs in a savepoint of the batch's transaction: when it throws, nothing of it stays, and its
  /// neighbours do.
  ///
  /// @throws SqlFailure when the database failed, also when the work swallowed that: the whole
  ///   batch is lost
  void run(Sql sql) {
    sql.control("savepoint unit");
    try {
      answer = work.apply(sql);
    } catch (Throwable e) {
      thrown = e;
    }
    Optional<SqlFailure> failure = sql.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (thrown != null) {
      sql.control("rollback to unit");
    }
    sql.control("release unit");
  }

  /// Lets the caller go, with the answer or with what its work threw.
  void complete() {
    if (thrown != null) {
      lost.accept(new JournalUnavailable("the unit failed: " + thrown.getMessage(), thrown));
    }
    done.countDown();
  }

  /// Lets the caller go: nothing of the unit is durable.
  void fail(JournalUnavailable why) {
    thrown = why;
    lost.accept(why);
    done.countDown();
  }

  /// Waits for the end, interrupted or not: a caller that left earlier would not know whether its
  /// facts are recorded.
  T await() {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer();
  }

  // The work answered unless it threw, and what it answers is null only where T allows that.
  @SuppressWarnings("NullAway")
  private T answer() {
    return switch (thrown) {
      case null -> answer;
      case JournalUnavailable e -> throw new JournalUnavailable(e.getMessage(), e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a unit of work threw", e);
    };
  }
}
