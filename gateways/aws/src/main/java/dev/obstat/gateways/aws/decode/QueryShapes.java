package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives the dotted names of the query and EC2 protocols the meaning that the model has for them.
///
/// Lists are `Name.member.N`, `Name.ItemName.N`, or flattened `Name.N`; a flattened list whose
/// items have a name goes by that name. The EC2 form is always flat, and its names begin with a
/// capital.
final class QueryShapes {
  private static final int MOST_INDEX = 100_000;
  private final Shaping shaping;
  private final boolean ec2;

  QueryShapes(Shaping shaping, boolean ec2) {
    this.shaping = shaping;
    this.ec2 = ec2;
  }

  Value.Structure structure(QueryTree tree, Shape.Structure shape, String at, boolean hide) {
    boolean secret = hide || shape.secret();
    Map<String, Value> into = new LinkedHashMap<>();
    tree.parts()
        .forEach(
            (name, part) -> {
              String below = Paths.member(at, name);
              Member member = member(shape, name);
              if (member == null) {
                Shaping.refuseOtherCase(
                    name,
                    shape.members().values().stream().map(this::wire).collect(Collectors.toSet()),
                    below);
                shaping.noteUnknown(below);
                boolean byName = secret || Shaping.secretByName(name);
                Shaping.put(into, name, plain(part, below, byName), below);
                return;
              }
              boolean flat = member.is(Mark.FLATTENED);
              Value value =
                  shaped(part, member.type(), below, secret || Shaping.secret(member), flat);
              Shaping.put(into, member.name(), Shaping.marked(member, value), below);
            });
    return new Value.Structure(into);
  }

  private Value shaped(QueryTree tree, Type type, String at, boolean secret, boolean flat) {
    return switch (type) {
      case Type.Simple simple -> {
        String value = tree.value();
        if (value == null) {
          throw new Malformed("the parameter " + quoted(at) + " must be a single value");
        }
        yield shaping.text(simple, value, at, secret);
      }
      case Type.Reference reference ->
          switch (shaping.shape(reference)) {
            case Shape.Structure shape -> {
              shaping.count(at);
              yield parted(tree, at) ? structure(tree, shape, at, secret) : Value.Structure.EMPTY;
            }
            case Shape.Sequence shape ->
                parted(tree, at)
                    ? list(tree, shape, at, secret || shape.secret(), flat || shape.flattened())
                    : new Value.Sequence(List.of());
            case Shape.Dictionary shape ->
                parted(tree, at)
                    ? map(tree, shape, at, secret || shape.secret(), flat || shape.flattened())
                    : Value.Structure.EMPTY;
            case Shape.Document _ -> plain(tree, at, secret);
          };
    };
  }

  /// Whether it has parts; an empty value says that there are none, any other is wrong.
  private static boolean parted(QueryTree tree, String at) {
    if (tree.value() != null && !tree.isEmpty()) {
      throw new Malformed("the parameter " + quoted(at) + " must have parts, like `" + at + ".1`");
    }
    return tree.value() == null;
  }

  private Value list(
      QueryTree tree, Shape.Sequence shape, String at, boolean secret, boolean flattened) {
    shaping.count(at);
    QueryTree items = flattened || ec2 ? tree : named(tree, shape.itemName(), "member", at);
    List<Value> values = new ArrayList<>();
    for (Map.Entry<Integer, QueryTree> item : numbered(items, at).entrySet()) {
      values.add(shaped(item.getValue(), shape.item(), at + "." + item.getKey(), secret, false));
    }
    return new Value.Sequence(values);
  }

  private Value map(
      QueryTree tree, Shape.Dictionary shape, String at, boolean secret, boolean flattened) {
    shaping.count(at);
    QueryTree entries = flattened ? tree : named(tree, null, "entry", at);
    String keyName = shape.keyName() == null ? "key" : shape.keyName();
    String valueName = shape.valueName() == null ? "value" : shape.valueName();
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<Integer, QueryTree> entry : numbered(entries, at).entrySet()) {
      String below = at + "." + entry.getKey();
      QueryTree key = entry.getValue().parts().get(keyName);
      QueryTree value = entry.getValue().parts().get(valueName);
      if (key == null
          || key.value() == null
          || entry.getValue().parts().size() > (value == null ? 1 : 2)) {
        throw new Malformed(
            "the parameter "
                + quoted(below)
                + " must be `"
                + keyName
                + "` and `"
                + valueName
                + "`");
      }
      String text = key.value();
      Value shaped =
          value == null
              ? new Value.Nothing()
              : shaped(value, shape.value(), below, secret || Shaping.secretByName(text), false);
      Shaping.put(values, shaping.key(text, shape.key()), shaped, below);
    }
    return new Value.Structure(values);
  }

  /// The one part that holds the items; a client that leaves the name out is understood too.
  private static QueryTree named(
      QueryTree tree, @Nullable String name, String otherwise, String at) {
    if (tree.parts().size() == 1) {
      Map.Entry<String, QueryTree> only = tree.parts().entrySet().iterator().next();
      if (only.getKey().equals(otherwise) || only.getKey().equals(name)) {
        return only.getValue();
      }
    }
    boolean allNumbers = tree.parts().keySet().stream().allMatch(part -> part.matches("\\d+"));
    if (allNumbers) {
      return tree;
    }
    throw new Malformed(
        "the list "
            + quoted(at)
            + " must be numbered, like `"
            + at
            + "."
            + (name == null ? otherwise : name)
            + ".1`");
  }

  private static Map<Integer, QueryTree> numbered(QueryTree tree, String at) {
    Map<Integer, QueryTree> numbered = new TreeMap<>();
    if (tree.isEmpty()) {
      return numbered;
    }
    if (tree.value() != null) {
      throw new Malformed("the parameter " + quoted(at) + " must have parts, like `" + at + ".1`");
    }
    tree.parts()
        .forEach(
            (part, item) -> {
              if (!part.matches("0|[1-9]\\d{0,5}") || Integer.parseInt(part) > MOST_INDEX) {
                throw new Malformed(
                    "the number "
                        + quoted(part)
                        + " in the list "
                        + quoted(at)
                        + " must be 1 to "
                        + MOST_INDEX);
              }
              numbered.put(Integer.parseInt(part), item);
            });
    return numbered;
  }

  /// A parameter that no model explains.
  private Value plain(QueryTree tree, String at, boolean secret) {
    shaping.count(at);
    String value = tree.value();
    if (value != null) {
      Scalars.unicode(value, at);
      return secret ? shaping.hidden(Scalars.utf8(value)) : new Value.Text(value);
    }
    Map<String, Value> parts = new LinkedHashMap<>();
    tree.parts()
        .forEach(
            (name, part) ->
                parts.put(
                    name,
                    plain(part, Paths.member(at, name), secret || Shaping.secretByName(name))));
    return new Value.Structure(parts);
  }

  private @Nullable Member member(Shape.Structure shape, String name) {
    Member same = shape.members().get(name);
    if (same != null && wire(same).equals(name)) {
      return same;
    }
    for (Member member : shape.members().values()) {
      if (wire(member).equals(name)) {
        return member;
      }
    }
    return null;
  }

  private String wire(Member member) {
    if (ec2) {
      return member.ec2() != null
          ? member.ec2()
          : member.is(Mark.NAMED) ? capitalised(member.wire()) : member.name();
    }
    if (member.type() instanceof Type.Reference reference
        && shaping.shape(reference) instanceof Shape.Sequence list
        && list.itemName() != null
        && (list.flattened() || member.is(Mark.FLATTENED))) {
      return list.itemName();
    }
    return member.wire();
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
