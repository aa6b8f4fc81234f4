package dev.obstat.server;

import dev.obstat.cli.DataDirectory;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.JournalUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A running installation: what [Wiring] put together, kept in order until it is closed.
public final class Obstat implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Obstat.class.getName());

  private final DataDirectory directory;
  private final Listening listening;
  private final String adminToken;
  private final List<String> remarks;
  private final Deque<AutoCloseable> parts;
  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());

  /// @param parts to be closed, the last first
  Obstat(
      DataDirectory directory,
      Listening listening,
      String adminToken,
      List<String> remarks,
      Deque<AutoCloseable> parts) {
    this.directory = directory;
    this.listening = listening;
    this.adminToken = adminToken;
    this.remarks = List.copyOf(remarks);
    this.parts = new ArrayDeque<>(parts);
  }

  /// Where it listens, and the addresses under which this machine reaches that.
  record Listening(int consolePort, String console, int awsPort, String aws) {}

  /// What became of starting one.
  public sealed interface Start {

    record Started(Obstat obstat) implements Start {}

    /// @param reasons a sentence each, for the person at the terminal
    record Refused(List<String> reasons) implements Start {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  public DataDirectory directory() {
    return directory;
  }

  public int consolePort() {
    return listening.consolePort();
  }

  public int awsPort() {
    return listening.awsPort();
  }

  public String consoleAddress() {
    return listening.console();
  }

  public String awsAddress() {
    return listening.aws();
  }

  /// The installation's own token.
  public String adminToken() {
    return adminToken;
  }

  /// What the person who started it should know.
  public List<String> remarks() {
    return remarks;
  }

  /// What has to be done from time to time.
  void keepHouse(Rules rules, ReviewDesk reviews, Strangers strangers) {
    every(Duration.ofSeconds(2), "load changed files", rules::refresh);
    every(Duration.ofSeconds(5), "let time pass for reviews", reviews::passTime);
    every(Duration.ofSeconds(60), "count strangers", strangers::record);
  }

  private void every(Duration period, String what, Runnable chore) {
    var _ =
        chores.scheduleWithFixedDelay(
            () -> {
              try {
                chore.run();
              } catch (JournalUnavailable unavailable) {
                LOG.log(Level.WARNING, "could not " + what + ": " + unavailable.getMessage());
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "could not " + what, e);
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Stops listening first, then ends what hangs on it.
  @Override
  public void close() {
    chores.shutdownNow();
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.removeLast();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "a part did not stop cleanly", e);
      }
    }
  }
}
