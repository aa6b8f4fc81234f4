package dev.obstat.bench;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Edges;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Inventory;
import dev.obstat.core.catalog.Match;
import dev.obstat.core.catalog.Need;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A large organisation, made up from a seed: five needs for each entity. One entity in a thousand
/// is something shared (a region, a cluster, an account), one in ten a service, the rest are
/// resources. Resources need something shared and resources of their own team; services need
/// resources of their own team, one of a pair of replicas, and services of the floor below theirs,
/// of which there are four, the lowest very small and needed by very many.
final class Estate {
  private static final int TEAM = 200;
  private static final Position AT = Position.whole("estate");
  private static final int FLOORS = 4;

  private final Random random = new Random(20_261_124);
  private final int size;
  private final int shared;
  private final int services;

  Estate(int size) {
    this.size = size;
    this.shared = size / 1_000;
    this.services = size / 10;
  }

  Catalog catalog() {
    return switch (Catalog.build("e".repeat(64), inventory())) {
      case Catalog.Result.Built built -> built.catalog();
      case Catalog.Result.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  /// Names by which every resource is bound; shared ones stand first.
  List<String> resources() {
    List<String> names = new ArrayList<>();
    for (int node = 0; node < size - services; node++) {
      names.add(arn(node));
    }
    return names;
  }

  private Inventory inventory() {
    List<Reference> references = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      boolean isService = node >= size - services;
      Ref ref =
          new Ref(isService ? Ref.COMPONENT : Ref.RESOURCE, Ref.DEFAULT_NAMESPACE, "e" + node);
      references.add(new Reference(ref, AT));
    }
    List<Entity> entities = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      boolean isService = node >= size - services;
      entities.add(
          new Entity(
              references.get(node).to(),
              "",
              isService ? "production" : "",
              "aws/eu-west-1",
              isService ? weight(node) : Weight.UNKNOWN,
              isService ? ofService(node, references) : ofResource(node, references),
              isService ? List.of() : List.of(new Match(arn(node), AT)),
              AT));
    }
    return new Inventory(entities, List.of(), List.of());
  }

  private static String arn(int node) {
    // Every tenth stands for whatever is behind it, so that patterns are tried too.
    return "arn:aws:x:eu-west-1:111122223333:thing/" + node + (node % 10 == 9 ? "/*" : "");
  }

  /// A name that the pattern of a resource fits.
  static String bound(String arn) {
    return arn.replace("/*", "/part");
  }

  private static Weight weight(int node) {
    return new Weight(
        Figure.of(node % 4),
        Figure.of(node % 1_000),
        Figure.of(node % 5_000),
        "USD",
        AT,
        new Figure.Range(BigDecimal.valueOf(30), BigDecimal.valueOf(30 + node % 600 + 1)));
  }

  private Edges ofResource(int node, List<Reference> all) {
    if (node < shared) {
      return Edges.NONE;
    }
    List<Reference> needs = new ArrayList<>();
    needs.add(all.get(random.nextInt(shared)));
    int team = Math.max(shared, node - node % TEAM);
    for (int edge = 0; edge < 4 && team < node; edge++) {
      Reference near = all.get(team + random.nextInt(node - team));
      if (random.nextInt(4) == 0) {
        needs.add(near);
      } else {
        needs.add(all.get(random.nextInt(shared)));
      }
    }
    return new Edges(needs, List.of(), List.of(), List.of());
  }

  private Edges ofService(int node, List<Reference> all) {
    int nth = node - (size - services);
    int floor = floor(nth);
    int resources = size - services - shared;
    int team = shared + (int) ((long) nth * (resources - TEAM) / services);
    List<Reference> needs = new ArrayList<>();
    for (int edge = 0; edge < 2; edge++) {
      needs.add(all.get(team + random.nextInt(TEAM)));
    }
    if (floor > 0) {
      needs.add(all.get(size - services + begin(floor - 1) + random.nextInt(sizeOf(floor - 1))));
    }
    int replica = team + random.nextInt(TEAM - 1);
    Need pair = new Need.Some(1, List.of(all.get(replica), all.get(replica + 1)));
    return new Edges(needs, List.of(), List.of(pair), List.of(), List.of());
  }

  /// Of a hundred services: one, nine, thirty, sixty.
  private int begin(int floor) {
    int[] percents = {0, 1, 10, 40, 100};
    return (int) ((long) services * percents[floor] / 100);
  }

  private int sizeOf(int floor) {
    return begin(floor + 1) - begin(floor);
  }

  private int floor(int nth) {
    int floor = 0;
    while (floor < FLOORS - 1 && nth >= begin(floor + 1)) {
      floor++;
    }
    return floor;
  }
}
