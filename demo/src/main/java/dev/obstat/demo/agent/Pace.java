package dev.obstat.demo.agent;

import java.time.Duration;

/// How fast the agent works: the time it thinks before each change, the time between two tries of a
/// held command, and how long it goes on trying.
public record Pace(Duration thinking, Duration betweenTries, Duration patience) {

  public Pace {
    if (thinking.isNegative() || !betweenTries.isPositive() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "a pace needs times of zero or more, and more than zero between tries");
    }
  }
}
