package dev.obstat.console.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.http.Exchange;
import dev.obstat.http.Received;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The body of a call: one JSON object with known members.
final class Input {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_WORDS = 2_000;
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private Input(JsonNode object) {
    this.object = object;
  }

  /// @param known the members that the call has; any other is refused
  static Input of(Exchange exchange, Set<String> known) {
    return switch (exchange.body(MOST_BYTES)) {
      case Received.Whole whole -> of(whole.content().bytes(), known);
      case Received.Refused refused ->
          throw new Refused(refused.refusal().status(), refused.refusal().reason());
    };
  }

  static Input of(byte[] bytes, Set<String> known) {
    JsonNode object;
    try {
      object = bytes.length == 0 ? STRICT.createObjectNode() : STRICT.readTree(bytes);
    } catch (IOException e) {
      throw new Refused(400, "the body is not one JSON object: " + firstLine(e));
    }
    if (!object.isObject()) {
      throw new Refused(400, "the body is not a JSON object");
    }
    for (var member : object.properties()) {
      if (!known.contains(member.getKey())) {
        throw new Refused(
            400,
            "unknown member `"
                + printable(member.getKey())
                + "`: this call has "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
    return new Input(object);
  }

  String text(String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new Refused(400, "`" + name + "` is missing, or is not a string");
    }
    return value.asText();
  }

  String text(String name, String otherwise) {
    return object.has(name) ? text(name) : otherwise;
  }

  /// A list of texts, none where there is none.
  List<String> texts(String name, int most) {
    JsonNode list = object.path(name);
    if (list.isMissingNode()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.isTextual() ? text.asText() : ""));
    if (!list.isArray() || texts.size() > most || texts.contains("")) {
      throw new Refused(400, "`" + name + "` is not a list of at most " + most + " texts");
    }
    return texts;
  }

  /// An object inside, nothing where the member is not there.
  ///
  /// @param known its members; any other is refused
  Optional<Input> object(String name, Set<String> known) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isObject()
        || value.properties().stream().anyMatch(member -> !known.contains(member.getKey()))) {
      throw new Refused(
          400, "`" + name + "` is not an object with " + String.join(", ", new TreeSet<>(known)));
    }
    return Optional.of(new Input(value));
  }

  /// People's words, empty where there are none.
  String words(String name) {
    String words = text(name, "");
    if (words.length() > MOST_WORDS) {
      throw new Refused(400, "`" + name + "` is longer than " + MOST_WORDS + " characters");
    }
    return words;
  }

  int number(String name, int otherwise, int most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.asInt() < 1 || value.asInt() > most) {
      throw new Refused(400, "`" + name + "` is not a whole number from 1 to " + most);
    }
    return value.asInt();
  }

  Instant moment(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new Refused(
          400, "`" + name + "` is `" + printable(text) + "`, not a time like 2026-01-31T12:00:00Z");
    }
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return printable(end < 0 ? message : message.substring(0, end));
  }

  static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) : text;
    return cut.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }
}
