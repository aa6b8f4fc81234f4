package dev.obstat.core.policy;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.context.Context;
import dev.obstat.core.impact.Deeds;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Measures by hand, for a first idea; run it as a main class. The project's figures come from JMH.
public final class DecisionCost {
  private static final int NODES = 10_000;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 400_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DecisionCost() {}

  public static void main(String[] arguments) throws IOException {
    Catalog catalog = large();
    PolicySet shipped = PolicyTexts.shipped(catalog);
    StringBuilder twenty = new StringBuilder("permit (principal, action, resource);\n");
    for (int policy = 1; policy < 20; policy++) {
      twenty.append(
          ("@id(\"p%d\") @because(\"so\") @outcome(\"hold\") @approvals(\"1 peer, 1 service-owner\")"
                  + " forbid (principal, action in Action::\"%s\", resource in Stage::\"production\")"
                  + " when { context.impact.tierZero >= %d && context.impact.known };\n")
              .formatted(policy, policy % 2 == 0 ? "destroy" : "change", policy % 3));
    }
    PolicySet large = PolicyTexts.load(twenty.toString(), catalog);
    Action action = Deeds.action(Effect.DELETE, List.of(Deeds.known("arn:n-9000", Harm.REMOVES)));
    Context context = new Situation(catalog).context(action);
    print(
        "decide, %d policies shipped".formatted(shipped.size()),
        () -> shipped.decide(action, context));
    print("decide, 20 policies that all match", () -> large.decide(action, context));
    print("bind one of %d names".formatted(NODES), () -> catalog.bind("arn:n-9000"));
    Impact impact = Reckoning.of(catalog, List.of(), action);
    print(
        "impact, %d nodes, %d down".formatted(NODES, impact.down().size()),
        () -> Reckoning.of(catalog, List.of(), action));
    Action first = Deeds.action(Effect.DELETE, List.of(Deeds.known("arn:n-0", Harm.REMOVES)));
    Impact worst = Reckoning.of(catalog, List.of(), first);
    print(
        "impact, %d nodes, %d down".formatted(NODES, worst.down().size()),
        () -> Reckoning.of(catalog, List.of(), first));
  }

  /// Half services, half resources; each needs up to four earlier ones.
  private static Catalog large() {
    Random random = new Random(11);
    CatalogSketch sketch = new CatalogSketch();
    for (int node = 0; node < NODES; node++) {
      List<String> needs = new ArrayList<>();
      for (int edge = random.nextInt(5); edge > 0 && node > 0; edge--) {
        needs.add(ref(random.nextInt(node)));
      }
      Weight weight =
          node % 2 == 0 ? CatalogSketch.weight(node % 5, node, node, 60) : Weight.UNKNOWN;
      sketch.entity(ref(node), weight, needs, "arn:n-" + node, "arn:aws:sqs:*:*:n-" + node);
    }
    return sketch.catalog();
  }

  private static String ref(int node) {
    return (node % 2 == 0 ? "component:n" : "resource:n") + node;
  }

  private static void print(String what, Supplier<?> work) {
    double[] micros = new double[ROUNDS];
    int sink = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long calls = 0;
      long start = THREADS.getCurrentThreadCpuTime();
      long end = System.nanoTime() + ROUND_NANOS;
      while (System.nanoTime() < end) {
        sink += work.get().equals(what) ? 1 : 0;
        calls++;
      }
      micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / calls;
    }
    double[] warm = Arrays.copyOfRange(micros, 2, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%-40s median %8.1f us CPU  (%.1f to %.1f)  %d%n",
        what, warm[warm.length / 2], warm[0], warm[warm.length - 1], sink & 1);
  }
}
