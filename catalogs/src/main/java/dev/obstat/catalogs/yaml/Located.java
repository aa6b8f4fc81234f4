package dev.obstat.catalogs.yaml;

import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Turns SnakeYAML's nodes into ours. A node that is used twice through an alias is converted once,
/// so a bomb of aliases costs nothing here; what it would cost whoever walks over the result is
/// counted, and bounded.
final class Located {
  /// Most values in one document, counting everything behind an alias as often as it is used.
  static final long MOST_VALUES = 2_000_000;

  private static final int MOST_PROBLEMS = 100;

  private record Converted(Yaml yaml, long values) {}

  private final String file;
  private final IdentityHashMap<Node, Converted> converted = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Problem> problems = new ArrayList<>();

  Located(String file) {
    this.file = file;
  }

  List<Problem> problems() {
    return problems;
  }

  Yaml convert(Node document) {
    return located(document).yaml();
  }

  Position position(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? Position.whole(file) : position(mark);
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// Recursion is safe: the composer has bounded the depth.
  private Converted located(Node node) {
    Converted before = converted.get(node);
    if (before != null) {
      return before;
    }
    Position at = position(node.getStartMark());
    if (!open.add(node)) {
      throw new TooMuch(at, "this contains itself through an alias: write it out");
    }
    Converted now =
        switch (node) {
          case ScalarNode scalar ->
              new Converted(
                  new Yaml.Scalar(at, scalar.getValue(), style(scalar.getScalarStyle())), 1);
          case SequenceNode sequence -> sequence(at, sequence);
          case MappingNode mapping -> mapping(at, mapping);
          default -> throw new TooMuch(at, "this cannot be read: write it out");
        };
    if (now.values() > MOST_VALUES) {
      throw new TooMuch(
          at, "more than " + MOST_VALUES + " values once its aliases are written out");
    }
    open.remove(node);
    converted.put(node, now);
    return now;
  }

  private Converted sequence(Position at, SequenceNode sequence) {
    List<Yaml> items = new ArrayList<>();
    long values = 1;
    for (Node item : sequence.getValue()) {
      Converted located = located(item);
      items.add(located.yaml());
      values += located.values();
    }
    return new Converted(new Yaml.Sequence(at, items), values);
  }

  private Converted mapping(Position at, MappingNode mapping) {
    List<Yaml.Member> members = new ArrayList<>();
    Map<String, Position> keys = new HashMap<>();
    long values = 1;
    for (NodeTuple tuple : mapping.getValue()) {
      Position keyAt = position(tuple.getKeyNode().getStartMark());
      Converted value = located(tuple.getValueNode());
      values += 1 + value.values();
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(keyAt, "a key is a text, not a list or a mapping");
        continue;
      }
      Position earlier = keys.putIfAbsent(key.getValue(), keyAt);
      if (earlier != null) {
        problem(keyAt, "`" + key.getValue() + "` already stands in line " + earlier.line());
      }
      members.add(new Yaml.Member(keyAt, key.getValue(), value.yaml()));
    }
    return new Converted(new Yaml.Mapping(at, members), values);
  }

  private static Yaml.Style style(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> Yaml.Style.PLAIN;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> Yaml.Style.QUOTED;
      case LITERAL -> Yaml.Style.LITERAL;
      case FOLDED -> Yaml.Style.FOLDED;
    };
  }

  private void problem(Position at, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(at, message));
    }
  }

  /// The document cannot be converted at all.
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized: caught in this package
    private final Position at;

    private final String what;

    TooMuch(Position at, String what) {
      super(what, null, false, false);
      this.at = at;
      this.what = what;
    }

    Position at() {
      return at;
    }

    String what() {
      return what;
    }
  }
}
