package dev.obstat.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// Text that others control, made safe for a terminal: control, bidirectional and invisible
/// characters are shown as their code points, never obeyed.
public final class Shown {
  private Shown() {}

  public static String safely(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /// A moment as an answer has it, to the second and in UTC; anything else as it is.
  static String moment(String text) {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeParseException _) {
      return safely(text);
    }
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
