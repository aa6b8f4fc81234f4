package dev.obstat.core.questions;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an outage of a place would take down, for how many people, and what it would cost.
///
/// @param hours how long it is assumed to last
/// @param entities catalog names of what is in that place
/// @param stake what hangs on the services that stop
/// @param cost in the catalog's currency over all the hours
/// @param losses the services that stop, what to bring back first on top: by what hangs on each,
///   and of those on which the same hangs what more of them need
/// @param surviving catalog names of the services that neither stop nor degrade
/// @param unplaced how many entities do not say where they are; they count as surviving
public record Outage(
    Place place,
    BigDecimal hours,
    List<String> entities,
    Impact impact,
    Stake stake,
    Sum cost,
    List<Loss> losses,
    List<String> surviving,
    int unplaced) {

  public Outage {
    entities = List.copyOf(entities);
    losses = List.copyOf(losses);
    surviving = List.copyOf(surviving);
  }

  /// Services of which it is worked out what hangs on each; where more stop, that is its own cost.
  private static final int MOST_RANKED = 2_000;

  /// One service that stops.
  ///
  /// @param cost of its own
  /// @param hanging the cost of all that cannot be back before it is, itself with them
  /// @param needing how many that are
  /// @param path from what is in the place to the service, both included
  public record Loss(
      String service, Stake stake, Sum cost, Sum hanging, int needing, List<String> path) {
    public Loss {
      path = List.copyOf(path);
    }
  }

  public static Outage of(Catalog catalog, Place place, BigDecimal hours) {
    List<Integer> taken = new ArrayList<>();
    int unplaced = 0;
    List<Entity> entities = catalog.entities();
    for (int index = 0; index < entities.size(); index++) {
      List<Place> around = Place.around(entities.get(index));
      if (around.isEmpty()) {
        unplaced += Place.isNowhere(entities.get(index)) ? 0 : 1;
      } else if (around.contains(place)) {
        taken.add(index);
      }
    }
    Impact impact = Reckoning.without(catalog, taken, List.of());
    Stake stake = Stake.of(catalog, impact.down());
    return new Outage(
        place,
        hours,
        Without.names(catalog, taken),
        impact,
        stake,
        stake.revenuePerHour().times(hours),
        losses(catalog, impact, hours),
        entities.stream()
            .filter(Entity::isService)
            .map(entity -> entity.ref().toString())
            .filter(name -> !impact.down().contains(name) && !impact.degraded().contains(name))
            .sorted()
            .toList(),
        unplaced);
  }

  private static Set<String> needing(Catalog catalog, String service) {
    return catalog
        .indexOf(service)
        .<Set<String>>map(index -> Reckoning.without(catalog, List.of(index), List.of()).down())
        .orElse(Set.of(service));
  }

  private static List<Loss> losses(Catalog catalog, Impact impact, BigDecimal hours) {
    Map<String, List<String>> paths = new HashMap<>();
    impact.paths().forEach(path -> paths.putIfAbsent(path.steps().getLast(), path.steps()));
    boolean ranked = impact.down().size() <= MOST_RANKED;
    return impact.down().stream()
        .map(
            service -> {
              Stake stake = Stake.of(catalog, List.of(service));
              Sum cost = stake.revenuePerHour().times(hours);
              Set<String> needing = ranked ? needing(catalog, service) : Set.of(service);
              return new Loss(
                  service,
                  stake,
                  cost,
                  ranked ? Stake.of(catalog, needing).revenuePerHour().times(hours) : cost,
                  needing.size(),
                  paths.getOrDefault(service, List.of(service)));
            })
        .sorted(
            Comparator.comparing(Loss::hanging, Sum::descending)
                .thenComparingInt(loss -> -loss.needing())
                .thenComparingInt(loss -> -loss.stake().tierZero())
                .thenComparing(Loss::service))
        .toList();
  }
}
