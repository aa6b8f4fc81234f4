package dev.obstat.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// Works out what every entity counts as. A stage only ever rises on its way from what needs to
/// what is needed, so the order of the walk means nothing and cycles end.
final class EffectiveStages {
  private static final String NONE_YET = "";

  private final List<Entity> entities;
  private final Graph graph;
  private final String[] stages;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Rows needed;

  EffectiveStages(List<Entity> entities, Graph graph) {
    this.entities = entities;
    this.graph = graph;
    this.stages = new String[entities.size()];
    Rows.Ends ends = new Rows.Ends();
    for (int node = 0; node < entities.size(); node++) {
      int self = node;
      graph.eachNeeding(node, needing -> ends.add(needing, self));
    }
    this.needed = Rows.of(entities.size(), ends);
  }

  List<String> stages() {
    Arrays.fill(stages, NONE_YET);
    for (int node = 0; node < stages.length; node++) {
      Entity entity = entities.get(node);
      if (entity.statesStage()) {
        raise(node, entity.stage());
      } else if (!inherits(node, entity)) {
        raise(node, Stages.PRODUCTION);
      }
    }
    spread();
    // Only resources that need each other in a circle, and that nobody else needs, are left.
    for (int node = 0; node < stages.length; node++) {
      if (stages[node].equals(NONE_YET)) {
        raise(node, Stages.PRODUCTION);
      }
    }
    spread();
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(stages)));
  }

  private boolean inherits(int node, Entity entity) {
    boolean[] isNeeded = new boolean[1];
    graph.eachNeeding(node, needing -> isNeeded[0] |= needing != node);
    return entity.ref().kind().equals(Ref.RESOURCE) && isNeeded[0];
  }

  private void spread() {
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int place = needed.begin(node); place < needed.end(node); place++) {
        raise(needed.at(place), stages[node]);
      }
    }
  }

  private void raise(int node, String stage) {
    String raised = stages[node].equals(NONE_YET) ? stage : Stages.stricter(stages[node], stage);
    if (!raised.equals(stages[node])) {
      stages[node] = raised;
      open.add(node);
    }
  }
}
