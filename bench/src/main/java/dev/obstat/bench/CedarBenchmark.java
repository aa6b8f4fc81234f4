package dev.obstat.bench;

import dev.obstat.cedar.Entities;
import dev.obstat.cedar.Entity;
import dev.obstat.cedar.EntityUid;
import dev.obstat.cedar.Evaluation;
import dev.obstat.cedar.ParseResult;
import dev.obstat.cedar.PolicySet;
import dev.obstat.cedar.Request;
import dev.obstat.cedar.SourceFile;
import dev.obstat.cedar.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long Cedar takes for one question over a store of 1,000 entities, with a context of twelve
/// attributes: evaluation alone, and with the request's three entities laid over the store and its
/// context built. Each operation is one of 32 questions in turn.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class CedarBenchmark {
  private static final int QUESTIONS = 32;
  private static final List<String> OPERATIONS = List.of("read", "update", "delete", "permissions");

  /// The policies and the questions.
  @State(Scope.Thread)
  public static class Questions {
    /// How often the twenty policies are repeated, each time a little different.
    @Param({"1", "10"})
    public int twenties;

    private final Entities base = store();
    private final List<Request> requests = new ArrayList<>();
    private final List<Entities> entities = new ArrayList<>();
    private PolicySet policies = parse(1);
    private int next;

    @Setup
    public void ask() {
      policies = parse(twenties);
      for (int number = 0; number < QUESTIONS; number++) {
        requests.add(request(number));
        entities.add(entities(number));
      }
    }

    private int number() {
      next = (next + 1) % QUESTIONS;
      return next;
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
  }

  @Benchmark
  public Evaluation evaluationAlone(Questions questions) {
    int number = questions.number();
    return questions.policies.evaluate(
        questions.requests.get(number), questions.entities.get(number));
  }

  @Benchmark
  public Evaluation withEntitiesAndContext(Questions questions) {
    int number = questions.number();
    return questions.policies.evaluate(request(number), questions.entities(number));
  }

  private static PolicySet parse(int twenties) {
    StringBuilder text = new StringBuilder();
    for (int variant = 0; variant < twenties; variant++) {
      text.append(TWENTY.replace("@V", Integer.toString(variant)));
    }
    return switch (PolicySet.parse(List.of(new SourceFile("twenty.cedar", text.toString())))) {
      case ParseResult.Parsed parsed -> parsed.policies();
      case ParseResult.Rejected no -> throw new IllegalStateException(no.problems().toString());
    };
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
