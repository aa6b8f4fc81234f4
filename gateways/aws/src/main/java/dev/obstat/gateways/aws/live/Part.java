package dev.obstat.gateways.aws.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.gateways.aws.decode.XmlTree;
import dev.obstat.gateways.aws.request.Malformed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A part of an answer, XML or JSON, looked into by names. A list in JSON is as good as elements of
/// the same name in XML.
sealed interface Part {
  int DEPTH = 32;

  record Xml(XmlTree tree) implements Part {}

  record Json(JsonNode node) implements Part {}

  /// @throws Malformed when it is neither
  static Part read(String text, boolean xml) {
    return xml ? new Xml(Readers.XML.read(text)) : new Json(Readers.json(text));
  }

  /// What is called so in each of what is called so, and so on.
  default List<Part> each(String... path) {
    List<Part> parts = List.of(this);
    for (String name : path) {
      List<Part> below = new ArrayList<>();
      parts.forEach(part -> part.named(name, below));
      parts = below;
    }
    return parts;
  }

  /// The text of the first that is there; empty when there is none.
  default String text(String... path) {
    return each(path).stream()
        .map(Part::own)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// Whether it says so in so many words.
  default boolean isTrue(String... path) {
    return text(path).equalsIgnoreCase("true");
  }

  /// ISO 8601, or seconds since 1970.
  default Optional<Instant> time(String... path) {
    String text = text(path);
    try {
      if (text.matches("\\d{1,12}(\\.\\d{1,20})?([eE]\\d{1,2})?")) {
        BigDecimal millis = new BigDecimal(text).movePointRight(3);
        return Optional.of(
            Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
      }
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private void named(String name, List<Part> into) {
    switch (this) {
      case Xml(XmlTree tree) ->
          tree.children().stream()
              .filter(child -> child.name().equals(name))
              .forEach(child -> into.add(new Xml(child)));
      case Json(JsonNode node) -> {
        JsonNode member = node.path(name);
        if (member.isArray()) {
          member.forEach(item -> into.add(new Json(item)));
        } else if (!member.isMissingNode() && !member.isNull()) {
          into.add(new Json(member));
        }
      }
    }
  }

  private String own() {
    return switch (this) {
      case Xml(XmlTree tree) -> tree.text().strip();
      case Json(JsonNode node) -> node.isValueNode() ? node.asText() : "";
    };
  }

  /// What reads answers; made once, because making it is slow.
  final class Readers {
    private static final XmlTree.Reader XML = new XmlTree.Reader(DEPTH);
    private static final ObjectMapper JSON =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static {
      JSON.getFactory()
          .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
    }

    private Readers() {}

    private static JsonNode json(String text) {
      try {
        JsonNode node = JSON.readTree(text);
        if (!node.isObject()) {
          throw new Malformed("the answer is no JSON object");
        }
        return node;
      } catch (JsonProcessingException e) {
        // The parser's own message quotes what stands there.
        throw new Malformed("the answer is no JSON");
      }
    }
  }
}
