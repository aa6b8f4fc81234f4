package dev.obstat.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.core.action.Digest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The shapes of single values. Whatever a double cannot hold exactly is text.
final class Scalars {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  static final Shape<String> TEXT = new Text<>(text -> text, text -> text);
  static final Shape<BigDecimal> DECIMAL = new Text<>(BigDecimal::toString, BigDecimal::new);
  static final Shape<Duration> DURATION = new Text<>(Duration::toString, Duration::parse);
  static final Shape<Long> LONG = new Text<>(number -> Long.toString(number), Long::valueOf);
  static final Shape<Digest> DIGEST = new Text<>(Digest::hex, Digest::new);

  /// RFC 3339, hence years 0000 to 9999.
  static final Shape<Instant> INSTANT = new Text<>(Scalars::timestamp, Instant::parse);

  static final Shape<Integer> INT =
      new Shape<>() {
        @Override
        public void write(Integer value, Canonical out) {
          out.literal(value.toString());
        }

        @Override
        public Integer read(JsonNode node, String at) {
          if (!node.isInt()) {
            throw new UnreadableEntry(at + " is not a small whole number");
          }
          return node.intValue();
        }
      };

  static final Shape<Boolean> FLAG =
      new Shape<>() {
        @Override
        public void write(Boolean value, Canonical out) {
          out.literal(value.toString());
        }

        @Override
        public Boolean read(JsonNode node, String at) {
          if (!node.isBoolean()) {
            throw new UnreadableEntry(at + " is neither true nor false");
          }
          return node.booleanValue();
        }
      };

  private Scalars() {}

  static String timestamp(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new IllegalArgumentException(
          "the time " + instant + " is not in the years 0000 to 9999, which facts can hold");
    }
    return instant.toString();
  }

  /// Enum constants by words of the format's own.
  static <E extends Enum<E>> Shape<E> words(Class<E> type, Map<E, String> words) {
    EnumMap<E, String> toWord = new EnumMap<>(words);
    Map<String, E> fromWord = new HashMap<>();
    words.forEach((constant, word) -> fromWord.put(word, constant));
    int constants = type.getEnumConstants().length;
    if (toWord.size() != constants || fromWord.size() != constants) {
      throw new IllegalStateException("not every constant of " + type + " has its own word");
    }
    return new Text<>(
        constant -> Shapes.known(toWord, constant), word -> Shapes.known(fromWord, word));
  }

  /// A value that is one JSON string.
  private record Text<T>(Function<T, String> toText, Function<String, T> fromText)
      implements Shape<T> {
    @Override
    public void write(T value, Canonical out) {
      out.text(toText.apply(value));
    }

    @Override
    public T read(JsonNode node, String at) {
      if (!node.isTextual()) {
        throw new UnreadableEntry(at + " is not a string");
      }
      try {
        return fromText.apply(node.textValue());
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new UnreadableEntry(at + " is not understood: `" + node.textValue() + "`", e);
      }
    }
  }
}
