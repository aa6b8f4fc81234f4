package dev.obstat.gateways.aws;

import dev.obstat.http.Doors;
import dev.obstat.http.Handler;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ServerSettings;
import java.time.Clock;

final class Servers {
  private Servers() {}

  static HttpServer start(ServerSettings settings, Clock clock, Handler handler) {
    return start(settings, clock, new Doors.PlainOnly(), handler);
  }

  static HttpServer start(ServerSettings settings, Clock clock, Doors doors, Handler handler) {
    return switch (HttpServer.start(settings, clock, doors, handler)) {
      case HttpServer.Start.Started started -> started.server();
      case HttpServer.Start.Refused refused -> throw new AssertionError(refused.reason());
    };
  }
}
