package dev.obstat.gateways.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The system's time, set forward by a test.
final class MovableClock extends Clock {
  private volatile Duration forward = Duration.ZERO;

  void forward(Duration by) {
    forward = forward.plus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(forward);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
