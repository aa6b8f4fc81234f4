package dev.obstat.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GrownGraphTest {
  private static final int GRAPHS = 500;

  @Test
  void aGraphThatGrewIsTheGraphThatIsBuiltAtOnce() {
    Random random = new Random(4);
    for (int round = 0; round < GRAPHS; round++) {
      int nodes = 2 + random.nextInt(10);
      Graph.Growth whole = Graph.growth(nodes);
      Graph grown = Graph.of(Graph.growth(nodes));
      List<Graph> earlier = new ArrayList<>();
      List<List<String>> then = new ArrayList<>();
      for (int step = 0; step < 4; step++) {
        earlier.add(grown);
        then.add(told(grown));
        Graph.Growth more = grown.growth();
        if (random.nextBoolean()) {
          assertThat(more.node()).isEqualTo(whole.node());
          nodes++;
        }
        long seed = random.nextLong();
        add(whole, nodes, new Random(seed));
        add(more, nodes, new Random(seed));
        grown = grown.grown(more);
      }
      assertThat(told(grown)).as("round %s", round).isEqualTo(told(Graph.of(whole)));
      for (int step = 0; step < earlier.size(); step++) {
        assertThat(told(earlier.get(step)))
            .as("what somebody still decides on does not move")
            .isEqualTo(then.get(step));
      }
    }
  }

  @Test
  void growthOfAnotherGraphIsRefused() {
    Graph small = Graph.of(Graph.growth(2));
    Graph large = Graph.of(Graph.growth(3));
    assertThatThrownBy(() -> large.grown(small.growth())).hasMessageContaining("another graph");
    assertThatThrownBy(() -> small.growth().needs(0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small.growth().needsSome(0, 2, 1))
        .hasMessageContaining("nobody needs 2");
  }

  private static void add(Graph.Growth growth, int nodes, Random random) {
    for (int edge = random.nextInt(4); edge > 0; edge--) {
      growth.needs(random.nextInt(nodes), random.nextInt(nodes));
    }
    growth.needsSoftly(random.nextInt(nodes), random.nextInt(nodes));
    growth.needsForData(random.nextInt(nodes), random.nextInt(nodes));
    growth.needsSome(random.nextInt(nodes), 1, 0, 1);
  }

  private static List<String> told(Graph graph) {
    List<String> told = new ArrayList<>();
    for (int node = 0; node < graph.size(); node++) {
      String from = node + " ";
      graph.eachDependent(node, to -> told.add(from + "needed by " + to));
      graph.eachByData(node, to -> told.add(from + "data of " + to));
      graph.eachGroup(
          node,
          group ->
              told.add(
                  from
                      + "in group "
                      + graph.least(group)
                      + " of "
                      + graph.members(group)
                      + " for "
                      + graph.owner(group)));
      graph.eachNeeding(node, to -> told.add(from + "any " + to));
    }
    Collections.sort(told);
    return told;
  }
}
