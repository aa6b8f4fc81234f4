package dev.obstat.console.page;

import dev.obstat.console.Surroundings;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the picture of an impact out of its paths: what is touched on the left, whoever needs it
/// to the right of it, people last.
final class Painter {
  private static final int MOST_IN_LAYER = 6;
  private static final int MOST_LAYERS = 8;
  private static final int MOST_ROWS = 60;
  private static final int MOST_UNAFFECTED = 5;
  private static final String PEOPLE = "\u0000people";
  private static final String NOT_KNOWN = "\u0000not-known";

  private final Action action;
  private final Impact seen;
  private final Surroundings surroundings;
  private final SequencedMap<String, Integer> layerOf = new LinkedHashMap<>();
  private final Map<String, Chart.Node> nodes = new HashMap<>();
  private final Set<Chart.Edge> edges = new LinkedHashSet<>();

  private Painter(Action action, Impact seen, Surroundings surroundings) {
    this.action = action;
    this.seen = seen;
    this.surroundings = surroundings;
  }

  static Picture paint(Action action, Impact seen, Surroundings surroundings) {
    if (seen.paths().isEmpty() && !action.harms() && seen.isKnown()) {
      return Picture.NONE;
    }
    return new Painter(action, seen, surroundings).paint();
  }

  private Picture paint() {
    if (seen.paths().isEmpty()) {
      targets();
    } else {
      seen.paths().forEach(this::path);
      people();
    }
    if (!seen.isKnown()) {
      notKnown();
    }
    List<List<String>> layers = layers();
    Set<String> drawn = layers.stream().flatMap(List::stream).collect(Collectors.toSet());
    List<String> apart = unaffected();
    Chart chart = new Chart(layers, nodes, edges, apart);
    int hidden = (int) layerOf.keySet().stream().filter(name -> !drawn.contains(name)).count();
    return new Picture(
        List.of(chart.wide(), chart.tall()),
        summary(apart),
        seen.paths().stream().limit(MOST_ROWS).map(this::row).toList(),
        Math.max(0, seen.paths().size() - MOST_ROWS),
        hidden);
  }

  private void path(Impact.Path path) {
    String before = "";
    int at = 0;
    for (String step : path.steps()) {
      boolean last = at == path.steps().size() - 1;
      layerOf.merge(step, at, Math::max);
      nodes.computeIfAbsent(step, name -> node(name, before(path, name)));
      if (!before.isEmpty()) {
        boolean soft = last && path.end() == Impact.End.DEGRADED;
        edges.add(new Chart.Edge(before, step, soft ? "degraded" : "down"));
      }
      before = step;
      at++;
    }
  }

  /// Whether it is the beginning of a path.
  private static boolean before(Impact.Path path, String name) {
    return path.steps().getFirst().equals(name);
  }

  private Chart.Node node(String name, boolean touched) {
    String more =
        surroundings
            .entity(name)
            .map(entity -> entity.note().isBlank() ? "" : " · " + entity.note())
            .orElse("");
    if (touched) {
      String what = losesDataOnly(name) ? "data lost" : taken();
      return new Chart.Node(
          label(name), what + more, what.equals("data lost") ? "lost" : "removed");
    }
    if (seen.down().contains(name)) {
      return new Chart.Node(label(name), "stops" + more, "down");
    }
    if (seen.degraded().contains(name)) {
      return new Chart.Node(label(name), "degraded" + more, "degraded");
    }
    return new Chart.Node(label(name), "stops with it" + more, "down");
  }

  /// Whether all that begins here is a loss of data, so that nothing stops for it.
  private boolean losesDataOnly(String name) {
    return seen.paths().stream()
        .filter(path -> before(path, name))
        .allMatch(path -> path.end() == Impact.End.DATA_LOST);
  }

  /// What the action takes, in a word or two.
  private String taken() {
    Set<Harm> harms =
        action.targets().stream().flatMap(t -> t.harms().stream()).collect(Collectors.toSet());
    if (harms.contains(Harm.REMOVES)) {
      return "removed";
    }
    if (harms.contains(Harm.DISABLES)) {
      return "switched off";
    }
    return harms.contains(Harm.LOSES_DATA) ? "data lost" : "protection gone";
  }

  private void people() {
    boolean anyone =
        switch (seen.customers()) {
          case Measure.Exactly exactly -> exactly.amount().signum() > 0;
          case Measure.Unknown _ -> true;
        };
    if (!anyone || seen.down().isEmpty()) {
      return;
    }
    Set<String> needed = edges.stream().map(Chart.Edge::from).collect(Collectors.toSet());
    List<String> leaves =
        layerOf.keySet().stream()
            .filter(name -> seen.down().contains(name) && !needed.contains(name))
            .toList();
    int layer = layerOf.values().stream().max(Integer::compare).orElse(0) + 1;
    nodes.put(PEOPLE, new Chart.Node("customers", Amounts.count(seen.customers()), "people"));
    layerOf.put(PEOPLE, layer);
    leaves.forEach(leaf -> edges.add(new Chart.Edge(leaf, PEOPLE, "down")));
  }

  private void targets() {
    for (Target target : Sentence.gravestFirst(action)) {
      String name = "\u0000" + target.shownName();
      String note = target.harms().isEmpty() ? "touched" : taken();
      Shown shown = Shown.of(Words.shortName(target), 120);
      nodes.put(name, new Chart.Node(marked(shown), note, "removed"));
      layerOf.put(name, 0);
    }
    if (seen.isKnown()) {
      nodes.put(NOT_KNOWN, new Chart.Node("nothing in the catalog", "needs it", "fine"));
      layerOf.put(NOT_KNOWN, 1);
    }
  }

  private void notKnown() {
    nodes.put(NOT_KNOWN, new Chart.Node("who else?", "not known", "unknown"));
    layerOf.put(NOT_KNOWN, 1);
    List<String> first =
        layerOf.entrySet().stream().filter(e -> e.getValue() == 0).map(Map.Entry::getKey).toList();
    first.forEach(name -> edges.add(new Chart.Edge(name, NOT_KNOWN, "unknown")));
  }

  /// The layers as they are drawn: what is over the bound in one becomes one box that says so.
  private List<List<String>> layers() {
    TreeMap<Integer, List<String>> byLayer = new TreeMap<>();
    layerOf.forEach((name, at) -> byLayer.computeIfAbsent(at, _ -> new ArrayList<>()).add(name));
    List<List<String>> layers = new ArrayList<>();
    for (var entry : byLayer.entrySet()) {
      if (layers.size() == MOST_LAYERS) {
        break;
      }
      List<String> layer = entry.getValue();
      if (layer.size() > MOST_IN_LAYER) {
        String rest = "\u0000rest-" + entry.getKey();
        int more = layer.size() - MOST_IN_LAYER + 1;
        nodes.put(rest, new Chart.Node(Amounts.count(more) + " more", "see the table", "down"));
        layer = new ArrayList<>(layer.subList(0, MOST_IN_LAYER - 1));
        layer.add(rest);
      }
      layers.add(List.copyOf(layer));
    }
    return layers;
  }

  private List<String> unaffected() {
    Set<String> affected = new HashSet<>(layerOf.keySet());
    List<String> names =
        surroundings.unaffected(seen).stream()
            .filter(name -> !affected.contains(name))
            .distinct()
            .limit(MOST_UNAFFECTED)
            .toList();
    names.forEach(name -> nodes.put(name, new Chart.Node(label(name), "keeps running", "fine")));
    return names;
  }

  private Picture.Row row(Impact.Path path) {
    String end =
        switch (path.end()) {
          case DOWN -> "stops";
          case DEGRADED -> "degraded";
          case DATA_LOST -> "data lost";
        };
    return new Picture.Row(path.steps().stream().map(Shown::of).toList(), end);
  }

  private String summary(List<String> apart) {
    StringBuilder text = new StringBuilder();
    int down = seen.down().size();
    text.append(Amounts.of(down, "service stops", "services stop"));
    text.append(down == 0 ? ". " : ": " + names(seen.down()) + ". ");
    if (!seen.degraded().isEmpty()) {
      text.append("Degraded: ").append(names(seen.degraded())).append(". ");
    }
    if (!seen.dataLost().isEmpty()) {
      text.append("Data lost: ").append(names(seen.dataLost())).append(". ");
    }
    if (!seen.isKnown()) {
      text.append("Not everything is known. ");
    }
    if (!apart.isEmpty()) {
      text.append("Not affected: ").append(names(apart)).append('.');
    }
    return text.toString().strip();
  }

  private String names(Collection<String> names) {
    String first = names.stream().limit(12).map(this::label).collect(Collectors.joining(", "));
    return names.size() > 12 ? first + " and " + (names.size() - 12) + " more" : first;
  }

  private String label(String name) {
    String title =
        surroundings
            .entity(name)
            .map(Surroundings.Entity::title)
            .orElse(name.substring(name.indexOf(':') + 1));
    return marked(Shown.of(title, 120));
  }

  /// A picture has no markup for what is odd in a name, so the name begins with a sign.
  private static String marked(Shown shown) {
    return (shown.isOdd() ? "⚠ " : "") + shown.plain();
  }
}
