package dev.obstat.core.catalog;

import java.util.List;

/// What the catalog knows of a real resource.
///
/// @param stage the strictest of what its entities say; `production` when it is bound to none
/// @param entities indexes of the entities that it is; empty when unbound
public record Binding(String stage, List<Integer> entities) {

  static final Binding UNBOUND = new Binding(Stages.PRODUCTION, List.of());

  public Binding {
    entities = List.copyOf(entities);
  }

  public boolean isUnbound() {
    return entities.isEmpty();
  }
}
