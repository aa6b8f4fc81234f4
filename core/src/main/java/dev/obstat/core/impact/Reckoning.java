package dev.obstat.core.impact;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Binding;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Stages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Works out the impact of an action, over what is already gone plus what the action takes. A pure
/// function; what is gone is handed in.
///
/// An entity that is removed or disabled is down, and whatever needs it is down too, to any
/// distance; what has less in reserve, or goes without something it only softly needs, is degraded.
/// An entity whose data is lost is named as that and stays up, and so is all whose data hangs on
/// it. A resource that is only a part of what an entity stands for (one object of a bucket) counts
/// as the whole of it: nobody knows which part is the one that matters.
///
/// An action that takes nothing has no impact, whatever is gone already. What could not be worked
/// out is said of the action's own targets only: of an earlier one it was said when that was
/// decided.
public final class Reckoning {
  private final Catalog catalog;

  /// Entities removed or disabled, those of the action first; the same entity may stand twice.
  private final List<Integer> taken = new ArrayList<>();

  private final List<Integer> weakened = new ArrayList<>();

  private final Set<Integer> lost = new TreeSet<>();
  private final List<String> unknown = new ArrayList<>();

  private Reckoning(Catalog catalog) {
    this.catalog = catalog;
  }

  /// @param gone what other actions took; in any order
  public static Impact of(Catalog catalog, List<Removal> gone, Action action) {
    return of(catalog, gone, Set.of(), action);
  }

  /// @param gone what other actions took; in any order
  /// @param broken entities that are down for another reason, by their indexes
  public static Impact of(Catalog catalog, List<Removal> gone, Set<Integer> broken, Action action) {
    Reckoning reckoning = new Reckoning(catalog);
    for (Target target : action.targets()) {
      reckoning.take(target, action.effect());
    }
    if (action.harms()) {
      reckoning.taken.addAll(broken);
      Set<Target> seen = new HashSet<>();
      for (Removal removal : gone) {
        if (removal.target() instanceof Target.Known known && seen.add(known)) {
          reckoning.harm(catalog.bind(known.name()), known.harms());
        }
      }
    }
    return Toll.of(catalog, reckoning.taken, reckoning.weakened, reckoning.lost, reckoning.unknown);
  }

  /// What stops without these entities, whoever took them: for questions that people ask, where
  /// nothing is decided.
  ///
  /// @param entities by their indexes
  /// @param unknown what could not be worked out before
  public static Impact without(
      Catalog catalog, Collection<Integer> entities, List<String> unknown) {
    return Toll.of(catalog, List.copyOf(entities), List.of(), Set.of(), unknown);
  }

  /// What each service that stops without these entities costs until it is back, by catalog name.
  ///
  /// @param entities by their indexes
  public static Map<String, Measure> exposures(Catalog catalog, Collection<Integer> entities) {
    return Toll.exposures(catalog, entities);
  }

  private void take(Target target, Effect effect) {
    switch (target) {
      case Target.Known known -> {
        if (known.harms().isEmpty()) {
          return;
        }
        Binding binding = catalog.bind(known.name());
        harm(binding, known.harms());
        if (binding.isUnbound() && binding.stage().equals(Stages.PRODUCTION)) {
          unknown.add(
              "nobody knows what needs `"
                  + known.name()
                  + "`: no catalog entity matches it, so it counts as production");
        }
      }
      case Target.Unresolved unresolved -> {
        if (effect != Effect.READ) {
          unknown.add(
              "nobody knows what `"
                  + unresolved.written()
                  + "` is: "
                  + unresolved.why()
                  + ", so it counts as production");
        }
      }
    }
  }

  private void harm(Binding binding, Set<Harm> harms) {
    if (harms.contains(Harm.REMOVES) || harms.contains(Harm.DISABLES)) {
      taken.addAll(binding.entities());
    }
    if (harms.contains(Harm.DEGRADES)) {
      weakened.addAll(binding.entities());
    }
    if (harms.contains(Harm.LOSES_DATA)) {
      lost.addAll(binding.entities());
    }
  }
}
