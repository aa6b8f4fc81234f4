package dev.obstat.notices;

import java.util.Locale;

/// Makes one line of a text that somebody else wrote: what would not be seen, or be obeyed instead
/// of shown, is written as `⟨U+202E⟩`.
final class Plain {
  private Plain() {}

  /// @param longest characters; what is longer ends with `…`
  static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      String shown = isShown(c) ? Character.toString(c) : String.format(Locale.ROOT, "⟨U+%04X⟩", c);
      if (line.length() + shown.length() > longest - 1 && at <= text.length()) {
        boolean whole = at == text.length() && line.length() + shown.length() <= longest;
        return line.append(whole ? shown : "…").toString();
      }
      line.append(shown);
    }
    return line.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
