package dev.obstat.demo.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Everything a probe saw, in the order of the calls' starts.
public record Timeline(Instant start, List<Sample> samples) {

  /// The calls begun in one stretch of time.
  public record Slot(Duration from, Duration length, int served, int calls) {
    /// Between 0 and 1; empty when no call was begun.
    public OptionalDouble share() {
      return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) served / calls);
    }
  }

  public Timeline {
    samples = samples.stream().sorted(Comparator.comparing(Sample::at)).toList();
  }

  public int served() {
    return (int) samples.stream().filter(Sample::served).count();
  }

  public int refused() {
    return samples.size() - served();
  }

  /// The share of calls that were answered with the page, between 0 and 1. A timeline without calls
  /// has measured nothing and has no availability.
  public double availability() {
    if (samples.isEmpty()) {
      throw new IllegalStateException("nothing was measured: the probe made no call");
    }
    return (double) served() / samples.size();
  }

  /// From the start to the last call.
  public Duration length() {
    return samples.isEmpty() ? Duration.ZERO : samples.getLast().at();
  }

  /// Equal stretches of time from the start to the last call.
  public List<Slot> slots(Duration length) {
    long slotNanos = length.toNanos();
    int count = samples.isEmpty() ? 0 : (int) (length().toNanos() / slotNanos) + 1;
    int[] served = new int[count];
    int[] calls = new int[count];
    for (Sample sample : samples) {
      int slot = (int) (sample.at().toNanos() / slotNanos);
      calls[slot]++;
      if (sample.served()) {
        served[slot]++;
      }
    }
    List<Slot> slots = new ArrayList<>(count);
    for (int slot = 0; slot < count; slot++) {
      slots.add(new Slot(length.multipliedBy(slot), length, served[slot], calls[slot]));
    }
    return slots;
  }

  /// Seconds in which calls were made and none was served.
  public int secondsDown() {
    return (int)
        slots(Duration.ofSeconds(1)).stream()
            .filter(slot -> slot.calls() > 0 && slot.served() == 0)
            .count();
  }

  /// Seconds in which at least one call was not served, the seconds down among them.
  public int secondsImpaired() {
    return (int)
        slots(Duration.ofSeconds(1)).stream().filter(slot -> slot.served() < slot.calls()).count();
  }

  /// How often each reason was given, in the order of first appearance.
  public Map<String, Integer> reasons() {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (Sample sample : samples) {
      switch (sample.answer()) {
        case Sample.Answer.Served served -> {}
        case Sample.Answer.Refused refused -> reasons.merge(refused.why(), 1, Integer::sum);
      }
    }
    return reasons;
  }
}
