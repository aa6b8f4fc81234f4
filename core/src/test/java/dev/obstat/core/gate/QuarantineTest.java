package dev.obstat.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Quarantine;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.policy.Deciding;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  private final InMemoryJournal journal = new InMemoryJournal(CLOCK);
  private final Ids ids = new Ids(new SecureRandom());

  @Test
  void aNoThatQuarantinesHaltsInTheSameTransactionAndOnce() {
    journal.write(
        books -> {
          books.record(new Fact.PolicySetInForce(ReplicaPolicies.DIGEST, Map.of(), Samples.NOON));
          books.record(new Fact.SessionOpened(Samples.session("s-1")));
          return true;
        });
    Gate gate =
        new Gate(
            new ReplicaGathering(journal, CLOCK, () -> {}),
            Limits::new,
            journal,
            new Holds(new Electorates(Everybody::new), ids),
            ids,
            CLOCK);

    assertThat(gate.pass(Samples.read("s-1", "x"), (_, _) -> never()))
        .isEqualTo(new Outcome.Denied(List.of(Reason.builtIn("too-fast", "far too fast", ""))));
    List<Halt> halts = journal.read(books -> books.controls().halts());
    assertThat(halts)
        .singleElement()
        .satisfies(
            halt -> {
              assertThat(halt.scope()).isEqualTo(new Scope.OfAgent("kiro"));
              assertThat(halt.by()).isEqualTo("obstat");
              assertThat(halt.why()).isEqualTo("quarantined: far too fast");
            });

    assertThat(gate.pass(Samples.read("s-1", "y"), (_, _) -> never()))
        .isEqualTo(new Outcome.Denied(List.of(Reason.builtIn("halt", "halted", ""))));
    assertThat(journal.<List<Halt>>read(books -> books.controls().halts())).hasSize(1);
  }

  private static Upstream.End never() {
    throw new AssertionError("nothing goes out");
  }

  /// Everything breaks a limit; a halt denies first, as in every policy set.
  private record Limits() implements Deciding {
    @Override
    public String digest() {
      return ReplicaPolicies.DIGEST;
    }

    @Override
    public Decision decide(Action action, Context context) {
      return context.halts().isEmpty()
          ? new Decision.Deny(
              List.of(Reason.builtIn("too-fast", "far too fast", "")), Quarantine.AGENT)
          : new Decision.Deny(List.of(Reason.builtIn("halt", "halted", "")));
    }
  }
}
