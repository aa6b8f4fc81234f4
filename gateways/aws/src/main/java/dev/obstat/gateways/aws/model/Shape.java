package dev.obstat.gateways.aws.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A shape with parts, as far as the inputs of operations use it.
public sealed interface Shape {

  /// @param members by their name in the model
  record Structure(Map<String, Member> members, boolean secret) implements Shape {
    public static final Structure EMPTY = new Structure(Map.of(), false);
  }

  /// @param itemName the name of an item in XML and query form, where the model gives one
  record Sequence(Type item, @Nullable String itemName, boolean flattened, boolean secret)
      implements Shape {}

  /// @param keyName the name of a key in XML and query form, where the model gives one
  record Dictionary(
      Type key,
      @Nullable String keyName,
      Type value,
      @Nullable String valueName,
      boolean flattened,
      boolean secret)
      implements Shape {}

  /// Anything that JSON can say.
  record Document() implements Shape {}

  /// A member of a structure.
  ///
  /// @param place where on the wire it travels
  /// @param wire its name there: of the header, query key, label or body member
  /// @param ec2 its name in the EC2 form, where the model gives one of its own
  record Member(
      String name, Type type, Place place, String wire, @Nullable String ec2, List<Mark> marks) {

    public boolean is(Mark mark) {
      return marks.contains(mark);
    }
  }

  /// Where on the wire a member travels; only the REST protocols use any but the body.
  enum Place {
    BODY,
    /// It is the whole body.
    PAYLOAD,
    HEADER,
    /// All headers whose names begin with the wire name.
    HEADERS,
    QUERY,
    /// All query keys that no other member has.
    QUERY_MAP,
    LABEL
  }

  /// What else the model says of a member.
  enum Mark {
    REQUIRED,
    SECRET,
    TOKEN,
    STREAMING,
    FLATTENED,
    ATTRIBUTE,
    JSON_VALUE,
    HOST_LABEL,
    /// The wire name is the model's, and not the member's name repeated.
    NAMED
  }
}
