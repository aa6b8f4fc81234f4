package dev.obstat.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;

/// Writes JSON as RFC 8785 (JCS) says: no white space, the shortest escapes, and, where whole trees
/// are written, members in the order of their names' UTF-16 code units. Numbers are integers that
/// every reader holds exactly; everything larger is text in this format.
final class Canonical {
  /// How deep objects and arrays nest at most.
  static final int DEEPEST = 500;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);
  private int depth;
  private boolean first = true;

  String text() {
    return out.toString();
  }

  void begin(char bracket) {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("a fact nests at most " + DEEPEST + " levels deep");
    }
    out.append(bracket);
    first = true;
  }

  void end(char bracket) {
    depth--;
    out.append(bracket);
    first = false;
  }

  /// Names must come in order.
  void name(String name) {
    item();
    string(name);
    out.append(':');
    first = true;
  }

  /// Stands before every item of an array.
  void item() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  void text(String text) {
    string(text);
    first = false;
  }

  void literal(String literal) {
    out.append(literal);
    first = false;
  }

  void tree(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      begin('{');
      members.forEach(
          (name, value) -> {
            name(name);
            tree(value);
          });
      end('}');
    } else if (node.isArray()) {
      begin('[');
      for (JsonNode item : node) {
        item();
        first = true;
        tree(item);
      }
      end(']');
    } else if (node.isTextual()) {
      text(node.textValue());
    } else if (node.isBoolean() || node.isNull() || node.isInt()) {
      literal(node.toString());
    } else {
      throw new IllegalArgumentException("`" + node + "` has no place in this format");
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> i = other(text, i, c);
      }
    }
    out.append('"');
  }

  /// @return the position of the last character that was written
  private int other(String text, int i, char c) {
    if (c < 0x20) {
      out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      return i;
    }
    out.append(c);
    if (!Character.isSurrogate(c)) {
      return i;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
    if (!paired) {
      throw new IllegalArgumentException("text is not valid Unicode");
    }
    out.append(text.charAt(i + 1));
    return i + 1;
  }
}
