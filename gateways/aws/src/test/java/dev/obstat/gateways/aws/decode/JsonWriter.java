package dev.obstat.gateways.aws.decode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import java.time.Instant;
import java.util.Map;

/// Writes parameters as JSON.
final class JsonWriter {
  private final ServiceModel model;
  private final boolean wireNames;
  private final StringBuilder out;

  JsonWriter(ServiceModel model, boolean wireNames, StringBuilder out) {
    this.model = model;
    this.wireNames = wireNames;
    this.out = out;
  }

  void structure(Map<String, Given> fields, Shape.Structure shape) {
    out.append('{');
    fields.forEach(
        (name, value) -> {
          Member member = shape.members().get(name);
          if (member != null && member.place() == Place.BODY) {
            key(wireNames ? member.wire() : name);
            value(value, member.type());
          }
        });
    out.append('}');
  }

  void value(Given given, Type type) {
    switch (given) {
      case Given.Leaf leaf -> leaf(leaf);
      case Given.Items items -> {
        Shape.Sequence list = (Shape.Sequence) model.shape((Type.Reference) type);
        out.append('[');
        for (int i = 0; i < items.items().size(); i++) {
          out.append(i == 0 ? "" : ",");
          value(items.items().get(i), list.item());
        }
        out.append(']');
      }
      case Given.Fields fields -> {
        if (model.shape((Type.Reference) type) instanceof Shape.Structure structure) {
          structure(fields.fields(), structure);
        } else if (model.shape((Type.Reference) type) instanceof Shape.Dictionary map) {
          out.append('{');
          fields
              .fields()
              .forEach(
                  (key, value) -> {
                    key(key);
                    value(value, map.value());
                  });
          out.append('}');
        }
      }
    }
  }

  private void leaf(Given.Leaf leaf) {
    switch (leaf.scalar()) {
      case NUMBER, BOOLEAN -> out.append(leaf.text());
      case TIMESTAMP -> out.append(Instant.parse(leaf.text()).getEpochSecond());
      case STRING, BLOB, DOCUMENT -> quoted(leaf.text());
    }
  }

  private void key(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    quoted(name);
    out.append(':');
  }

  private void quoted(String text) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }
}
