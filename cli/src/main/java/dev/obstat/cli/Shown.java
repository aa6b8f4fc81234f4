package dev.obstat.cli;

/// Text that others control, made safe for a terminal: control, bidirectional and invisible
/// characters are shown as their code points, never obeyed.
public final class Shown {
  private Shown() {}

  public static String safely(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    int type = Character.getType(point);
    boolean obeyed =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.UNASSIGNED
            || type == Character.PRIVATE_USE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (obeyed) {
      shown.append("<U+").append(String.format("%04X", point)).append('>');
    } else {
      shown.appendCodePoint(point);
    }
  }
}
