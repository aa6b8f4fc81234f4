package dev.obstat.gateways.aws.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Asks several questions side by side and is back in time, whatever the other side does. Answers
/// are remembered for a moment, so that an agent which asks again and again is not passed on to the
/// other side each time.
final class Asking {
  /// Short, because what is remembered may not be so any more: somebody may just have switched
  /// versioning off.
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int MOST_REMEMBERED = 1_000;
  private static final int MOST_QUESTIONS = 200;
  private static final int AT_ONCE = 16;

  private final Duration limit;
  private final Function<String, Instant> lastChange;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Map<String, Remembered> memory =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Remembered(Found found, Instant asked) {}

  /// @param lastChange when anything in an account was last changed, as far as is known: what was
  ///   asked before that is asked again
  Asking(Duration limit, Function<String, Instant> lastChange, Clock clock) {
    this.limit = limit;
    this.lastChange = lastChange;
    this.clock = clock;
  }

  /// An answer for every question, by its key.
  ///
  /// @param account answers from one are not remembered for another
  /// @param questions by what makes two the same
  Map<String, Found> ask(String account, Map<String, There> questions, Function<There, Found> how) {
    Map<String, Found> answers = new TreeMap<>();
    List<There> open = new ArrayList<>();
    for (There there : questions.values()) {
      Optional<Found> known = remembered(account, there);
      if (known.isPresent()) {
        answers.put(there.key(), known.get());
      } else if (open.size() < MOST_QUESTIONS) {
        open.add(there);
      } else {
        answers.put(
            there.key(),
            new Found.Nothing("no more than " + MOST_QUESTIONS + " questions are asked at once"));
      }
    }
    answers.putAll(askNow(account, open, how));
    return answers;
  }

  private Map<String, Found> askNow(
      String account, List<There> questions, Function<There, Found> how) {
    Map<String, Found> answers = new TreeMap<>();
    if (questions.isEmpty()) {
      return answers;
    }
    Instant asked = clock.instant();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Found>> running =
          threads.invokeAll(
              questions.stream().map(there -> (Callable<Found>) () -> one(there, how)).toList(),
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
      for (int i = 0; i < questions.size(); i++) {
        There there = questions.get(i);
        Found found = found(running.get(i));
        if (there.question().lasting()) {
          remember(account + " " + there.key(), found, asked);
        }
        answers.put(there.key(), found);
      }
      return answers;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      questions.forEach(
          there -> answers.put(there.key(), new Found.Nothing("interrupted while asking")));
      return answers;
    } finally {
      // Not closed: that would wait for what did not answer in time.
      threads.shutdownNow();
    }
  }

  private Found one(There there, Function<There, Found> how) throws InterruptedException {
    turns.acquire();
    try {
      return how.apply(there);
    } finally {
      turns.release();
    }
  }

  private Found found(Future<Found> future) throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException late) {
      return new Found.Nothing("no answer in " + limit.toMillis() + " ms");
    } catch (ExecutionException failure) {
      return new Found.Nothing("asking failed: " + failure.getCause());
    }
  }

  private Optional<Found> remembered(String account, There there) {
    synchronized (memory) {
      Remembered one = memory.get(account + " " + there.key());
      return one != null
              && clock.instant().isBefore(one.asked().plus(REMEMBERED))
              && one.asked().isAfter(lastChange.apply(account))
          ? Optional.of(one.found())
          : Optional.empty();
    }
  }

  private void remember(String key, Found found, Instant asked) {
    synchronized (memory) {
      memory.remove(key);
      memory.put(key, new Remembered(found, asked));
    }
  }
}
