package dev.obstat.cedar;

/// ASCII digits in text.
final class Digits {
  private Digits() {}

  /// Whether the text is one or more digits.
  static boolean all(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      if (!Lexer.isDigit(text.charAt(index))) {
        return false;
      }
    }
    return true;
  }
}
