package dev.obstat.demo.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Calls the service as its customers would, all of them in turn, in a mixed order and at a fixed
/// pace, and keeps what came of each call.
///
/// Calls start on time whether or not earlier ones have ended, so a slow service cannot hide by
/// being asked less. A call counts as served when the page comes within [#PATIENCE] and names the
/// customer. After [#MOST_CALLS] calls no more are made.
public final class Probe implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(3);
  static final int MOST_CALLS = 200_000;
  private static final long ORDER_SEED = 1;

  private final HttpClient http;
  private final ExecutorService caller;
  private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final URI service;
  private final List<String> customers;
  private final Clock clock;
  private final Instant start;
  private volatile boolean running = true;

  private Probe(URI service, List<String> customers, Clock clock) {
    this.service = service;
    this.customers = List.copyOf(customers);
    this.clock = clock;
    this.start = clock.instant();
    this.caller = Executors.newVirtualThreadPerTaskExecutor();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();
  }

  /// Starts to call, every `interval` from now on.
  public static Probe start(URI service, List<String> customers, Duration interval, Clock clock) {
    Probe probe = new Probe(service, customers, clock);
    probe.caller.execute(() -> probe.callEvery(interval));
    return probe;
  }

  /// One call for each customer now; the names of those who got no page, with the reason.
  public static List<String> unserved(URI service, List<String> customers) {
    try (Probe probe = new Probe(service, customers, Clock.systemUTC())) {
      return customers.stream()
          .flatMap(
              customer ->
                  switch (probe.call(customer)) {
                    case Sample.Answer.Served served -> Stream.empty();
                    case Sample.Answer.Refused refused ->
                        Stream.of(customer + ": " + refused.why());
                  })
          .toList();
    }
  }

  /// What was seen so far.
  public Timeline timeline() {
    return new Timeline(start, List.copyOf(samples));
  }

  /// Makes no further call, waits for those under way.
  @Override
  public void close() {
    running = false;
    caller.close();
    http.close();
  }

  private void callEvery(Duration interval) {
    long first = System.nanoTime();
    List<String> round = new ArrayList<>(customers);
    Random order = new Random(ORDER_SEED);
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < MOST_CALLS; number++) {
        waitUntil(first + interval.toNanos() * number);
        if (!running) {
          return;
        }
        Duration at = Duration.between(start, clock.instant());
        if (number % round.size() == 0) {
          Collections.shuffle(round, order);
        }
        String customer = round.get(number % round.size());
        calls.execute(() -> samples.add(new Sample(at, call(customer))));
      }
    }
  }

  private void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0 && running; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Sample.Answer call(String customer) {
    long begun = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(CostReports.path(customer)))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200 && response.body().contains(customer)) {
        return new Sample.Answer.Served(Duration.ofNanos(System.nanoTime() - begun));
      }
      return new Sample.Answer.Refused(
          response.statusCode() + " " + response.body().lines().findFirst().orElse(""));
    } catch (IOException failure) {
      return new Sample.Answer.Refused("no answer: " + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Sample.Answer.Refused("the probe was interrupted");
    }
  }
}
