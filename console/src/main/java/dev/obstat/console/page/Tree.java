package dev.obstat.console.page;

import dev.obstat.core.action.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The parameters of an action as a tree of names and values.
///
/// @param name empty for the root and for members of a list
/// @param value empty for what has members
/// @param kind what the value is when it is no text: `number`, `secret`
/// @param left members that are left out because there are too many
public record Tree(Shown name, Shown value, String kind, List<Tree> members, int left) {
  private static final int MOST_NODES = 300;
  private static final int DEEPEST = 24;

  public Tree {
    members = List.copyOf(members);
  }

  static Tree of(Value.Structure parameters) {
    return new Growing().grow("", parameters, 0);
  }

  public boolean isBranch() {
    return !members.isEmpty() || left > 0;
  }

  /// Whether anything at all is left out.
  public boolean isCut() {
    return left > 0 || members.stream().anyMatch(Tree::isCut);
  }

  private static final class Growing {
    private int nodes;

    Tree grow(String name, Value value, int depth) {
      return switch (value) {
        case Value.Text text -> leaf(name, text.text(), text.text().isEmpty() ? "empty" : "");
        case Value.Numeric number -> leaf(name, plain(number.number()), "number");
        case Value.Flag flag -> leaf(name, Boolean.toString(flag.flag()), "flag");
        case Value.Nothing _ -> leaf(name, "null", "nothing");
        case Value.Blob blob ->
            leaf(
                name,
                Amounts.of(blob.length(), "byte", "bytes") + ", sha256 " + blob.sha256(),
                "bytes");
        case Value.Secret _ -> leaf(name, "not shown to anyone", "secret");
        case Value.IdempotencyToken _ -> leaf(name, "made anew for every try", "idempotency token");
        case Value.Sequence sequence -> {
          List<Named> items = new ArrayList<>();
          sequence.items().forEach(item -> items.add(new Named("", item)));
          yield branch(name, items, "list", depth);
        }
        case Value.Structure structure -> {
          List<Named> members = new ArrayList<>();
          structure.members().forEach((member, inner) -> members.add(new Named(member, inner)));
          yield branch(name, members, "structure", depth);
        }
      };
    }

    private Tree branch(String name, List<Named> inner, String kind, int depth) {
      if (inner.isEmpty()) {
        return leaf(name, "", "empty " + kind);
      }
      List<Tree> grown = new ArrayList<>();
      for (Named member : inner) {
        if (nodes >= MOST_NODES || depth >= DEEPEST) {
          break;
        }
        nodes++;
        grown.add(grow(member.name(), member.value(), depth + 1));
      }
      return new Tree(Shown.of(name, 200), Shown.of(""), kind, grown, inner.size() - grown.size());
    }

    private static Tree leaf(String name, String value, String kind) {
      return new Tree(Shown.of(name, 200), Shown.of(value, 1_000), kind, List.of(), 0);
    }

    /// A number with a huge exponent is not written out.
    private static String plain(BigDecimal number) {
      return Math.abs((long) number.scale()) > 40 ? number.toString() : number.toPlainString();
    }

    private record Named(String name, Value value) {}
  }
}
