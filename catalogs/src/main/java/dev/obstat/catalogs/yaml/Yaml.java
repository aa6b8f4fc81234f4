package dev.obstat.catalogs.yaml;

import dev.obstat.core.source.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A piece of a YAML document and where it stands. Scalars are kept as text: what a number or a
/// date is, whoever asks for it says.
public sealed interface Yaml {

  /// Where it begins.
  Position at();

  /// What it is, for messages: `a list`.
  default String kind() {
    return switch (this) {
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
      case Scalar scalar -> scalar.isNothing() ? "nothing" : "a text";
    };
  }

  /// Members in the order of the file; no key stands twice.
  record Mapping(Position at, List<Member> members) implements Yaml {
    public Mapping {
      members = List.copyOf(members);
    }

    public Optional<Yaml> find(String key) {
      return members.stream()
          .filter(member -> member.key().equals(key))
          .map(Member::value)
          .findFirst();
    }
  }

  /// @param at where the key begins
  record Member(Position at, String key, Yaml value) {}

  record Sequence(Position at, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Scalar(Position at, String text, Style style) implements Yaml {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    /// Whether it says that there is no value.
    public boolean isNothing() {
      return style == Style.PLAIN && NOTHING.contains(text);
    }

    /// Where a line of the text stands.
    ///
    /// @param number counted from 0
    public Position line(int number) {
      return switch (style) {
        case LITERAL -> new Position(at.file(), at.line() + 1 + number, 0);
        case PLAIN, QUOTED, FOLDED -> at;
      };
    }
  }

  /// How a scalar is written.
  enum Style {
    PLAIN,
    QUOTED,
    /// A block after `|`: its lines are lines of the file.
    LITERAL,
    FOLDED
  }
}
