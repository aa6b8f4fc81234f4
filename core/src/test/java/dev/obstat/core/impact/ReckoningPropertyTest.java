package dev.obstat.core.impact;

import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static dev.obstat.core.impact.Deeds.removal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Seeded random graphs, cycles included, against a plain fixed point.
final class ReckoningPropertyTest {
  private static final int GRAPHS = 400;

  private record World(Catalog catalog, Map<String, Set<String>> needs) {}

  @Test
  void whatIsDownIsTheFixedPointOfWhatNeedsWhat() {
    Random random = new Random(1);
    for (int round = 0; round < GRAPHS; round++) {
      World world = world(random);
      List<String> names = List.copyOf(world.needs().keySet());
      Set<String> takenByOthers = some(random, names);
      Set<String> taken = some(random, names);
      taken.add(names.getFirst());
      Impact impact =
          Reckoning.of(
              world.catalog(),
              takenByOthers.stream().map(name -> removal(known(name, Harm.REMOVES))).toList(),
              action(Effect.DELETE, targets(taken, Harm.DISABLES)));
      Set<String> both = new HashSet<>(taken);
      both.addAll(takenByOthers);
      assertThat(impact.down()).isEqualTo(fixedPoint(world.needs(), both));
      assertThat(impact.customers()).isEqualTo(Measure.of(impact.down().size()));
      impact.paths().forEach(path -> assertThat(isPath(path, world.needs(), both)).isTrue());
    }
  }

  @Test
  void theOrderOfTargetsAndRemovalsMeansNothing() {
    Random random = new Random(2);
    for (int round = 0; round < GRAPHS; round++) {
      World world = world(random);
      List<String> names = new ArrayList<>(world.needs().keySet());
      List<Target> targets = new ArrayList<>(targets(new TreeSet<>(names), Harm.REMOVES));
      List<Removal> gone = new ArrayList<>(targets.stream().map(Deeds::removal).toList());
      Impact before = Reckoning.of(world.catalog(), gone, action(Effect.DELETE, targets));
      Collections.shuffle(targets, random);
      Collections.shuffle(gone, random);
      Impact after = Reckoning.of(world.catalog(), gone, action(Effect.DELETE, targets));
      assertThat(after.noLargerThan(before) && before.noLargerThan(after)).isTrue();
    }
  }

  @Test
  void takingMoreIsNeverLess() {
    Random random = new Random(3);
    for (int round = 0; round < GRAPHS; round++) {
      World world = world(random);
      List<String> names = List.copyOf(world.needs().keySet());
      Set<String> some = some(random, names);
      some.add(names.getLast());
      Set<String> more = new TreeSet<>(some);
      more.addAll(some(random, names));
      Impact smaller =
          Reckoning.of(
              world.catalog(), List.of(), action(Effect.DELETE, targets(some, Harm.REMOVES)));
      Impact larger =
          Reckoning.of(
              world.catalog(), List.of(), action(Effect.DELETE, targets(more, Harm.REMOVES)));
      assertThat(smaller.noLargerThan(larger)).isTrue();
    }
  }

  private static World world(Random random) {
    int size = 2 + random.nextInt(14);
    CatalogSketch sketch = new CatalogSketch();
    Map<String, Set<String>> needs = new HashMap<>();
    for (int node = 0; node < size; node++) {
      Set<String> needed = new TreeSet<>();
      for (int edge = random.nextInt(4); edge > 0; edge--) {
        needed.add("n" + random.nextInt(size));
      }
      needs.put("n" + node, needed);
      sketch.entity(
          "n" + node,
          CatalogSketch.weight(random.nextInt(3), 1, 1, 1),
          List.copyOf(needed),
          "n" + node);
    }
    return new World(sketch.catalog(), needs);
  }

  private static Set<String> fixedPoint(Map<String, Set<String>> needs, Set<String> taken) {
    Set<String> down = new TreeSet<>(taken);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Map.Entry<String, Set<String>> node : needs.entrySet()) {
        if (!down.contains(node.getKey()) && node.getValue().stream().anyMatch(down::contains)) {
          down.add(node.getKey());
          grows = true;
        }
      }
    }
    return down;
  }

  private static boolean isPath(
      Impact.Path path, Map<String, Set<String>> needs, Set<String> taken) {
    for (int step = 1; step < path.steps().size(); step++) {
      Set<String> needed = needs.getOrDefault(path.steps().get(step), Set.of());
      if (!needed.contains(path.steps().get(step - 1))) {
        return false;
      }
    }
    return taken.contains(path.steps().getFirst());
  }

  private static Set<String> some(Random random, List<String> names) {
    Set<String> some = new TreeSet<>();
    for (int pick = random.nextInt(3); pick > 0; pick--) {
      some.add(names.get(random.nextInt(names.size())));
    }
    return some;
  }

  private static List<Target> targets(Set<String> names, Harm harm) {
    return names.stream().map(name -> known(name, harm)).toList();
  }
}
