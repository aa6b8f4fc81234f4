package dev.obstat.http;

import java.time.Clock;
import java.time.Duration;

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
}
