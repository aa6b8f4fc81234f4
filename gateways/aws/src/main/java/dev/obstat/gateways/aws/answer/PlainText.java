package dev.obstat.gateways.aws.answer;

import java.util.Set;

/// Text that may stand in any of the formats, once it is escaped.
final class PlainText {

  private static final Set<Byte> NOT_SHOWN =
      Set.of(
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR);

  private PlainText() {}

  /// One line: anything a terminal or reader obeys instead of showing becomes `?`. Cut, with a
  /// mark, where it is too long.
  static String line(String text, int longest) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (line.length() >= longest) {
        return line.append("...").toString();
      }
      line.appendCodePoint(isShown(c) ? c : '?');
    }
    return line.toString();
  }

  /// For headers and status lines: ASCII only.
  static String ascii(String text, int longest) {
    StringBuilder ascii = new StringBuilder();
    line(text, longest).codePoints().forEach(c -> ascii.append(c < 0x7f ? (char) c : '?'));
    return ascii.toString();
  }

  private static boolean isShown(int c) {
    return !NOT_SHOWN.contains((byte) Character.getType(c));
  }

  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
