package dev.obstat.demo;

import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Step;
import dev.obstat.demo.agent.StepResult;
import dev.obstat.demo.picture.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Keeps what the agent changed, or was kept from changing, as marks for the picture. Reads are
/// left out, a hold is marked once however often the command is repeated, and equal operations that
/// follow each other become one mark.
final class Marks implements AgentWatcher {
  private record Event(Instant at, Mark.Kind kind, Step step, String detail, int times) {}

  private static final int LONGEST_TARGET = 36;

  private final List<Event> events = new ArrayList<>();

  @Override
  public void thinks(Instant at, String thought) {
    // A thought changes nothing, so it is no mark.
  }

  @Override
  public synchronized void did(Instant at, Step step, int attempt, StepResult result) {
    if (!step.changesSomething()) {
      return;
    }
    switch (result) {
      case StepResult.Done done ->
          add(at, kind(step), step, (attempt > 1 ? "approved, " : "") + outcome(step, done));
      case StepResult.Held held -> {
        if (attempt == 1) {
          add(at, Mark.Kind.STOPPED, step, "held for review");
        }
      }
      case StepResult.Rejected rejected -> add(at, Mark.Kind.STOPPED, step, "rejected by people");
      case StepResult.Denied denied -> add(at, Mark.Kind.STOPPED, step, "denied");
      case StepResult.Failed failed -> add(at, Mark.Kind.STOPPED, step, "failed");
    }
  }

  /// The marks, measured from the given moment.
  synchronized List<Mark> since(Instant start) {
    return events.stream()
        .map(event -> new Mark(Duration.between(start, event.at()), event.kind(), label(event)))
        .toList();
  }

  private void add(Instant at, Mark.Kind kind, Step step, String detail) {
    if (!events.isEmpty()) {
      Event last = events.getLast();
      boolean again =
          last.kind() == kind
              && kind == Mark.Kind.CHANGE
              && last.step().operation().equals(step.operation())
              && last.step().purpose() == step.purpose();
      if (again) {
        events.set(
            events.size() - 1,
            new Event(last.at(), kind, last.step(), last.detail(), last.times() + 1));
        return;
      }
    }
    events.add(new Event(at, kind, step, detail, 1));
  }

  private static String label(Event event) {
    String operation = event.step().operation();
    String name = operation.substring(operation.indexOf(':') + 1);
    if (event.times() > 1) {
      return name + " × " + event.times() + ": " + event.detail();
    }
    return name + " " + brief(event.step().target()) + ": " + event.detail();
  }

  /// A long key by its last part alone, so that the label fits into the picture.
  private static String brief(String target) {
    return target.length() <= LONGEST_TARGET
        ? target
        : "…" + target.substring(target.lastIndexOf('/'));
  }

  /// What was destroyed counts by its size, what was made by what it is for.
  private static String outcome(Step step, StepResult.Done done) {
    return switch (step.purpose()) {
      case DESTROY -> done.detail();
      case LOOK, SAFE_CHANGE, RECREATE, REPAIR -> step.why();
    };
  }

  private static Mark.Kind kind(Step step) {
    return switch (step.purpose()) {
      case DESTROY -> Mark.Kind.HARM;
      case LOOK, SAFE_CHANGE, RECREATE, REPAIR -> Mark.Kind.CHANGE;
    };
  }
}
