package dev.obstat.console.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A graph in layers, and where its boxes and arrows go on a drawing.
///
/// @param layers the names in each layer, in the order of drawing
/// @param nodes what each name is
/// @param edges from whom to whom
/// @param apart names below the rest, joined to nothing
record Chart(
    List<List<String>> layers, Map<String, Node> nodes, Set<Edge> edges, List<String> apart) {

  private static final int WIDTH = 158;
  private static final int ONE_LINE = 46;
  private static final int TWO_LINES = 62;
  private static final int LINE_CHARS = 19;
  private static final int BETWEEN_LAYERS = 44;
  private static final int BETWEEN_BOXES = 14;
  private static final int EDGE = 2;
  private static final int TALL_ACROSS = 2;
  private static final int BAND_HEAD = 30;

  /// @param label as it is written, already fit to be looked at
  record Node(String label, String note, String state) {}

  record Edge(String from, String to, String state) {}

  Picture.Drawing wide() {
    SequencedMap<String, Picture.Box> placed = new LinkedHashMap<>();
    int tallest = layers.stream().mapToInt(this::stackHeight).max().orElse(0);
    int x = EDGE;
    for (List<String> layer : layers) {
      int y = EDGE + (tallest - stackHeight(layer)) / 2;
      for (String name : layer) {
        Picture.Box box = box(name, x, y);
        placed.put(name, box);
        y += box.height() + BETWEEN_BOXES;
      }
      x += WIDTH + BETWEEN_LAYERS;
    }
    int width = Math.max(x - BETWEEN_LAYERS + EDGE, 4 * WIDTH + 3 * BETWEEN_LAYERS + 2 * EDGE);
    int across = Math.max(1, (width + BETWEEN_BOXES) / (WIDTH + BETWEEN_BOXES));
    return drawing("wide", placed, width, tallest + 2 * EDGE, across);
  }

  Picture.Drawing tall() {
    SequencedMap<String, Picture.Box> placed = new LinkedHashMap<>();
    int width = TALL_ACROSS * WIDTH + (TALL_ACROSS - 1) * BETWEEN_BOXES + 2 * EDGE;
    int y = EDGE;
    for (List<String> layer : layers) {
      y = rows(layer, placed, width, y, TALL_ACROSS) + BETWEEN_LAYERS - BETWEEN_BOXES;
    }
    return drawing("tall", placed, width, y - BETWEEN_LAYERS + EDGE, TALL_ACROSS);
  }

  private Picture.Drawing drawing(
      String direction,
      SequencedMap<String, Picture.Box> placed,
      int width,
      int height,
      int across) {
    List<Picture.Arrow> arrows = new ArrayList<>();
    for (Edge edge : edges) {
      Picture.Box from = placed.get(edge.from());
      Picture.Box to = placed.get(edge.to());
      if (from != null && to != null) {
        String path = direction.equals("wide") ? across(from, to) : down(from, to);
        arrows.add(new Picture.Arrow(path, edge.state()));
      }
    }
    if (apart.isEmpty()) {
      return new Picture.Drawing(direction, width, height, List.copyOf(placed.values()), arrows, 0);
    }
    int band = height + BETWEEN_BOXES;
    int end = rows(apart, placed, 0, band + BAND_HEAD, across);
    return new Picture.Drawing(
        direction, width, end - BETWEEN_BOXES + EDGE, List.copyOf(placed.values()), arrows, band);
  }

  /// Places boxes in rows.
  ///
  /// @param centred the width to centre each row in; 0 for rows that begin at the left
  /// @return where the next row would begin
  private int rows(
      List<String> names, Map<String, Picture.Box> placed, int centred, int top, int across) {
    int y = top;
    for (int start = 0; start < names.size(); start += across) {
      List<String> row = names.subList(start, Math.min(start + across, names.size()));
      int rowWidth = row.size() * WIDTH + (row.size() - 1) * BETWEEN_BOXES;
      int x = centred == 0 ? EDGE : (centred - rowWidth) / 2;
      int height = 0;
      for (String name : row) {
        Picture.Box box = box(name, x, y);
        placed.put(name, box);
        height = Math.max(height, box.height());
        x += WIDTH + BETWEEN_BOXES;
      }
      y += height + BETWEEN_BOXES;
    }
    return y;
  }

  private int stackHeight(List<String> layer) {
    return layer.stream().mapToInt(name -> box(name, 0, 0).height() + BETWEEN_BOXES).sum()
        - BETWEEN_BOXES;
  }

  private Picture.Box box(String name, int x, int y) {
    Node node = node(name);
    List<String> lines = lines(node.label());
    int height = lines.size() == 1 ? ONE_LINE : TWO_LINES;
    return new Picture.Box(
        x, y, WIDTH, height, node.state(), lines, fitted(node.note(), 24), node.label());
  }

  private Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalStateException("`" + name + "` is in a layer and is no node");
    }
    return node;
  }

  /// From the right side of one to the left side of the other.
  private static String across(Picture.Box from, Picture.Box to) {
    int x1 = from.x() + from.width();
    int y1 = from.y() + from.height() / 2;
    int x2 = to.x() - 2;
    int y2 = to.y() + to.height() / 2;
    int bend = Math.max(18, Math.abs(x2 - x1) / 2);
    return "M"
        + x1
        + " "
        + y1
        + " C"
        + (x1 + bend)
        + " "
        + y1
        + " "
        + (x2 - bend)
        + " "
        + y2
        + " "
        + x2
        + " "
        + y2;
  }

  /// From the lower side of one to the upper side of the other.
  private static String down(Picture.Box from, Picture.Box to) {
    int x1 = from.x() + from.width() / 2;
    int y1 = from.y() + from.height();
    int x2 = to.x() + to.width() / 2;
    int y2 = to.y() - 2;
    int bend = Math.max(14, Math.abs(y2 - y1) / 2);
    return "M"
        + x1
        + " "
        + y1
        + " C"
        + x1
        + " "
        + (y1 + bend)
        + " "
        + x2
        + " "
        + (y2 - bend)
        + " "
        + x2
        + " "
        + y2;
  }

  /// One or two lines, broken where names have their joints; what does not fit is cut in the middle
  /// with a mark, and stands whole in the box's title and in the table.
  private static List<String> lines(String label) {
    if (label.length() <= LINE_CHARS) {
      return List.of(label);
    }
    String whole = fitted(label, 2 * LINE_CHARS - 2);
    int at = Math.min(LINE_CHARS, whole.length() - 1);
    int joint = at;
    while (joint > whole.length() - LINE_CHARS && joint > 1 && !isJoint(whole.charAt(joint - 1))) {
      joint--;
    }
    int split = joint > 1 && isJoint(whole.charAt(joint - 1)) ? joint : at;
    if (Character.isLowSurrogate(whole.charAt(split))) {
      split--;
    }
    return List.of(whole.substring(0, split).strip(), whole.substring(split).strip());
  }

  private static boolean isJoint(char c) {
    return "-_./: ".indexOf(c) >= 0;
  }

  private static String fitted(String text, int most) {
    int[] points = text.codePoints().toArray();
    if (points.length <= most) {
      return text;
    }
    int head = (most - 1) * 2 / 3;
    int tail = most - 1 - head;
    return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
  }
}
