package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Prints how long a decision takes; no test. Run it with
///
/// ```
/// ./mvnw -q -o -pl cedar test-compile
/// java -cp cedar/target/classes:cedar/target/test-classes dev.obstat.cedar.DecisionBenchmark
/// ```
///
/// Each decision lays the three entities of its request over a store of 1,000, builds a context of
/// twelve attributes and evaluates. The figure is the median of windows of 0.5 seconds.
final class DecisionBenchmark {
  private static final int WINDOWS = 7;
  private static final long WINDOW_NANOS = 500_000_000;
  private static final List<String> OPERATIONS = List.of("read", "update", "delete", "permissions");

  private final Entities base;
  private final PolicySet policies;

  private DecisionBenchmark(int variants) {
    this.base = store();
    StringBuilder text = new StringBuilder();
    for (int variant = 0; variant < variants; variant++) {
      text.append(TWENTY.replace("@V", Integer.toString(variant)));
    }
    this.policies = TestPolicies.parse(text.toString());
  }

  /// @param arguments numbers of threads; 1 and 2 when there are none
  public static void main(String[] arguments) throws InterruptedException {
    int[] threads =
        arguments.length == 0
            ? new int[] {1, 2}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    for (int variants : new int[] {1, 10}) {
      DecisionBenchmark benchmark = new DecisionBenchmark(variants);
      for (int count : threads) {
        benchmark.measure(count);
        System.out.printf(
            "%3d policies, %d threads: %.2f µs a decision, %.2f µs evaluation alone%n",
            benchmark.policies.policies().size(),
            count,
            benchmark.measure(count),
            benchmark.evaluationAlone());
      }
    }
  }

  private double measure(int threads) throws InterruptedException {
    double[] windows = new double[WINDOWS];
    for (int window = 0; window < WINDOWS; window++) {
      CountDownLatch done = new CountDownLatch(threads);
      long[] counts = new long[threads];
      long end = System.nanoTime() + WINDOW_NANOS;
      for (int thread = 0; thread < threads; thread++) {
        int mine = thread;
        Thread.ofPlatform()
            .start(
                () -> {
                  long count = 0;
                  while (System.nanoTime() < end) {
                    for (int request = 0; request < 32; request++) {
                      count += decide(request) >= 0 ? 1 : 0;
                    }
                  }
                  counts[mine] = count;
                  done.countDown();
                });
      }
      done.await();
      windows[window] = WINDOW_NANOS / 1_000.0 * threads / Arrays.stream(counts).sum();
    }
    Arrays.sort(windows);
    return windows[WINDOWS / 2];
  }

  private double evaluationAlone() {
    List<Request> requests = new ArrayList<>();
    List<Entities> entities = new ArrayList<>();
    for (int number = 0; number < 32; number++) {
      requests.add(request(number));
      entities.add(entities(number));
    }
    double[] windows = new double[WINDOWS];
    for (int window = 0; window < WINDOWS; window++) {
      long end = System.nanoTime() + WINDOW_NANOS;
      long count = 0;
      while (System.nanoTime() < end) {
        for (int number = 0; number < 32; number++) {
          Evaluation evaluation = policies.evaluate(requests.get(number), entities.get(number));
          count += evaluation.errors().isEmpty() ? 1 : 1_000_000;
        }
      }
      windows[window] = WINDOW_NANOS / 1_000.0 / count;
    }
    Arrays.sort(windows);
    return windows[WINDOWS / 2];
  }

  private int decide(int number) {
    Evaluation evaluation = policies.evaluate(request(number), entities(number));
    if (!evaluation.errors().isEmpty()) {
      throw new IllegalStateException(evaluation.errors().toString());
    }
    return evaluation.satisfiedPermits().size() + evaluation.satisfiedForbids().size();
  }

  private static Request request(int number) {
    Value.Record impact =
        Value.Record.of(
            Map.of(
                "services", Value.of(number % 5),
                "customers", Value.of(number * 100L),
                "known", Value.of(number % 7 != 0)));
    Value.Record context =
        Value.Record.of(
            Map.ofEntries(
                Map.entry("impact", impact),
                Map.entry("frozen", Value.of(number % 11 == 0)),
                Map.entry("halted", Value.of(false)),
                Map.entry("reversible", Value.of(number % 3 == 0)),
                Map.entry("removed", Value.of(number % 4)),
                Map.entry("agent", Value.of("kiro")),
                Map.entry("region", Value.of("eu-central-1")),
                Map.entry("source", new Value.Ip(false, 0, 0x0a00_0001L, 32)),
                Map.entry("time", new Value.Datetime(1_790_000_000_000L)),
                Map.entry("tags", Value.Set.of(List.of(Value.of("pii"), Value.of("tier0")))),
                Map.entry("incident", Value.of(number % 13 == 0)),
                Map.entry("hour", Value.of(number % 24))));
    return new Request(
        new EntityUid("Agent", "a" + number),
        new EntityUid("Action", OPERATIONS.get(number % OPERATIONS.size())),
        new EntityUid("Resource", "r" + number),
        context);
  }

  private Entities entities(int number) {
    EntityUid service = new EntityUid("Service", "s" + number * 17 % 900);
    return base.with(
        new Entity(
            new EntityUid("Agent", "a" + number),
            Value.Record.of(Map.of("trust", Value.of(number % 3))),
            Set.of(new EntityUid("Team", "platform"))),
        new Entity(
            new EntityUid("Resource", "r" + number),
            Value.Record.of(Map.of("tier", Value.of(number % 4), "owner", Value.of(service))),
            Set.of(service)));
  }

  private static Entities store() {
    List<Entity> entities = new ArrayList<>();
    for (int service = 0; service < 900; service++) {
      String stage = service % 2 == 0 ? "production" : "test";
      entities.add(
          new Entity(
              new EntityUid("Service", "s" + service),
              Value.Record.of(Map.of("customers", Value.of(service))),
              Set.of(new EntityUid("Stage", stage), new EntityUid("System", "y" + service % 90))));
    }
    for (int system = 0; system < 90; system++) {
      entities.add(
          new Entity(
              new EntityUid("System", "y" + system),
              Value.Record.EMPTY,
              Set.of(new EntityUid("Domain", "d" + system % 9))));
    }
    for (String operation : OPERATIONS) {
      String group = operation.equals("read") ? "harmless" : "change";
      entities.add(
          new Entity(
              new EntityUid("Action", operation),
              Value.Record.EMPTY,
              Set.of(new EntityUid("Action", group))));
    }
    return Entities.EMPTY.with(entities);
  }

  private static final String TWENTY =
      """
      permit(principal, action == Action::"read", resource);
      permit(principal is Agent, action in Action::"change", resource in Stage::"test");
      permit(principal in Team::"platform", action in Action::"change", resource);
      permit(principal, action, resource) when { context.incident && context.reversible };
      permit(principal, action, resource) when { resource.tier > 2 && context.impact.services == 0 };
      permit(principal, action in [Action::"update", Action::"delete"], resource) unless { context.frozen };
      permit(principal, action, resource) when { context.source.isInRange(ip("10.0.0.0/8")) };
      forbid(principal, action, resource) when { context.halted };
      forbid(principal, action in Action::"change", resource) when { context.frozen && !context.incident };
      @outcome("hold") forbid(principal, action == Action::"delete", resource in Stage::"production");
      @outcome("hold") forbid(principal, action in Action::"change", resource) when { !context.impact.known };
      @outcome("hold") forbid(principal, action, resource) when { context.impact.customers > 2000 + @V };
      @outcome("hold") forbid(principal, action == Action::"permissions", resource) when { principal.trust < 2 };
      @outcome("hold") forbid(principal, action, resource) when { context.removed >= 3 };
      @outcome("hold") forbid(principal, action, resource) when { context.tags.contains("pii@V") };
      @outcome("hold") forbid(principal, action, resource) when { context.region like "us-*" };
      @outcome("hold") forbid(principal, action in Action::"change", resource) when { resource.owner.customers > 800 };
      @outcome("hold") forbid(principal, action, resource in Domain::"d3") when { context.hour < 6 };
      forbid(principal, action, resource) when { context.time > datetime("2030-01-01T00:00:00Z") };
      forbid(principal, action, resource) when { context.agent == "banned@V" || principal has banned };
      """;
}
