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
import java.util.List;
import java.util.stream.Stream;

/// Catalogs that questions are asked of.
public final class Shop {
  private static final Position AT = Position.whole("shop.yaml");

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
