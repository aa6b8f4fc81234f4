package dev.obstat.demo.service;

import java.time.Duration;

/// One call of the probe: how long after the probe's start it was made, and what came of it.
public record Sample(Duration at, Answer answer) {

  /// What a customer got.
  public sealed interface Answer {
    /// The page, after this long.
    record Served(Duration after) implements Answer {}

    /// No page, and the service's or the network's word on why.
    record Refused(String why) implements Answer {}
  }

  public boolean served() {
    return switch (answer) {
      case Answer.Served served -> true;
      case Answer.Refused refused -> false;
    };
  }
}
