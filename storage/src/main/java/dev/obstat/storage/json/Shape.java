package dev.obstat.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/// How one Java type looks in JSON, in both directions. Reading is strict: what it does not know,
/// it refuses with an [UnreadableEntry].
interface Shape<T> {

  void write(T value, Canonical out);

  /// @param at where the node stands, for messages
  T read(JsonNode node, String at);

  /// A shape that is made later, for types that contain themselves.
  static <T> Shape<T> later(Supplier<Shape<T>> made) {
    return new Shape<>() {
      @Override
      public void write(T value, Canonical out) {
        made.get().write(value, out);
      }

      @Override
      public T read(JsonNode node, String at) {
        return made.get().read(node, at);
      }
    };
  }
}
