package dev.obstat.core.questions;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.impact.Reckoning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// On what most of it hangs: how much would stop with each provider, region and zone, and with each
/// single entity.
///
/// @param total all services of the catalog
/// @param places by how much would stop, the most first
/// @param single what alone takes a service down that is not itself, by exposure
/// @param unplaced how many entities do not say where they are
/// @param left entities that were not looked at one by one, because there are too many
public record Concentration(
    Stake total, List<Held> places, List<Single> single, int unplaced, int left) {

  /// Entities that are taken away one by one; the rest of a larger catalog is only counted.
  static final int MOST_SINGLE = 5_000;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Concentration {
    places = List.copyOf(places);
    single = List.copyOf(single);
  }

  /// What hangs on a place.
  public record Held(Place place, Stake stake) {}

  /// What hangs on one entity.
  ///
  /// @param exposure of each service, revenue an hour times the hours until it is back
  /// @param services those that stop with it
  public record Single(
      String entity, Stake stake, Sum exposure, Measure recoveryMinutes, Set<String> services) {
    public Single {
      services = Set.copyOf(services);
    }
  }

  public static Concentration of(Catalog catalog) {
    List<Entity> entities = catalog.entities();
    Map<String, List<Integer>> byPlace = new TreeMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    List<String> services = new ArrayList<>();
    int unplaced = 0;
    for (int index = 0; index < entities.size(); index++) {
      List<Place> around = Place.around(entities.get(index));
      unplaced += around.isEmpty() && !Place.isNowhere(entities.get(index)) ? 1 : 0;
      for (Place place : around) {
        places.putIfAbsent(place.toString(), place);
        byPlace.computeIfAbsent(place.toString(), _ -> new ArrayList<>()).add(index);
      }
      if (entities.get(index).isService()) {
        services.add(entities.get(index).ref().toString());
      }
    }
    List<Held> held = new ArrayList<>();
    places.forEach(
        (name, place) -> {
          Impact impact =
              Reckoning.without(catalog, byPlace.getOrDefault(name, List.of()), List.of());
          held.add(new Held(place, Stake.of(catalog, impact.down())));
        });
    held.sort(
        Comparator.<Held, Place.Kind>comparing(one -> one.place().kind())
            .thenComparing(one -> one.stake().revenuePerHour().known(), Comparator.reverseOrder())
            .thenComparing(one -> one.place().toString()));
    return new Concentration(
        Stake.of(catalog, services),
        held,
        single(catalog),
        unplaced,
        Math.max(0, entities.size() - MOST_SINGLE));
  }

  private static List<Single> single(Catalog catalog) {
    List<Single> found = new ArrayList<>();
    int most = Math.min(MOST_SINGLE, catalog.entities().size());
    for (int index = 0; index < most; index++) {
      String name = catalog.entity(index).ref().toString();
      Impact impact = Reckoning.without(catalog, List.of(index), List.of());
      Set<String> others = new TreeSet<>(impact.down());
      others.remove(name);
      if (!others.isEmpty()) {
        Stake stake = Stake.of(catalog, impact.down());
        found.add(
            new Single(
                name,
                stake,
                exposure(catalog, List.of(index)),
                impact.recoveryMinutes(),
                impact.down()));
      }
    }
    found.sort(
        Comparator.comparing(Single::exposure, Sum::descending)
            .thenComparingInt(one -> -one.services().size())
            .thenComparing(Single::entity));
    return found;
  }

  /// What it costs at most until all that stops without these is back, each service counted for the
  /// time that it is away itself. Where nobody states the money or the time it is not known.
  static Sum exposure(Catalog catalog, Collection<Integer> taken) {
    Sum sum = Sum.NOTHING;
    for (Measure one : Reckoning.exposures(catalog, taken).values()) {
      sum =
          sum.plus(one.atMost().map(most -> new Sum(most, 0)).orElse(new Sum(BigDecimal.ZERO, 1)));
    }
    return sum;
  }

  /// How much of all is part of it, in percent with one decimal; 0 when all is nothing.
  public static BigDecimal share(BigDecimal part, BigDecimal all) {
    return all.signum() == 0
        ? BigDecimal.ZERO
        : part.multiply(HUNDRED).divide(all, 1, RoundingMode.HALF_UP);
  }
}
