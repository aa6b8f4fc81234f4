package dev.obstat.bench;

import dev.obstat.http.Handler;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ServerSettings;
import java.time.Clock;

/// Free ports of this machine alone.
final class Ports {
  private Ports() {}

  static HttpServer listen(Handler handler, Clock clock) {
    return switch (HttpServer.start(ServerSettings.loopback(0), clock, handler)) {
      case HttpServer.Start.Started started -> started.server();
      case HttpServer.Start.Refused refused -> throw new IllegalStateException(refused.reason());
    };
  }
}
