package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Type;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes decoded parameters in EC2's form again. Where something of them was not kept (a secret),
/// or cannot be said in it, there is no form.
final class FormOfValues {
  private final ServiceModel model;
  private final SortedMap<String, String> form = new TreeMap<>();

  private FormOfValues(ServiceModel model) {
    this.model = model;
  }

  static Optional<SortedMap<String, String>> of(
      ServiceModel model, Shape.Structure shape, Value.Structure parameters) {
    FormOfValues writer = new FormOfValues(model);
    return writer.structure("", parameters.members(), shape)
        ? Optional.of(writer.form)
        : Optional.empty();
  }

  private boolean structure(String prefix, Map<String, Value> values, Shape.Structure shape) {
    for (Map.Entry<String, Value> one : values.entrySet()) {
      Member member = shape.members().get(one.getKey());
      if (member == null || !value(prefix + name(member), one.getValue(), member.type())) {
        return false;
      }
    }
    return true;
  }

  private static String name(Member member) {
    if (member.ec2() != null) {
      return member.ec2();
    }
    String wire = member.wire();
    return member.is(Mark.NAMED) ? Character.toUpperCase(wire.charAt(0)) + wire.substring(1) : wire;
  }

  private boolean value(String at, Value value, Type type) {
    return switch (value) {
      case Value.Text(String text) -> leaf(at, text);
      case Value.Numeric(var number) -> leaf(at, number.toPlainString());
      case Value.Flag(boolean flag) -> leaf(at, String.valueOf(flag));
      // Whatever it is, a dry run makes nothing that it could be the token of.
      case Value.IdempotencyToken(String token) -> leaf(at, token);
      case Value.Sequence(var items) -> {
        if (!(type instanceof Type.Reference reference)
            || !(model.shape(reference) instanceof Shape.Sequence list)) {
          yield false;
        }
        boolean whole = true;
        for (int i = 0; i < items.size(); i++) {
          whole &= value(at + "." + (i + 1), items.get(i), list.item());
        }
        yield whole;
      }
      case Value.Structure(var members) ->
          type instanceof Type.Reference reference
              && model.shape(reference) instanceof Shape.Structure structure
              && structure(at + ".", members, structure);
      case Value.Nothing _, Value.Blob _, Value.Secret _ -> false;
    };
  }

  private boolean leaf(String at, String text) {
    return form.put(at, text) == null;
  }
}
