package dev.obstat.storage;

import dev.obstat.core.fact.JournalUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. It takes all units that wait, runs each in a savepoint, commits them
/// with one fsync, and only then lets their callers go. There is no wait for more: while one batch
/// is on its way to disk, the next one gathers. Units that nobody waits for go with the next batch
/// that somebody does, or by themselves after a moment: they cost no fsync of their own.
///
/// | the commit fails because | then |
/// |---|---|
/// | the disk is full | every unit of the batch fails; the next batch is tried again |
/// | of anything about the disk | every unit fails, and nothing is written until a restart |
final class Writer implements AutoCloseable {
  /// Most units that wait; more are refused.
  static final int MOST_WAITING = 4_096;

  private static final int LARGEST_BATCH = 512;

  /// Most units of one batch that nobody waits for.
  private static final int MOST_UNHURRIED = 256;

  /// How long a unit that nobody waits for may lie, in milliseconds.
  private static final int SOON = 50;

  /// Commits after which the write-ahead log is moved into the database.
  private static final int COMMITS_BETWEEN_CHECKPOINTS = 400;

  private final Sql sql;
  private final Runnable committed;
  private final BlockingQueue<Unit<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final BlockingQueue<Unit<?>> unhurried = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean finished;
  private volatile @Nullable String broken;
  private int commits;

  /// @param committed called after every commit; must be quick
  Writer(Sql sql, Runnable committed) {
    this.sql = sql;
    this.committed = committed;
    this.thread = Thread.ofPlatform().name("journal-writer").daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /// Runs the work in the writing transaction, and returns once it is durable.
  <T> T run(Function<Sql, T> work) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a unit of work cannot begin another one");
    }
    Unit<T> unit = new Unit<>(work);
    enqueue(unit, waiting);
    return unit.await();
  }

  /// Runs the work with the next batch, or in one of its own after a moment. Does not wait.
  ///
  /// @param lost called when nothing of it is durable
  void runSoon(Consumer<Sql> work, Consumer<JournalUnavailable> lost) {
    Unit<Boolean> unit =
        new Unit<>(
            sql -> {
              work.accept(sql);
              return true;
            },
            lost);
    try {
      enqueue(unit, unhurried);
    } catch (JournalUnavailable e) {
      unit.fail(e);
    }
  }

  private void enqueue(Unit<?> unit, BlockingQueue<Unit<?>> queue) {
    if (closing) {
      throw new JournalUnavailable("the journal is closed");
    }
    if (!queue.offer(unit)) {
      throw new JournalUnavailable(
          "more than " + MOST_WAITING + " units of work wait for the journal: try again later");
    }
    if (finished) {
      failAllWaiting();
    }
  }

  private void loop() {
    List<Unit<?>> batch = new ArrayList<>(LARGEST_BATCH);
    try {
      while (!closing || !waiting.isEmpty() || !unhurried.isEmpty()) {
        @Nullable Unit<?> first = poll();
        if (first != null) {
          batch.add(first);
        }
        unhurried.drainTo(batch, MOST_UNHURRIED);
        waiting.drainTo(batch, LARGEST_BATCH - batch.size());
        if (!batch.isEmpty()) {
          commit(batch);
          batch.clear();
        }
      }
    } finally {
      finished = true;
      batch.forEach(unit -> unit.fail(new JournalUnavailable("the journal's writer ended")));
      failAllWaiting();
    }
  }

  private @Nullable Unit<?> poll() {
    try {
      return waiting.poll(SOON, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // nobody but close may stop this thread, and that is asked above
      return null;
    }
  }

  private void failAllWaiting() {
    List<Unit<?>> late = new ArrayList<>();
    waiting.drainTo(late);
    unhurried.drainTo(late);
    late.forEach(unit -> unit.fail(new JournalUnavailable("the journal is closed")));
  }

  private void commit(List<Unit<?>> batch) {
    @Nullable String why = broken;
    if (why != null) {
      batch.forEach(unit -> unit.fail(new JournalUnavailable(why)));
      return;
    }
    try {
      sql.control("begin immediate");
      batch.forEach(unit -> unit.run(sql));
      sql.control("commit");
    } catch (SqlFailure e) {
      abandon(batch, e);
      return;
    } catch (Throwable e) {
      abandon(batch, new JournalUnavailable("the journal's writer failed: " + e, e));
      return;
    }
    batch.forEach(Unit::complete);
    committed.run();
    checkpointWhenDue();
  }

  private void abandon(List<Unit<?>> batch, SqlFailure failure) {
    String message =
        failure.isFull()
            ? "the disk is full, so nothing can be recorded: " + failure.getMessage()
            : "nothing can be recorded: " + failure.getMessage();
    if (failure.isBroken()) {
      breakDown(failure);
    }
    abandon(batch, new JournalUnavailable(message, failure));
  }

  private void abandon(List<Unit<?>> batch, JournalUnavailable why) {
    rollBack();
    batch.forEach(unit -> unit.fail(why));
  }

  /// SQLite has already rolled back after some failures; then there is nothing to roll back.
  private void rollBack() {
    try {
      sql.forget();
      sql.statement("rollback");
    } catch (SqlFailure e) {
      if (e.isBroken()) {
        breakDown(e);
      }
      sql.forget();
    }
  }

  private void breakDown(SqlFailure failure) {
    broken =
        "the disk failed, so the journal is read-only until Obstat is started again: "
            + failure.getMessage();
  }

  /// The callers have their answers by now. What a failed fsync of the database may have dropped is
  /// still in the write-ahead log, so nothing is lost; but nothing is tried again on that disk.
  private void checkpointWhenDue() {
    commits++;
    if (commits < COMMITS_BETWEEN_CHECKPOINTS) {
      return;
    }
    commits = 0;
    try {
      sql.statement("pragma wal_checkpoint(passive)");
    } catch (SqlFailure e) {
      if (e.isBroken()) {
        breakDown(e);
      }
      sql.forget();
    }
  }

  /// Finishes what waits. After a failure of the disk the connection stays open until the process
  /// ends, because closing it would write.
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (broken == null) {
      sql.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
