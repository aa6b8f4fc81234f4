package dev.obstat.cedar;

/// Input as it may stand in a message: short, on one line, with nothing invisible.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /// The text in backticks. Control, format (bidi) and unassigned characters are written out.
  static String of(String text) {
    StringBuilder shown = new StringBuilder("`");
    int count = 0;
    int index = 0;
    while (index < text.length()) {
      if (count++ == LONGEST) {
        return shown.append("…`").toString();
      }
      int point = text.codePointAt(index);
      index += Character.charCount(point);
      append(shown, point);
    }
    return shown.append('`').toString();
  }

  /// A Cedar string literal for the text.
  static String literal(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                shown.append('\\');
              }
              append(shown, point);
            });
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (isVisible(point)) {
      shown.appendCodePoint(point);
      return;
    }
    shown.append("\\u{").append(Integer.toHexString(point)).append('}');
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
