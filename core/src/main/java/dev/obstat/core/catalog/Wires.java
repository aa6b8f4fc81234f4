package dev.obstat.core.catalog;

import java.util.List;
import java.util.Map;

/// Turns what entities say about each other into a graph of their indexes.
final class Wires {
  private final Map<Ref, Integer> indexes;
  private final Graph.Growth growth;

  Wires(List<Entity> entities, Map<Ref, Integer> indexes) {
    this.indexes = indexes;
    this.growth = Graph.growth(entities.size());
    entities.forEach(this::wire);
  }

  Graph graph() {
    return Graph.of(growth);
  }

  private void wire(Entity entity) {
    int self = index(entity.ref());
    Edges edges = entity.edges();
    edges.dependsOn().forEach(needed -> growth.needs(self, index(needed.to())));
    edges.dependencyOf().forEach(needing -> growth.needs(index(needing.to()), self));
    // A component is made of its parts: it needs them.
    edges.partOf().stream()
        .map(Reference::to)
        .filter(Ref::isService)
        .forEach(whole -> growth.needs(index(whole), self));
    for (Need need : edges.needs()) {
      switch (need) {
        case Need.Some(int least, List<Reference> of) ->
            growth.needsSome(
                self, least, of.stream().mapToInt(member -> index(member.to())).toArray());
        case Need.Soft(Reference to) -> growth.needsSoftly(self, index(to.to()));
        case Need.Data(Reference to) -> growth.needsForData(self, index(to.to()));
      }
    }
  }

  private int index(Ref ref) {
    Integer index = indexes.get(ref);
    if (index == null) {
      throw new IllegalStateException("a reference that leads nowhere was let in: " + ref);
    }
    return index;
  }
}
