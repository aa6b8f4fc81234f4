package dev.obstat.core.action;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A parameter of an action: one neutral tree for every wire.
public sealed interface Value {

  record Text(String text) implements Value {}

  record Numeric(BigDecimal number) implements Value {
    public static Numeric of(long number) {
      return new Numeric(BigDecimal.valueOf(number));
    }
  }

  record Flag(boolean flag) implements Value {}

  /// Explicitly nothing, where a wire can say so (`null` in JSON).
  record Nothing() implements Value {}

  /// Bytes, known by their hash alone.
  ///
  /// @param sha256 SHA-256 in lower-case hexadecimal
  /// @param length in bytes
  record Blob(String sha256, long length) implements Value {}

  /// Something no reviewer, log or ledger may see. Two secrets are the same when their fingerprints
  /// are.
  ///
  /// @param fingerprint a keyed hash (HMAC-SHA256 under a key of this installation), so that a
  ///   secret that is easy to guess cannot be found by trying
  record Secret(String fingerprint) implements Value {}

  /// A value that a client makes anew for every try, so that a repeat does not act twice. It is no
  /// part of the digest.
  record IdempotencyToken(String given) implements Value {}

  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// Members by name, in the order of the request; the order means nothing.
  record Structure(Map<String, Value> members) implements Value {
    public static final Structure EMPTY = new Structure(Map.of());

    public Structure {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /// A text value.
  static Value of(String text) {
    return new Text(text);
  }
}
