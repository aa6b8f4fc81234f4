package dev.obstat.http;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Servers for tests: loopback, a free port, short patience.
final class Servers {
  static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofMillis(600),
          Duration.ofMillis(300));

  private Servers() {}

  static HttpServer start(Handler handler) {
    return start(ServerSettings.loopback(0).withPatience(QUICK), handler);
  }

  static HttpServer start(ServerSettings settings, Handler handler) {
    return switch (HttpServer.start(settings, Clock.systemUTC(), handler)) {
      case HttpServer.Start.Started(HttpServer server) -> server;
      case HttpServer.Start.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  static void ok(Exchange exchange, String text) {
    exchange.answer(new ResponseHead(200, Headers.empty()), new Body.Whole(Content.text(text)));
  }

  static String text(Exchange exchange) {
    return switch (exchange.body(65_536)) {
      case Received.Whole(Content body) -> body.text();
      case Received.Refused(Refusal refusal) -> throw new BodyBroken(refusal);
    };
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
