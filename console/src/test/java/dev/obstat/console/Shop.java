package dev.obstat.console;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Edges;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Inventory;
import dev.obstat.core.catalog.Match;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Catalogs that questions are asked of.
public final class Shop {
  private static final Position AT = Position.whole("shop.yaml");

  private static final int AREAS = 40;

  private Shop() {}

  /// A shop: its front needs carts and checkout, checkout needs orders in one region and payment in
  /// another; the blog hangs on nothing.
  public static Catalog catalog() {
    return build(
        List.of(
            service("front", 0, 40_000, 9_000, "aws/eu-west-1", "carts", "checkout"),
            service("checkout", 0, 30_000, 8_000, "aws/eu-west-1", "resource:orders", "payment"),
            service("carts", 1, 40_000, 1_000, "aws/eu-west-1"),
            service("payment", 0, 30_000, 500, "aws/us-east-1"),
            service("blog", 3, 100, 0, "aws/eu-north-1"),
            resource("orders", "aws/eu-west-1")));
  }

  /// So many services, each of which needs the one before it.
  public static Catalog chain(int length) {
    List<Entity> entities = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      String name = "s-" + index;
      entities.add(
          index == 0
              ? service(name, 1, 10, 1, "aws/eu-west-1")
              : service(name, 1, 10, 1, "aws/eu-west-1", "s-" + (index - 1)));
    }
    return build(entities);
  }

  /// An organisation of forty areas in three regions, one entity in five a service.
  public static Catalog large(int size) {
    Random random = new Random(5);
    List<String> regions = List.of("us-east-1", "eu-west-1", "ap-south-1");
    List<Entity> entities = new ArrayList<>();
    for (int area = 0; area < AREAS; area++) {
      entities.add(entity("system", "area-" + area, "", Weight.UNKNOWN));
    }
    for (int index = 0; entities.size() < size; index++) {
      String region = regions.get(index / AREAS % regions.size());
      boolean isService = index % 5 == 4;
      String[] needs = new String[isService ? 3 : index % 3 == 0 ? 0 : 1];
      for (int need = 0; need < needs.length; need++) {
        int other = Math.max(0, index - 1 - random.nextInt(Math.min(200, index + 1)));
        needs[need] = (other % 5 == 4 ? "" : "resource:") + "e-" + other;
      }
      Entity entity =
          isService
              ? service("e-" + index, index % 4, 100, index % 500, "aws/" + region, distinct(needs))
              : entity(
                  Ref.RESOURCE, "e-" + index, "aws/" + region, Weight.UNKNOWN, distinct(needs));
      entities.add(partOf(entity, "area-" + index % AREAS));
    }
    return build(entities);
  }

  private static String[] distinct(String... names) {
    return Arrays.stream(names).distinct().toArray(String[]::new);
  }

  private static Entity partOf(Entity entity, String system) {
    Reference whole = new Reference(new Ref(Ref.SYSTEM, Ref.DEFAULT_NAMESPACE, system), AT);
    Edges edges = entity.edges();
    return new Entity(
        entity.ref(),
        entity.title(),
        entity.stage(),
        entity.provider(),
        entity.weight(),
        new Edges(
            edges.dependsOn(), edges.dependencyOf(), edges.needs(), List.of(whole), List.of()),
        entity.matches(),
        entity.at());
  }

  private static Catalog build(List<Entity> entities) {
    return switch (Catalog.build("shop", new Inventory(entities, List.of(), List.of()))) {
      case Catalog.Result.Built(Catalog catalog) -> catalog;
      case Catalog.Result.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  private static Entity service(
      String name, int tier, int customers, int revenue, String provider, String... needs) {
    Weight weight =
        new Weight(
            Figure.of(tier), Figure.of(customers), Figure.of(revenue), "USD", AT, Figure.of(60));
    return entity(Ref.COMPONENT, name, provider, weight, needs);
  }

  private static Entity resource(String name, String provider) {
    Weight weight =
        new Weight(
            new Figure.NotStated(),
            new Figure.NotStated(),
            new Figure.NotStated(),
            "",
            AT,
            Figure.of(180));
    return new Entity(
        new Ref(Ref.RESOURCE, Ref.DEFAULT_NAMESPACE, name),
        "Orders <database>",
        "production",
        provider,
        weight,
        Edges.NONE,
        List.of(new Match("arn:aws:rds:*:*:db:" + name, AT)),
        AT);
  }

  private static Entity entity(
      String kind, String name, String provider, Weight weight, String... needs) {
    List<Reference> dependsOn =
        Stream.of(needs)
            .map(need -> Ref.parse(need, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE).orElseThrow())
            .map(ref -> new Reference(ref, AT))
            .toList();
    return new Entity(
        new Ref(kind, Ref.DEFAULT_NAMESPACE, name),
        name,
        "production",
        provider,
        weight,
        new Edges(dependsOn, List.of(), List.of(), List.of()),
        List.of(),
        AT);
  }
}
