package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives XML the meaning that the model has for it. A flattened list is repeated elements; any
/// other has one element around its items.
final class XmlShapes {
  private final Shaping shaping;

  XmlShapes(Shaping shaping) {
    this.shaping = shaping;
  }

  void members(
      XmlTree tree, Shape.Structure shape, Map<String, Value> into, String at, boolean hide) {
    boolean secret = hide || shape.secret();
    if (!tree.text().isBlank()) {
      throw new Malformed(
          (at.isEmpty() ? "the XML" : quoted(at)) + " must hold elements, not text");
    }
    Map<String, List<XmlTree>> byName = new LinkedHashMap<>();
    for (XmlTree child : tree.children()) {
      byName.computeIfAbsent(child.name(), _ -> new ArrayList<>()).add(child);
    }
    byName.forEach(
        (name, elements) -> {
          String below = Paths.member(at, name);
          Member member = member(shape, name, false);
          if (member == null) {
            Shaping.refuseOtherCase(name, names(shape), below);
            shaping.noteUnknown(below);
            boolean byNameSecret = secret || Shaping.secretByName(name);
            Shaping.put(into, name, plain(elements, below, byNameSecret), below);
            return;
          }
          boolean hidden = secret || Shaping.secret(member);
          Value value =
              flattened(member)
                  ? repeated(elements, member.type(), below, hidden)
                  : shaped(one(elements, below), member.type(), below, hidden);
          Shaping.put(into, member.name(), Shaping.marked(member, value), below);
        });
    tree.attributes()
        .forEach(
            (name, text) -> {
              String below = Paths.member(at, name);
              Member member = member(shape, name, true);
              if (member == null) {
                shaping.noteUnknown(below);
                Shaping.put(into, name, new Value.Text(text), below);
              } else if (member.type() instanceof Type.Simple simple) {
                Shaping.put(into, member.name(), shaping.text(simple, text, below, secret), below);
              }
            });
  }

  Value shaped(XmlTree tree, Type type, String at, boolean secret) {
    return switch (type) {
      case Type.Simple simple -> {
        if (!tree.children().isEmpty()) {
          throw new Malformed(quoted(at) + " must hold text, not elements");
        }
        yield shaping.text(simple, tree.text(), at, secret);
      }
      case Type.Reference reference ->
          switch (shaping.shape(reference)) {
            case Shape.Structure shape -> {
              shaping.count(at);
              Map<String, Value> into = new LinkedHashMap<>();
              members(tree, shape, into, at, secret);
              yield new Value.Structure(into);
            }
            case Shape.Sequence shape -> {
              String item = shape.itemName() == null ? "member" : shape.itemName();
              for (XmlTree child : tree.children()) {
                if (!child.name().equals(item)) {
                  throw new Malformed(
                      "the list "
                          + quoted(at)
                          + " must hold `"
                          + item
                          + "`, not "
                          + quoted(child.name()));
                }
              }
              yield items(tree.children(), shape, at, secret);
            }
            case Shape.Dictionary shape -> entries(tree.children(), shape, at, secret);
            case Shape.Document _ -> plain(List.of(tree), at, secret);
          };
    };
  }

  private Value repeated(List<XmlTree> elements, Type type, String at, boolean secret) {
    return switch (type) {
      case Type.Reference reference when shaping.shape(reference) instanceof Shape.Sequence shape ->
          items(elements, shape, at, secret);
      case Type.Reference reference
          when shaping.shape(reference) instanceof Shape.Dictionary shape ->
          entries(elements, shape, at, secret);
      case Type.Reference _, Type.Simple _ -> shaped(one(elements, at), type, at, secret);
    };
  }

  private Value items(List<XmlTree> elements, Shape.Sequence shape, String at, boolean secret) {
    shaping.count(at);
    List<Value> values = new ArrayList<>();
    for (XmlTree element : elements) {
      values.add(
          shaped(element, shape.item(), Paths.item(at, values.size()), secret || shape.secret()));
    }
    return new Value.Sequence(values);
  }

  private Value entries(List<XmlTree> elements, Shape.Dictionary shape, String at, boolean secret) {
    shaping.count(at);
    String keyName = shape.keyName() == null ? "key" : shape.keyName();
    String valueName = shape.valueName() == null ? "value" : shape.valueName();
    Map<String, Value> values = new LinkedHashMap<>();
    for (XmlTree element : elements) {
      List<XmlTree> keys =
          element.children().stream().filter(child -> child.name().equals(keyName)).toList();
      List<XmlTree> held =
          element.children().stream().filter(child -> child.name().equals(valueName)).toList();
      if (keys.size() != 1 || held.size() != 1 || element.children().size() != 2) {
        throw new Malformed(
            "each entry of "
                + quoted(at)
                + " must be one `"
                + keyName
                + "` and one `"
                + valueName
                + "`");
      }
      Value value = shaped(held.getFirst(), shape.value(), at, secret || shape.secret());
      Shaping.put(values, shaping.key(keys.getFirst().text(), shape.key()), value, at);
    }
    return new Value.Structure(values);
  }

  private Value plain(List<XmlTree> elements, String at, boolean secret) {
    List<Value> values = new ArrayList<>();
    for (XmlTree element : elements) {
      shaping.count(at);
      if (element.children().isEmpty()) {
        values.add(
            secret ? shaping.hidden(Scalars.utf8(element.text())) : new Value.Text(element.text()));
        continue;
      }
      Map<String, List<XmlTree>> byName = new LinkedHashMap<>();
      element
          .children()
          .forEach(
              child -> byName.computeIfAbsent(child.name(), _ -> new ArrayList<>()).add(child));
      Map<String, Value> members = new LinkedHashMap<>();
      byName.forEach(
          (name, same) ->
              members.put(
                  name, plain(same, Paths.member(at, name), secret || Shaping.secretByName(name))));
      values.add(new Value.Structure(members));
    }
    return values.size() == 1 ? values.getFirst() : new Value.Sequence(values);
  }

  private static XmlTree one(List<XmlTree> elements, String at) {
    if (elements.size() > 1) {
      throw new Malformed("the element " + quoted(at) + " is there " + elements.size() + " times");
    }
    return elements.getFirst();
  }

  private boolean flattened(Member member) {
    if (member.is(Mark.FLATTENED)) {
      return true;
    }
    return member.type() instanceof Type.Reference reference
        && switch (shaping.shape(reference)) {
          case Shape.Sequence list -> list.flattened();
          case Shape.Dictionary map -> map.flattened();
          case Shape.Structure _, Shape.Document _ -> false;
        };
  }

  private static @Nullable Member member(Shape.Structure shape, String name, boolean attribute) {
    for (Member member : shape.members().values()) {
      if (member.place() == Place.BODY
          && member.wire().equals(name)
          && member.is(Mark.ATTRIBUTE) == attribute) {
        return member;
      }
    }
    return null;
  }

  private static java.util.Set<String> names(Shape.Structure shape) {
    return shape.members().values().stream()
        .filter(member -> member.place() == Place.BODY)
        .map(Member::wire)
        .collect(Collectors.toSet());
  }
}
