package dev.obstat.ledger;

/// Foreign text made fit for an error message: bounded, and with anything that could steer a
/// terminal or hide (control, bidi and other format characters, U+2028, U+2029) written as its code
/// point.
final class Shown {
  private static final int LIMIT = 80;

  private Shown() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LIMIT).forEach(point -> append(shown, point));
    if (text.codePointCount(0, text.length()) > LIMIT) {
      shown.append("…");
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    int type = Character.getType(point);
    boolean hidden =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.UNASSIGNED
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (hidden) {
      shown.append("\\u{%x}".formatted(point));
    } else {
      shown.appendCodePoint(point);
    }
  }
}
