package dev.obstat.gateways.aws.decode;

import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import java.util.Map;

/// Writes parameters as XML.
final class XmlWriter {
  private final ServiceModel model;
  private final StringBuilder out;

  XmlWriter(ServiceModel model, StringBuilder out) {
    this.model = model;
    this.out = out;
  }

  void members(Map<String, Given> fields, Shape.Structure shape) {
    fields.forEach(
        (name, value) -> {
          Member member = shape.members().get(name);
          if (member == null || member.place() != Place.BODY || member.is(Mark.ATTRIBUTE)) {
            return;
          }
          if (value instanceof Given.Items items
              && model.shape((Type.Reference) member.type()) instanceof Shape.Sequence list
              && (member.is(Mark.FLATTENED) || list.flattened())) {
            items.items().forEach(item -> element(member.wire(), item, list.item()));
          } else {
            element(member.wire(), value, member.type());
          }
        });
  }

  void element(String name, Given given, Type type) {
    out.append('<').append(name);
    if (given instanceof Given.Fields fields
        && model.shape((Type.Reference) type) instanceof Shape.Structure structure) {
      attributes(fields.fields(), structure);
    }
    out.append('>');
    switch (given) {
      case Given.Leaf leaf -> out.append(escaped(leaf.text()));
      case Given.Items items -> {
        Shape.Sequence list = (Shape.Sequence) model.shape((Type.Reference) type);
        String item = list.itemName() == null ? "member" : list.itemName();
        items.items().forEach(value -> element(item, value, list.item()));
      }
      case Given.Fields fields -> {
        if (model.shape((Type.Reference) type) instanceof Shape.Structure structure) {
          members(fields.fields(), structure);
        } else if (model.shape((Type.Reference) type) instanceof Shape.Dictionary map) {
          fields
              .fields()
              .forEach(
                  (key, value) -> {
                    out.append("<entry>");
                    String keyName = map.keyName() == null ? "key" : map.keyName();
                    out.append("<" + keyName + ">" + escaped(key) + "</" + keyName + ">");
                    element(
                        map.valueName() == null ? "value" : map.valueName(), value, map.value());
                    out.append("</entry>");
                  });
        }
      }
    }
    out.append("</").append(name).append('>');
  }

  private void attributes(Map<String, Given> fields, Shape.Structure structure) {
    fields.forEach(
        (name, value) -> {
          Member member = structure.members().get(name);
          if (member != null && member.is(Mark.ATTRIBUTE) && value instanceof Given.Leaf leaf) {
            out.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ");
            out.append(member.wire() + "=\"" + escaped(leaf.text()) + "\"");
          }
        });
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
