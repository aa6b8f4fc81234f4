package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.obstat.gateways.aws.request.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) strictly: each key once, valid Unicode, nothing after the end.
final class Json {
  private final JsonFactory factory;
  private final int depth;

  Json(int depth) {
    this.depth = depth;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depth)
                    .maxNumberLength(Scalars.LONGEST_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /// @param text empty or blank counts as an empty object, as services have it
  Raw read(String text) {
    if (text.isBlank()) {
      return new Raw.Fields(Map.of());
    }
    try (JsonParser parser = factory.createParser(text)) {
      parser.nextToken();
      Raw raw = value(parser, "", 0);
      if (parser.nextToken() != null) {
        throw new Malformed("malformed JSON: something follows the end, " + place(parser));
      }
      return raw;
    } catch (StreamReadException e) {
      throw new Malformed(
          "malformed JSON at line %d, column %d: what stands there is no JSON"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (StreamConstraintsException e) {
      throw new Malformed("malformed JSON: " + quoted(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("text cannot fail to be read", e);
    }
  }

  private Raw value(JsonParser parser, String at, int level) throws IOException {
    JsonToken token = parser.currentToken();
    if (level > depth) {
      throw new Malformed("JSON nested deeper than " + depth + " at " + quoted(at));
    }
    if (token == null) {
      throw new Malformed("malformed JSON: it ends too early, " + place(parser));
    }
    return switch (token) {
      case START_OBJECT -> object(parser, at, level);
      case START_ARRAY -> array(parser, at, level);
      case VALUE_STRING -> new Raw.Text(Scalars.unicode(parser.getText(), at));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Raw.Numeric(Scalars.number(parser.getText(), at));
      case VALUE_TRUE -> new Raw.Flag(true);
      case VALUE_FALSE -> new Raw.Flag(false);
      case VALUE_NULL -> new Raw.Nothing();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Malformed("malformed JSON " + place(parser));
    };
  }

  private Raw object(JsonParser parser, String at, int level) throws IOException {
    Map<String, Raw> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = Scalars.unicode(parser.currentName(), at);
      String below = Paths.member(at, name);
      parser.nextToken();
      if (fields.put(name, value(parser, below, level + 1)) != null) {
        throw new Malformed("the JSON key " + quoted(below) + " is there twice");
      }
    }
    return new Raw.Fields(fields);
  }

  private Raw array(JsonParser parser, String at, int level) throws IOException {
    List<Raw> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, at, level + 1));
    }
    return new Raw.Items(items);
  }

  private static String place(JsonParser parser) {
    return "at line %d, column %d"
        .formatted(parser.currentLocation().getLineNr(), parser.currentLocation().getColumnNr());
  }
}
