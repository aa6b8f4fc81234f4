package dev.obstat.bench;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Graph;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to work out the whole impact of deleting one resource of a large estate: its
/// name bound, what falls, what is degraded, paths, people and money. Every operation takes another
/// resource; percentiles are over resources as much as over time. Beside it: how long JGraphT needs
/// to visit what is reachable over the same edges, and nothing else.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Xmn128m"})
public class ImpactBenchmark {
  private static final int ASKED = 16_384;

  /// The estate, and actions on resources chosen at random.
  @State(Scope.Benchmark)
  public static class Large {
    @Param({"100000", "1000000"})
    public int entities;

    private Catalog catalog = Catalog.none(List.of());
    private final List<Action> actions = new ArrayList<>();
    private Action worst = delete("nothing");
    private int next;

    @Setup(Level.Trial)
    public void build() {
      Estate estate = new Estate(entities);
      catalog = estate.catalog();
      List<String> resources = estate.resources();
      Random random = new Random(1);
      for (int number = 0; number < ASKED; number++) {
        actions.add(delete(Estate.bound(resources.get(random.nextInt(resources.size())))));
      }
      worst = worst(resources);
    }

    /// Of all resources, that with which the most services stop.
    @SuppressWarnings("SystemOut") // JMH prints beside it.
    private Action worst(List<String> resources) {
      Action found = worst;
      int most = -1;
      for (String resource : resources) {
        Action action = delete(Estate.bound(resource));
        int stop = Reckoning.of(catalog, List.of(), action).down().size();
        if (stop > most) {
          most = stop;
          found = action;
        }
      }
      System.out.println("the worst of them: " + most + " services stop");
      return found;
    }

    private int number() {
      next = (next + 1) % ASKED;
      return next;
    }
  }

  /// The edges of 100,000 entities for JGraphT; a million take more memory than there is.
  @State(Scope.Benchmark)
  public static class Beside {
    private final SimpleDirectedGraph<Integer, DefaultEdge> graph =
        new SimpleDirectedGraph<>(DefaultEdge.class);
    private final List<Integer> asked = new ArrayList<>();
    private int next;

    @Setup(Level.Trial)
    public void build() {
      Estate estate = new Estate(100_000);
      Graph ours = estate.catalog().graph();
      for (int node = 0; node < ours.size(); node++) {
        graph.addVertex(node);
      }
      for (int node = 0; node < ours.size(); node++) {
        int from = node;
        ours.eachDependent(node, to -> graph.addEdge(from, to));
      }
      int resources = estate.resources().size();
      Random random = new Random(1);
      for (int number = 0; number < ASKED; number++) {
        asked.add(random.nextInt(resources));
      }
    }
  }

  @Benchmark
  public Impact impact(Large large) {
    return Reckoning.of(large.catalog, List.of(), large.actions.get(large.number()));
  }

  @Benchmark
  public Impact worst(Large large) {
    return Reckoning.of(large.catalog, List.of(), large.worst);
  }

  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Xmx4g")
  public int jgraphtReachability(Beside beside) {
    beside.next = (beside.next + 1) % ASKED;
    BreadthFirstIterator<Integer, DefaultEdge> walk =
        new BreadthFirstIterator<>(beside.graph, beside.asked.get(beside.next));
    int reached = 0;
    while (walk.hasNext()) {
      reached += walk.next() >= 0 ? 1 : 0;
    }
    return reached;
  }

  private static Action delete(String name) {
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", "111122223333", "eu-west-1", "deployer"),
        new Operation("aws", "x", "Delete"),
        Effect.DELETE,
        new Reversibility.Irreversible("nothing keeps it"),
        List.of(new Target.Known(name, Target.Part.OBJECT, Set.of(Harm.REMOVES))),
        Value.Structure.EMPTY,
        new Content.None(),
        List.of());
  }
}
