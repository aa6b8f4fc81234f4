package dev.obstat.bench;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long a decision takes with the policies that ship and the example catalog, for a read of an
/// object in production (allowed) and for the deletion of its bucket (held): the policies alone;
/// gathering, which reads the journal and works out the impact; and both.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class DecisionBenchmark {

  /// The installation, and what was gathered once for each action.
  @State(Scope.Benchmark)
  public static class Installation {
    private final Scene scene = open();
    private final Gathering gathering = scene.gatherer();
    private final Deciding policies = scene.policies();
    private final Session session = scene.session();
    private final Action read = scene.read(SignedReads.key(1));
    private final Action destroy = scene.destroy();
    private final Context ofRead = gathering.gather(read, session);
    private final Context ofDestroy = gathering.gather(destroy, session);

    @SuppressWarnings("SystemOut") // Where the command prints, which runs in another JVM.
    private static Scene open() {
      Surroundings surroundings =
          Surroundings.of(
              Path.of(System.getProperty("obstat.root", ".")).toAbsolutePath(), System.out);
      try {
        return Scene.open(surroundings.root(), surroundings.disk(), surroundings.clock());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @TearDown
    public void close() throws IOException {
      scene.close();
    }
  }

  @Benchmark
  public Decision decideRead(Installation on) {
    return on.policies.decide(on.read, on.ofRead);
  }

  @Benchmark
  public Decision decideDestroy(Installation on) {
    return on.policies.decide(on.destroy, on.ofDestroy);
  }

  @Benchmark
  public Context gatherRead(Installation on) {
    return on.gathering.gather(on.read, on.session);
  }

  @Benchmark
  public Context gatherDestroy(Installation on) {
    return on.gathering.gather(on.destroy, on.session);
  }

  @Benchmark
  public Decision gatherAndDecideRead(Installation on) {
    return on.policies.decide(on.read, on.gathering.gather(on.read, on.session));
  }

  @Benchmark
  public Decision gatherAndDecideDestroy(Installation on) {
    return on.policies.decide(on.destroy, on.gathering.gather(on.destroy, on.session));
  }
}
