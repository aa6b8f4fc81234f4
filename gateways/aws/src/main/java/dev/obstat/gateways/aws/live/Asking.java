package dev.obstat.gateways.aws.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
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

/// Asks about several places side by side and is back in time, whatever the other side does.
/// Answers are remembered for a moment, so that an agent which asks again and again is not passed
/// on to the other side each time.
final class Asking {
  /// Short, because what is remembered may not be so any more: somebody may just have switched
  /// versioning off.
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int MOST_REMEMBERED = 1_000;
  private static final int MOST_PLACES = 50;
  private static final int AT_ONCE = 8;

  private final Duration limit;
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

  private record Remembered(Found found, Instant until) {}

  Asking(Duration limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /// An answer for every place.
  ///
  /// @param where account and region: answers from one are not remembered for another
  Map<String, Found> ask(
      String where, NavigableSet<String> places, Function<String, Found> question) {
    Map<String, Found> answers = new TreeMap<>();
    List<String> open = new ArrayList<>();
    for (String place : places) {
      Optional<Found> known = remembered(where + " " + place);
      if (known.isPresent()) {
        answers.put(place, known.get());
      } else if (open.size() < MOST_PLACES) {
        open.add(place);
      } else {
        answers.put(
            place,
            new Found.Nothing("no more than " + MOST_PLACES + " places are looked at at once"));
      }
    }
    answers.putAll(askNow(where, open, question));
    return answers;
  }

  private Map<String, Found> askNow(
      String where, List<String> places, Function<String, Found> question) {
    Map<String, Found> answers = new TreeMap<>();
    if (places.isEmpty()) {
      return answers;
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Found>> running =
          threads.invokeAll(
              places.stream().map(place -> (Callable<Found>) () -> one(place, question)).toList(),
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
      for (int i = 0; i < places.size(); i++) {
        answers.put(places.get(i), remember(where + " " + places.get(i), found(running.get(i))));
      }
      return answers;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      places.forEach(place -> answers.put(place, new Found.Nothing("interrupted while asking")));
      return answers;
    } finally {
      // Not closed: that would wait for what did not answer in time.
      threads.shutdownNow();
    }
  }

  private Found one(String place, Function<String, Found> question) throws InterruptedException {
    turns.acquire();
    try {
      return question.apply(place);
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

  private Optional<Found> remembered(String place) {
    synchronized (memory) {
      Remembered one = memory.get(place);
      return one != null && clock.instant().isBefore(one.until())
          ? Optional.of(one.found())
          : Optional.empty();
    }
  }

  private Found remember(String place, Found found) {
    synchronized (memory) {
      memory.remove(place);
      memory.put(place, new Remembered(found, clock.instant().plus(REMEMBERED)));
    }
    return found;
  }
}
