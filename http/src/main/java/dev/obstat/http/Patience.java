package dev.obstat.http;

import java.time.Duration;

/// How long the server waits for a client.
///
/// @param idle for the next request on a kept connection; then it is closed
/// @param head from the first byte of a request to the end of its header section; then 408
/// @param body for more of a body; then 408. All waiting for one body together may be this plus one
///   second for each 1024 bytes received, so a trickle does not hold a request open either
/// @param write for the client to take a part of an answer; then the connection is broken
/// @param linger for a client that still sends while it is being refused, before the connection is
///   closed on it
public record Patience(
    Duration idle, Duration head, Duration body, Duration write, Duration linger) {
  public static Patience usual() {
    return new Patience(
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(3));
  }
}
