package dev.obstat.core.questions;

import dev.obstat.core.catalog.Binding;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What if these go: catalog names, or real resources by the names of their field.
///
/// @param entities catalog names of what was taken away
/// @param stake what hangs on the services that stop
/// @param exposure what it costs until each of them is back
public record Without(List<String> entities, Impact impact, Stake stake, Sum exposure) {

  public Without {
    entities = List.copyOf(entities);
  }

  /// @param targets `checkoutservice`, `resource:orders-db`, `arn:aws:…`
  public static Without of(Catalog catalog, List<String> targets) {
    Set<Integer> taken = new TreeSet<>();
    List<String> unknown = new ArrayList<>();
    for (String target : targets) {
      Optional<Integer> named = catalog.indexOf(target);
      if (named.isPresent()) {
        taken.add(named.get());
        continue;
      }
      Binding binding = catalog.bind(target);
      taken.addAll(binding.entities());
      if (binding.isUnbound()) {
        unknown.add("nobody knows what needs `" + target + "`: no catalog entity matches it");
      }
    }
    Impact impact = Reckoning.without(catalog, taken, unknown);
    return new Without(
        names(catalog, taken),
        impact,
        Stake.of(catalog, impact.down()),
        Concentration.exposure(catalog, taken));
  }

  static List<String> names(Catalog catalog, Collection<Integer> indexes) {
    return indexes.stream().map(index -> catalog.entity(index).ref().toString()).toList();
  }
}
