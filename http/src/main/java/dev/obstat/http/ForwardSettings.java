package dev.obstat.http;

import java.time.Duration;

/// @param connect for the connection and its TLS handshake together
/// @param idle for the upstream to take or send anything
/// @param total from the request to the end of its answer
/// @param kept idle connections kept for each upstream
/// @param keep how long one is kept: shorter than upstreams do, or a request meets a closing one
///   and nobody knows whether it arrived
/// @param bounds of an answer's head
public record ForwardSettings(
    Duration connect, Duration idle, Duration total, int kept, Duration keep, Bounds bounds) {
  public static ForwardSettings usual() {
    return new ForwardSettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMinutes(30),
        64,
        Duration.ofSeconds(4),
        Bounds.usual());
  }

  public ForwardSettings withTimes(Duration otherConnect, Duration otherIdle, Duration otherTotal) {
    return new ForwardSettings(otherConnect, otherIdle, otherTotal, kept, keep, bounds);
  }
}
