package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What all protocols share when text becomes values: secrets, idempotency tokens, bounds, and the
/// list of what the model does not know. One per request.
final class Shaping {
  static final int MOST_MEMBERS = 200_000;
  private static final int MOST_UNKNOWN = 1_000;

  /// Members that hold secrets although some models do not mark them.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passphrase|secretstring|secretbinary|privatekey|secretaccesskey|sessiontoken"
              + "|authtoken|clientsecret|sharedsecret|presharedkey|secretkey|privatekeypem|plaintextpassword)");

  final ServiceModel model;
  private final Fingerprint fingerprint;
  private final List<String> unknown = new ArrayList<>();
  private int members;

  Shaping(ServiceModel model, Fingerprint fingerprint) {
    this.model = model;
    this.fingerprint = fingerprint;
  }

  List<String> unknown() {
    return unknown;
  }

  /// Counts one more value.
  void count(String at) {
    if (++members > MOST_MEMBERS) {
      throw new Malformed("more than " + MOST_MEMBERS + " values, at " + quoted(at));
    }
  }

  void noteUnknown(String at) {
    if (unknown.size() == MOST_UNKNOWN) {
      throw new Malformed("more than " + MOST_UNKNOWN + " members that the index does not know");
    }
    unknown.add(at);
  }

  static boolean secret(Member member) {
    return member.is(Mark.SECRET)
        || (isText(member.type()) && SECRET_NAME.matcher(member.name()).matches());
  }

  private static boolean isText(Type type) {
    return type instanceof Type.Simple(Scalar scalar, boolean _)
        && (scalar == Scalar.STRING || scalar == Scalar.BLOB);
  }

  static boolean secretByName(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /// A value without parts, from its text.
  Value text(Type.Simple type, String text, String at, boolean secret) {
    count(at);
    if (!secret && !type.secret()) {
      return Scalars.of(type.scalar(), text, at);
    }
    try {
      return type.scalar() == Scalar.BLOB
          ? hidden(Scalars.base64(text, at))
          : hidden(Scalars.of(type.scalar(), text, at));
    } catch (Malformed malformed) {
      throw new Malformed("the secret " + quoted(at) + " is not of the form that it must have");
    }
  }

  /// A value without parts, hidden: the same value has the same fingerprint in every protocol.
  Value hidden(Value plain) {
    return switch (plain) {
      case Value.Text(String text) -> hidden(Scalars.utf8(text));
      case Value.Numeric(var number) ->
          hidden(Scalars.utf8(number.stripTrailingZeros().toString()));
      case Value.Flag(boolean flag) -> hidden(Scalars.utf8(Boolean.toString(flag)));
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _, Value.Nothing _ -> plain;
      case Value.Sequence _, Value.Structure _ ->
          throw new IllegalArgumentException("only values without parts are hidden whole");
    };
  }

  Value blob(byte[] bytes, boolean secret) {
    return secret ? hidden(bytes) : Scalars.blob(bytes);
  }

  Value hidden(byte[] secret) {
    return new Value.Secret(fingerprint.of(secret));
  }

  /// A map's key, which may be secret itself.
  String key(String key, Type type) {
    return type instanceof Type.Simple(Scalar _, boolean secret) && secret
        ? "secret:" + fingerprint.of(Scalars.utf8(key))
        : key;
  }

  /// Marks a member's value as an idempotency token where the model says so.
  static Value marked(Member member, Value value) {
    return member.is(Mark.TOKEN) && value instanceof Value.Text(String text)
        ? new Value.IdempotencyToken(text)
        : value;
  }

  /// Puts a value under a name that must be free.
  static void put(Map<String, Value> into, String name, Value value, String at) {
    if (into.putIfAbsent(name, value) != null) {
      throw new Malformed("the parameter " + quoted(at) + " is there twice");
    }
  }

  /// Refuses a name that differs from a known one in case alone: some services would read it.
  static void refuseOtherCase(String name, Set<String> known, String at) {
    for (String other : known) {
      if (other.equalsIgnoreCase(name)) {
        throw new Malformed(
            "the parameter "
                + quoted(at)
                + " differs from `"
                + other
                + "` in case; write `"
                + other
                + "`");
      }
    }
  }

  Shape shape(Type.Reference reference) {
    return model.shape(reference);
  }
}
