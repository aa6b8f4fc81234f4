package dev.obstat.console.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.impact.Impact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The catalog as the script draws it. A catalog with more than [#MOST_VISIBLE] entities is drawn
/// with what is affected one by one, and the rest in groups: by system, else by owner, else by
/// stage.
final class GraphData {
  static final int MOST_VISIBLE = 500;
  private static final int FINE = 3;
  private static final int MOST_EDGES = 4_000;
  private static final String EVERYTHING_ELSE = "everything else";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Catalog catalog;
  private final Set<String> taken;
  private final Impact impact;

  /// The node each entity is drawn as: itself, or its group.
  private final Map<Integer, String> drawnAs = new HashMap<>();

  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private final Set<Integer> single = new LinkedHashSet<>();

  private GraphData(Catalog catalog, Set<String> taken, Impact impact) {
    this.catalog = catalog;
    this.taken = taken;
    this.impact = impact;
  }

  /// @param taken catalog names of what is imagined to be gone
  static GraphData of(Catalog catalog, Set<String> taken, Impact impact) {
    GraphData data = new GraphData(catalog, taken, impact);
    data.choose();
    return data;
  }

  /// How many nodes are drawn.
  int visible() {
    return single.size() + groups.size();
  }

  private void choose() {
    List<Integer> byWeight = new ArrayList<>();
    for (int index = 0; index < catalog.entities().size(); index++) {
      byWeight.add(index);
    }
    boolean all = byWeight.size() <= MOST_VISIBLE;
    if (!all) {
      byWeight.sort(Comparator.comparingInt(this::weight));
    }
    Map<String, List<Integer>> rest = new HashMap<>();
    for (int index : byWeight) {
      if (all || (weight(index) < FINE && single.size() < MOST_VISIBLE / 2)) {
        single.add(index);
        drawnAs.put(index, name(index));
      } else {
        rest.computeIfAbsent(groupOf(catalog.entity(index)), _ -> new ArrayList<>()).add(index);
      }
    }
    rest.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry -> group(entry.getKey(), entry.getValue()));
  }

  private void group(String name, List<Integer> members) {
    String group = visible() < MOST_VISIBLE - 1 ? name : EVERYTHING_ELSE;
    groups.merge(group, members.size(), Integer::sum);
    members.forEach(index -> drawnAs.put(index, "group:" + group));
  }

  /// What is drawn by itself comes first, the gravest at the beginning.
  private int weight(int index) {
    return switch (state(index)) {
      case "removed", "lost" -> 0;
      case "down" -> 1;
      case "degraded" -> 2;
      default -> FINE;
    };
  }

  private static String groupOf(Entity entity) {
    return entity.edges().partOf().stream()
        .findFirst()
        .or(() -> entity.edges().owners().stream().findFirst())
        .map(reference -> reference.to().toString())
        .orElse(entity.stage());
  }

  private String state(int index) {
    String name = name(index);
    if (taken.contains(name)) {
      return "removed";
    }
    if (impact.down().contains(name)) {
      return "down";
    }
    if (impact.dataLost().contains(name)) {
      return "lost";
    }
    return impact.degraded().contains(name) ? "degraded" : "fine";
  }

  /// `{"nodes":[{"id","label","note","state","kind"}],"edges":[{"from","to","kind"}],"entities"}`
  String json() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode nodes = root.putArray("nodes");
    for (int index : single) {
      Entity entity = catalog.entity(index);
      nodes
          .addObject()
          .put("id", name(index))
          .put("label", Shown.of(entity.title(), 60).plain())
          .put("note", note(entity))
          .put("state", state(index))
          .put("kind", entity.isService() ? "service" : "resource");
    }
    groups.forEach(
        (name, size) ->
            nodes
                .addObject()
                .put("id", "group:" + name)
                .put("label", Shown.of(name.substring(name.indexOf(':') + 1), 60).plain())
                .put("note", Amounts.of(size, "entity", "entities"))
                .put("state", "fine")
                .put("kind", "group"));
    edges(root.putArray("edges"));
    root.put("entities", catalog.entities().size());
    return root.toString();
  }

  private void edges(ArrayNode edges) {
    Set<String> drawn = new HashSet<>();
    var graph = catalog.graph();
    for (int index = 0; index < graph.size() && drawn.size() < MOST_EDGES; index++) {
      int from = index;
      graph.eachDependent(from, to -> edge(edges, drawn, from, to, "all"));
      graph.eachGroup(from, group -> edge(edges, drawn, from, graph.owner(group), "some"));
      graph.eachSoftly(from, to -> edge(edges, drawn, from, to, "soft"));
      graph.eachByData(from, to -> edge(edges, drawn, from, to, "data"));
    }
  }

  private void edge(ArrayNode edges, Set<String> drawn, int from, int to, String kind) {
    String source = drawnAs.getOrDefault(from, "");
    String target = drawnAs.getOrDefault(to, "");
    if (!source.equals(target) && drawn.add(source + " " + target + " " + kind)) {
      edges.addObject().put("from", source).put("to", target).put("kind", kind);
    }
  }

  private static String note(Entity entity) {
    return entity.weight().tier() instanceof Figure.Stated stated
        ? "tier " + stated.amount().toPlainString()
        : "";
  }

  private String name(int index) {
    return catalog.entity(index).ref().toString();
  }
}
