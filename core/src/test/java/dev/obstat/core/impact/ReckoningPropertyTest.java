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
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Need;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Thousands of seeded random graphs with cycles, groups, soft needs and data edges, against a
/// plain fixed point.
final class ReckoningPropertyTest {
  private static final int GRAPHS = 3_000;

  private record World(
      Catalog catalog, Map<String, PlainFall.Node> nodes, Map<String, Weight> weights) {
    List<String> names() {
      return List.copyOf(nodes.keySet());
    }
  }

  @Test
  void whatFallsIsThePlainFixedPoint() {
    Random random = new Random(1);
    int groupsThatHeld = 0;
    int degradedSeen = 0;
    int knownExposures = 0;
    for (int round = 0; round < GRAPHS; round++) {
      World world = world(random);
      Set<String> takenByOthers = some(random, world.names());
      Set<String> taken = some(random, world.names());
      taken.add(world.names().getFirst());
      Set<String> weakened = some(random, world.names());
      Set<String> lost = some(random, world.names());
      List<Target> targets = new ArrayList<>(targets(taken, Harm.DISABLES));
      targets.addAll(targets(weakened, Harm.DEGRADES));
      targets.addAll(targets(lost, Harm.LOSES_DATA));
      Collections.shuffle(targets, random);
      Impact impact =
          Reckoning.of(
              world.catalog(),
              takenByOthers.stream().map(name -> removal(known(name, Harm.REMOVES))).toList(),
              action(Effect.DELETE, targets));

      Set<String> both = new HashSet<>(taken);
      both.addAll(takenByOthers);
      Map<String, Integer> down = PlainFall.down(world.nodes(), both);
      Map<String, Integer> degraded = PlainFall.degraded(world.nodes(), down, weakened);
      assertThat(impact.down()).as("round %s", round).isEqualTo(services(down.keySet()));
      assertThat(impact.degraded()).as("round %s", round).isEqualTo(services(degraded.keySet()));
      assertThat(impact.dataLost()).isEqualTo(PlainFall.dataLost(world.nodes(), lost));
      assertThat(impact.redundancy())
          .containsExactlyInAnyOrderElementsOf(PlainFall.redundancy(world.nodes(), down.keySet()));
      assertThat(impact.customers()).isEqualTo(Measure.of(impact.down().size()));
      PlainWait plain = new PlainWait(world.nodes(), world.weights(), down.keySet(), both);
      assertThat(impact.recoveryMinutes())
          .as("round %s", round)
          .isEqualTo(plain.recovery(PlainFall.dataLost(world.nodes(), lost)));
      assertThat(impact.exposure()).as("round %s", round).isEqualTo(plain.exposure());
      knownExposures +=
          impact.exposure().atMost().filter(most -> most.signum() > 0).isPresent() ? 1 : 0;
      for (Impact.Path path : impact.paths()) {
        int steps = path.steps().size() - 1;
        String end = path.steps().getLast();
        switch (path.end()) {
          case DOWN -> assertThat(steps).isEqualTo(down.get(end));
          case DEGRADED -> assertThat(steps).isEqualTo(degraded.get(end));
          case DATA_LOST -> assertThat(lost).contains(path.steps().getFirst());
        }
        assertEveryStepIsANeed(path, world.nodes());
      }
      groupsThatHeld += impact.redundancy().size();
      degradedSeen += impact.degraded().size();
    }
    assertThat(groupsThatHeld).as("the graphs try groups").isGreaterThan(GRAPHS / 4);
    assertThat(knownExposures).as("the graphs try times").isGreaterThan(GRAPHS / 8);
    assertThat(degradedSeen).as("the graphs try soft needs").isGreaterThan(GRAPHS / 4);
  }

  @Test
  void theOrderOfTargetsAndRemovalsMeansNothing() {
    Random random = new Random(2);
    for (int round = 0; round < GRAPHS; round++) {
      World world = world(random);
      List<Target> targets = new ArrayList<>(targets(some(random, world.names()), Harm.REMOVES));
      targets.addAll(targets(Set.of(world.names().getLast()), Harm.LOSES_DATA));
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
      Set<String> some = some(random, world.names());
      some.add(world.names().getLast());
      Set<String> more = new TreeSet<>(some);
      more.addAll(some(random, world.names()));
      Impact smaller =
          Reckoning.of(
              world.catalog(), List.of(), action(Effect.DELETE, targets(some, Harm.REMOVES)));
      Impact larger =
          Reckoning.of(
              world.catalog(), List.of(), action(Effect.DELETE, targets(more, Harm.REMOVES)));
      assertThat(smaller.noLargerThan(larger)).as("round %s", round).isTrue();
    }
  }

  private static World world(Random random) {
    int size = 2 + random.nextInt(14);
    List<String> names = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      names.add(random.nextInt(3) == 0 ? "resource:n" + node : "n" + node);
    }
    CatalogSketch sketch = new CatalogSketch();
    Map<String, PlainFall.Node> nodes = new TreeMap<>();
    Map<String, Weight> weights = new TreeMap<>();
    for (String name : names) {
      PlainFall.Node node = node(random, names, !name.startsWith("resource:"));
      nodes.put(name, node);
      List<Need> needs = new ArrayList<>();
      node.some().forEach(g -> needs.add(CatalogSketch.some(g.least(), List.copyOf(g.of()))));
      node.soft().forEach(to -> needs.add(CatalogSketch.soft(to)));
      node.data().forEach(to -> needs.add(CatalogSketch.data(to)));
      Weight weight = weight(random);
      weights.put(name, weight);
      sketch.needing(name, weight, List.copyOf(node.all()), needs, name);
    }
    return new World(sketch.catalog(), nodes, weights);
  }

  private static Weight weight(Random random) {
    return new Weight(
        Figure.of(random.nextInt(3)),
        Figure.of(1),
        switch (random.nextInt(16)) {
          case 0 -> new Figure.NotStated();
          case 1 -> new Figure.Range(new BigDecimal("0.5"), new BigDecimal("7.25"));
          case 2 -> new Figure.Stated(new BigDecimal("1e15"));
          case 3 -> new Figure.Stated(new BigDecimal("0.0000125"));
          case 4 -> new Figure.Stated(new BigDecimal("99.95"));
          default -> Figure.of(random.nextInt(3) * 60L);
        },
        "USD",
        Position.whole("sketch.yaml"),
        switch (random.nextInt(4)) {
          case 0 -> new Figure.NotStated();
          case 1 -> {
            int low = random.nextInt(9);
            yield new Figure.Range(
                BigDecimal.valueOf(low), BigDecimal.valueOf(low + 1 + random.nextInt(9)));
          }
          default -> Figure.of(random.nextInt(9));
        });
  }

  private static PlainFall.Node node(Random random, List<String> names, boolean isService) {
    List<PlainFall.Group> groups = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      Set<String> members = pick(random, names, 2 + random.nextInt(3));
      groups.add(new PlainFall.Group(1 + random.nextInt(members.size()), members));
    }
    return new PlainFall.Node(
        isService,
        pick(random, names, random.nextInt(3)),
        groups,
        pick(random, names, random.nextInt(2)),
        pick(random, names, random.nextInt(2)));
  }

  private static Set<String> pick(Random random, List<String> names, int tries) {
    Set<String> picked = new TreeSet<>();
    for (int pick = 0; pick < tries; pick++) {
      picked.add(names.get(random.nextInt(names.size())));
    }
    return picked;
  }

  private static Set<String> services(Set<String> names) {
    return names.stream()
        .filter(name -> !name.startsWith("resource:"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertEveryStepIsANeed(Impact.Path path, Map<String, PlainFall.Node> nodes) {
    for (int step = 1; step < path.steps().size(); step++) {
      PlainFall.Node node = Objects.requireNonNull(nodes.get(path.steps().get(step)));
      Set<String> needed = new HashSet<>(node.all());
      node.some().forEach(group -> needed.addAll(group.of()));
      needed.addAll(node.soft());
      needed.addAll(node.data());
      assertThat(needed).contains(path.steps().get(step - 1));
    }
  }

  private static Set<String> some(Random random, List<String> names) {
    return pick(random, names, random.nextInt(3));
  }

  private static List<Target> targets(Set<String> names, Harm harm) {
    return names.stream().map(name -> known(name, harm)).toList();
  }
}
