package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.demo.agent.Step;
import dev.obstat.demo.agent.StepResult;
import dev.obstat.demo.picture.Mark;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MarksTest {
  private static final Step DELETE =
      new Step("s3:DeleteObjects", "bucket", Step.Purpose.DESTROY, "clean");
  private static final Step LOOK = new Step("s3:ListBuckets", "*", Step.Purpose.LOOK, "look");
  private static final Step PUT = new Step("s3:PutObject", "b/k", Step.Purpose.RECREATE, "read");

  private final Marks marks = new Marks();

  @Test
  void aHoldIsMarkedOnceAndItsEndAgain() {
    marks.did(at(1), LOOK, 1, new StepResult.Done("3 buckets"));
    marks.did(at(2), DELETE, 1, new StepResult.Held("wait"));
    marks.did(at(3), DELETE, 2, new StepResult.Held("wait"));
    marks.did(at(4), DELETE, 3, new StepResult.Rejected("no"));
    assertThat(marks.since(at(0)))
        .containsExactly(
            mark(2, Mark.Kind.STOPPED, "DeleteObjects bucket: held for review"),
            mark(4, Mark.Kind.STOPPED, "DeleteObjects bucket: rejected by people"));
  }

  @Test
  void equalChangesInARowBecomeOneMarkAndDeletionsNever() {
    marks.did(at(1), DELETE, 1, new StepResult.Done("5 objects"));
    marks.did(at(2), DELETE, 1, new StepResult.Done("5 objects"));
    marks.did(at(3), PUT, 1, new StepResult.Done("x"));
    marks.did(at(4), PUT, 1, new StepResult.Done("y"));
    marks.did(at(5), DELETE, 2, new StepResult.Done("5 objects"));
    assertThat(marks.since(at(0)))
        .containsExactly(
            mark(1, Mark.Kind.HARM, "DeleteObjects bucket: 5 objects"),
            mark(2, Mark.Kind.HARM, "DeleteObjects bucket: 5 objects"),
            mark(3, Mark.Kind.CHANGE, "PutObject × 2: read"),
            mark(5, Mark.Kind.HARM, "DeleteObjects bucket: approved, 5 objects"));
  }

  private static Instant at(long second) {
    return Instant.EPOCH.plusSeconds(second);
  }

  private static Mark mark(long second, Mark.Kind kind, String label) {
    return new Mark(Duration.ofSeconds(second), kind, label);
  }
}
