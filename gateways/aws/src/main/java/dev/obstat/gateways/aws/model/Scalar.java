package dev.obstat.gateways.aws.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds of value that have no parts. The index keeps no finer types: an integer and a double
/// are both a number.
public enum Scalar {
  STRING,
  NUMBER,
  BOOLEAN,
  TIMESTAMP,
  BLOB,
  /// Anything that JSON can say, without a model.
  DOCUMENT;

  private static final Map<String, Scalar> BY_WORD =
      Map.of(
          "string", STRING,
          "number", NUMBER,
          "boolean", BOOLEAN,
          "timestamp", TIMESTAMP,
          "blob", BLOB,
          "document", DOCUMENT);

  static @Nullable Scalar named(String word) {
    return BY_WORD.get(word);
  }
}
