package dev.obstat.gateways.aws.decode;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Type;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parameters as a client has them, before they are written in a protocol.
sealed interface Given {

  /// @param text base64 for bytes, ISO 8601 for a time
  record Leaf(Scalar scalar, String text) implements Given {}

  record Items(List<Given> items) implements Given {}

  /// @param fields by the model's names
  record Fields(Map<String, Given> fields) implements Given {}

  Fingerprint FINGERPRINT =
      secret -> "fingerprint-of-" + Scalars.blob(secret).sha256().substring(0, 16);

  /// The tree that decoding must give.
  static Value expected(Given given, Type type, boolean secret, ServiceModel model) {
    return switch (given) {
      case Leaf leaf -> {
        boolean hide = secret || (type instanceof Type.Simple simple && simple.secret());
        yield hide ? hidden(leaf) : plain(leaf);
      }
      case Items(List<Given> items) -> {
        Shape.Sequence list = (Shape.Sequence) model.shape((Type.Reference) type);
        yield new Value.Sequence(
            items.stream()
                .map(item -> expected(item, list.item(), secret || list.secret(), model))
                .toList());
      }
      case Fields(Map<String, Given> fields) ->
          switch (model.shape((Type.Reference) type)) {
            case Shape.Structure structure -> expected(fields, structure, secret, model);
            case Shape.Dictionary map -> {
              Map<String, Value> values = new LinkedHashMap<>();
              fields.forEach(
                  (key, value) ->
                      values.put(
                          map.key() instanceof Type.Simple simple && simple.secret()
                              ? "secret:" + FINGERPRINT.of(Scalars.utf8(key))
                              : key,
                          expected(value, map.value(), secret || map.secret(), model)));
              yield new Value.Structure(values);
            }
            case Shape.Sequence _, Shape.Document _ ->
                throw new IllegalArgumentException("fields of " + type);
          };
    };
  }

  static Value.Structure expected(
      Map<String, Given> fields, Shape.Structure structure, boolean secret, ServiceModel model) {
    Map<String, Value> values = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Member member = structure.members().get(name);
          if (member == null || member.is(Shape.Mark.STREAMING)) {
            return;
          }
          boolean hide = secret || structure.secret() || Shaping.secret(member);
          values.put(name, Shaping.marked(member, expected(value, member.type(), hide, model)));
        });
    return new Value.Structure(values);
  }

  private static Value plain(Leaf leaf) {
    return switch (leaf.scalar()) {
      case STRING, DOCUMENT, TIMESTAMP -> new Value.Text(leaf.text());
      case NUMBER -> new Value.Numeric(new BigDecimal(leaf.text()));
      case BOOLEAN -> new Value.Flag(leaf.text().equals("true"));
      case BLOB -> Scalars.blob(Base64.getDecoder().decode(leaf.text()));
    };
  }

  private static Value hidden(Leaf leaf) {
    byte[] secret =
        switch (leaf.scalar()) {
          case BLOB -> Base64.getDecoder().decode(leaf.text());
          case NUMBER -> Scalars.utf8(new BigDecimal(leaf.text()).stripTrailingZeros().toString());
          case STRING, BOOLEAN, TIMESTAMP, DOCUMENT -> Scalars.utf8(leaf.text());
        };
    return new Value.Secret(FINGERPRINT.of(secret));
  }
}
