package dev.obstat.storage;

import dev.obstat.core.fact.JournalUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Connections that only read. Each use is one transaction, hence one consistent view, and waits
/// for no writer.
final class Readers implements AutoCloseable {
  private static final int MOST = 8;
  private static final int PATIENCE_SECONDS = 10;

  private final Path file;
  private final Semaphore permits = new Semaphore(MOST);
  private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Path file) {
    this.file = file;
  }

  <T> T read(Function<Sql, T> work) {
    acquire();
    try {
      Sql sql = connection();
      try {
        return inTransaction(sql, work);
      } catch (SqlFailure e) {
        throw new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
      } finally {
        release(sql);
      }
    } finally {
      permits.release();
    }
  }

  private static <T> T inTransaction(Sql sql, Function<Sql, T> work) {
    sql.control("begin");
    try {
      return work.apply(sql);
    } finally {
      sql.control("commit");
    }
  }

  private void acquire() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return;
          }
          throw new JournalUnavailable("all " + MOST + " readers of the journal are busy");
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Sql connection() {
    if (closed) {
      throw new JournalUnavailable("the journal is closed");
    }
    @Nullable Sql present = idle.pollFirst();
    if (present != null) {
      return present;
    }
    try {
      return Sql.reading(file);
    } catch (SQLException e) {
      throw new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
    }
  }

  /// A connection that failed is not used again.
  private void release(Sql sql) {
    if (sql.failure().isPresent() || closed) {
      sql.close();
    } else {
      idle.addFirst(sql);
    }
  }

  @Override
  public void close() {
    closed = true;
    permits.acquireUninterruptibly(MOST);
    idle.forEach(Sql::close);
    idle.clear();
    permits.release(MOST);
  }
}
