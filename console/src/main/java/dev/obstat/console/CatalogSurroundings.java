package dev.obstat.console;

import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.impact.Impact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the catalog in force can tell the console's pages.
public final class CatalogSurroundings implements Surroundings {
  private static final int MOST_UNAFFECTED = 4;

  private final Supplier<Catalog> catalog;

  public CatalogSurroundings(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  @Override
  public Optional<String> stage(Target target) {
    return switch (target) {
      case Target.Known known -> Optional.of(catalog.get().bind(known.name()).stage());
      case Target.Unresolved _ -> Optional.empty();
    };
  }

  @Override
  public Optional<Entity> entity(String name) {
    return catalog.get().entities().stream()
        .filter(entity -> entity.ref().toString().equals(name))
        .findFirst()
        .map(entity -> new Entity(entity.title(), note(entity)));
  }

  @Override
  public List<String> unaffected(Impact impact) {
    return catalog.get().entities().stream()
        .filter(dev.obstat.core.catalog.Entity::isService)
        .sorted(Comparator.comparing(entity -> !entity.weight().isTierZero()))
        .map(dev.obstat.core.catalog.Entity::ref)
        .map(Ref::toString)
        .filter(name -> !impact.down().contains(name) && !impact.degraded().contains(name))
        .limit(MOST_UNAFFECTED)
        .toList();
  }

  private static String note(dev.obstat.core.catalog.Entity entity) {
    return entity.weight().tier() instanceof Figure.Stated stated
        ? "tier " + stated.amount().toPlainString()
        : "";
  }
}
