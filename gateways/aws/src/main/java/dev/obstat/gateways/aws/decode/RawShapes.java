package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.Malformed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives JSON and CBOR the meaning that the model has for them.
final class RawShapes {
  private final Shaping shaping;
  private final boolean wireNames;
  private final boolean dropEmptyStructures;

  /// @param wireNames whether members have the model's wire names, and not their own
  /// @param dropEmptyStructures whether an empty structure counts as absent, so that the same
  ///   request is equal in query form, which cannot say it
  RawShapes(Shaping shaping, boolean wireNames, boolean dropEmptyStructures) {
    this.shaping = shaping;
    this.wireNames = wireNames;
    this.dropEmptyStructures = dropEmptyStructures;
  }

  /// The members of a structure; what is not in the body is left alone.
  void members(Raw raw, Shape.Structure shape, Map<String, Value> into, String at, boolean hide) {
    if (!(raw instanceof Raw.Fields(Map<String, Raw> fields))) {
      throw wrong(at, "an object", raw);
    }
    boolean secret = hide || shape.secret();
    fields.forEach(
        (name, value) -> {
          String below = Paths.member(at, name);
          Member member = member(shape, name);
          if (member == null) {
            Shaping.refuseOtherCase(name, bodyNames(shape), below);
            shaping.noteUnknown(below);
            Shaping.put(
                into, name, plain(value, below, secret || Shaping.secretByName(name)), below);
            return;
          }
          Value shaped = shaped(value, member.type(), below, secret || Shaping.secret(member));
          if (!(dropEmptyStructures && shaped.equals(Value.Structure.EMPTY))) {
            Shaping.put(into, member.name(), Shaping.marked(member, shaped), below);
          }
        });
  }

  Value shaped(Raw raw, Type type, String at, boolean secret) {
    if (raw instanceof Raw.Nothing) {
      shaping.count(at);
      return new Value.Nothing();
    }
    return switch (type) {
      case Type.Simple simple -> simple(raw, simple, at, secret || simple.secret());
      case Type.Reference reference ->
          switch (shaping.shape(reference)) {
            case Shape.Structure structure -> {
              shaping.count(at);
              Map<String, Value> into = new LinkedHashMap<>();
              members(raw, structure, into, at, secret);
              yield new Value.Structure(into);
            }
            case Shape.Sequence list -> list(raw, list, at, secret || list.secret());
            case Shape.Dictionary map -> map(raw, map, at, secret || map.secret());
            case Shape.Document _ -> plain(raw, at, secret);
          };
    };
  }

  private Value list(Raw raw, Shape.Sequence shape, String at, boolean secret) {
    if (!(raw instanceof Raw.Items(List<Raw> items))) {
      throw wrong(at, "a list", raw);
    }
    shaping.count(at);
    List<Value> values = new ArrayList<>();
    for (Raw item : items) {
      values.add(shaped(item, shape.item(), Paths.item(at, values.size()), secret));
    }
    return new Value.Sequence(values);
  }

  private Value map(Raw raw, Shape.Dictionary shape, String at, boolean secret) {
    if (!(raw instanceof Raw.Fields(Map<String, Raw> fields))) {
      throw wrong(at, "an object", raw);
    }
    shaping.count(at);
    Map<String, Value> values = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          String below = Paths.member(at, key);
          boolean hide = secret || Shaping.secretByName(key);
          values.put(shaping.key(key, shape.key()), shaped(value, shape.value(), below, hide));
        });
    return new Value.Structure(values);
  }

  private Value simple(Raw raw, Type.Simple type, String at, boolean secret) {
    Scalar scalar = type.scalar();
    return switch (raw) {
      case Raw.Text(String text) -> {
        if (scalar == Scalar.BOOLEAN) {
          throw wrong(at, "true or false", raw);
        }
        yield shaping.text(type, text, at, secret);
      }
      case Raw.Numeric(var number) -> {
        shaping.count(at);
        Value value =
            switch (scalar) {
              case NUMBER, DOCUMENT -> new Value.Numeric(number);
              case TIMESTAMP -> new Value.Text(Scalars.seconds(number, at));
              case STRING -> throw wrong(at, "text", raw);
              case BOOLEAN -> throw wrong(at, "true or false", raw);
              case BLOB -> throw wrong(at, "base64 text", raw);
            };
        yield secret ? shaping.hidden(value) : value;
      }
      case Raw.Flag(boolean flag) -> {
        shaping.count(at);
        if (scalar != Scalar.BOOLEAN && scalar != Scalar.DOCUMENT) {
          throw wrong(at, "a " + scalar.name().toLowerCase(java.util.Locale.ROOT), raw);
        }
        yield secret ? shaping.hidden(new Value.Flag(flag)) : new Value.Flag(flag);
      }
      case Raw.Bytes(ByteBuffer bytes) -> {
        if (scalar != Scalar.BLOB) {
          throw wrong(at, "no bytes", raw);
        }
        shaping.count(at);
        yield shaping.blob(octets(bytes), secret);
      }
      case Raw.Moment(var instant) -> {
        if (scalar != Scalar.TIMESTAMP) {
          throw wrong(at, "no time", raw);
        }
        yield shaping.text(type, instant.toString(), at, secret);
      }
      case Raw.Nothing _ -> new Value.Nothing();
      case Raw.Items _, Raw.Fields _ -> {
        if (scalar == Scalar.DOCUMENT) {
          yield plain(raw, at, secret);
        }
        throw wrong(at, "a single value", raw);
      }
    };
  }

  /// A value that no model explains.
  Value plain(Raw raw, String at, boolean secret) {
    shaping.count(at);
    return switch (raw) {
      case Raw.Text(String text) ->
          secret ? shaping.hidden(Scalars.utf8(text)) : new Value.Text(text);
      case Raw.Numeric(var number) ->
          secret ? shaping.hidden(new Value.Numeric(number)) : new Value.Numeric(number);
      case Raw.Flag(boolean flag) ->
          secret ? shaping.hidden(new Value.Flag(flag)) : new Value.Flag(flag);
      case Raw.Nothing _ -> new Value.Nothing();
      case Raw.Bytes(ByteBuffer bytes) -> shaping.blob(octets(bytes), secret);
      case Raw.Moment(var instant) -> new Value.Text(instant.toString());
      case Raw.Items(List<Raw> items) -> {
        List<Value> values = new ArrayList<>();
        for (Raw item : items) {
          values.add(plain(item, Paths.item(at, values.size()), secret));
        }
        yield new Value.Sequence(values);
      }
      case Raw.Fields(Map<String, Raw> fields) -> {
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach(
            (name, value) ->
                values.put(
                    name,
                    plain(value, Paths.member(at, name), secret || Shaping.secretByName(name))));
        yield new Value.Structure(values);
      }
    };
  }

  private @Nullable Member member(Shape.Structure shape, String name) {
    Member same = shape.members().get(name);
    if (same != null && wire(same).equals(name) && same.place() == Place.BODY) {
      return same;
    }
    for (Member member : shape.members().values()) {
      if (member.place() == Place.BODY && wire(member).equals(name)) {
        return member;
      }
    }
    return null;
  }

  private java.util.Set<String> bodyNames(Shape.Structure shape) {
    return shape.members().values().stream()
        .filter(member -> member.place() == Place.BODY)
        .map(this::wire)
        .collect(Collectors.toSet());
  }

  private String wire(Member member) {
    return wireNames ? member.wire() : member.name();
  }

  private static byte[] octets(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static Malformed wrong(String at, String wanted, Raw raw) {
    return new Malformed(
        (at.isEmpty() ? "the body" : quoted(at)) + " must be " + wanted + ", not " + raw.kind());
  }
}
