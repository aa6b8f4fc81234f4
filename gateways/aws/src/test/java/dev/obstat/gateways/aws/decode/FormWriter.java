package dev.obstat.gateways.aws.decode;

import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Type;
import java.util.List;
import java.util.Map;

/// Writes parameters as the query and EC2 protocols have them.
final class FormWriter {
  private final ServiceModel model;
  private final boolean ec2;
  private final List<String> out;

  FormWriter(ServiceModel model, boolean ec2, List<String> out) {
    this.model = model;
    this.ec2 = ec2;
    this.out = out;
  }

  void structure(String prefix, Map<String, Given> fields, Shape.Structure shape) {
    fields.forEach(
        (name, value) -> {
          Member member = shape.members().get(name);
          if (member != null) {
            value(prefix + name(member), value, member.type(), member.is(Mark.FLATTENED));
          }
        });
  }

  private String name(Member member) {
    if (!ec2) {
      return member.wire();
    }
    if (member.ec2() != null) {
      return member.ec2();
    }
    String wire = member.wire();
    return member.is(Mark.NAMED) ? Character.toUpperCase(wire.charAt(0)) + wire.substring(1) : wire;
  }

  private void value(String at, Given given, Type type, boolean flat) {
    switch (given) {
      case Given.Leaf leaf ->
          out.add(RequestWriter.encode(at) + "=" + RequestWriter.encode(leaf.text()));
      case Given.Items items -> {
        Shape.Sequence list = (Shape.Sequence) model.shape((Type.Reference) type);
        String prefix = prefix(at, list, flat);
        for (int i = 0; i < items.items().size(); i++) {
          value(prefix + "." + (i + 1), items.items().get(i), list.item(), false);
        }
      }
      case Given.Fields fields -> {
        if (model.shape((Type.Reference) type) instanceof Shape.Structure structure) {
          structure(at + ".", fields.fields(), structure);
        } else if (model.shape((Type.Reference) type) instanceof Shape.Dictionary map) {
          int index = 0;
          for (Map.Entry<String, Given> entry : fields.fields().entrySet()) {
            String below = at + (flat || map.flattened() ? "." : ".entry.") + ++index + ".";
            String key = map.keyName() == null ? "key" : map.keyName();
            out.add(RequestWriter.encode(below + key) + "=" + RequestWriter.encode(entry.getKey()));
            value(
                below + (map.valueName() == null ? "value" : map.valueName()),
                entry.getValue(),
                map.value(),
                false);
          }
        }
      }
    }
  }

  private String prefix(String at, Shape.Sequence list, boolean flat) {
    if (ec2) {
      return at;
    }
    if (!flat && !list.flattened()) {
      return at + "." + (list.itemName() == null ? "member" : list.itemName());
    }
    return list.itemName() == null
        ? at
        : at.substring(0, at.lastIndexOf('.') + 1) + list.itemName();
  }
}
