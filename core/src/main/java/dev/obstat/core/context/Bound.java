package dev.obstat.core.context;

import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Stages;
import java.util.Set;

/// A target with what the catalog knows of it.
///
/// @param stage `production` when nothing says otherwise
/// @param entities catalog entities that it is; empty when unbound
/// @param services services that it is part of or that depend on it directly
public record Bound(Target target, String stage, Set<String> entities, Set<String> services) {
  public static final String PRODUCTION = Stages.PRODUCTION;

  public Bound {
    entities = Set.copyOf(entities);
    services = Set.copyOf(services);
  }

  public boolean isUnbound() {
    return entities.isEmpty();
  }
}
