package dev.obstat.cedar;

/// A word of policy text.
///
/// @param text the characters as written; for a string without its quotes, escapes untouched
/// @param start offset of the first character in the file
/// @param end offset after the last character
record Token(Kind kind, String text, int start, int end, int line, int column) {
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SYMBOL,
    /// `?principal` and the like, the holes of a template.
    SLOT,
    /// Already reported by the lexer.
    INVALID,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /// The token as a message names it.
  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case STRING -> "the string " + Shown.of("\"" + text + "\"");
      case WORD, NUMBER, SYMBOL, SLOT, INVALID -> Shown.of(text);
    };
  }
}
