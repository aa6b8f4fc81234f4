package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;

/// Cuts policy text into tokens. What is no token is reported and marked [Token.Kind#INVALID].
///
/// Lexical rules: <https://docs.cedarpolicy.com/policies/syntax-grammar.html>. White space is
/// Unicode's White_Space, a comment runs from `//` to the end of the line, a string may span lines.
final class Lexer {
  private static final String SINGLE = "@.,;(){}[]+-*/%";
  private static final List<String> DOUBLE = List.of("::", "==", "!=", "<=", ">=", "||", "&&");
  private static final String SINGLE_OR_DOUBLE = ":<>!=";

  private final SourceFile file;
  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int offset;
  private int line = 1;
  private int column = 1;

  private Lexer(SourceFile file, Problems problems) {
    this.file = file;
    this.text = file.text();
    this.problems = problems;
  }

  /// The tokens of the file; the last one is [Token.Kind#END].
  static List<Token> tokens(SourceFile file, Problems problems) {
    Lexer lexer = new Lexer(file, problems);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (true) {
      skipBlanks();
      if (offset >= text.length()) {
        tokens.add(new Token(Token.Kind.END, "", offset, offset, line, column));
        return;
      }
      token();
    }
  }

  private void skipBlanks() {
    while (offset < text.length()) {
      int point = text.codePointAt(offset);
      if (isWhiteSpace(point)) {
        advance();
      } else if (text.startsWith("//", offset)) {
        while (offset < text.length() && !isLineEnd(text.charAt(offset))) {
          advance();
        }
      } else {
        return;
      }
    }
  }

  private void token() {
    char first = text.charAt(offset);
    if (isWordStart(first)) {
      take(Token.Kind.WORD, wordEnd(offset));
    } else if (isDigit(first)) {
      int end = offset;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      take(Token.Kind.NUMBER, end);
    } else if (first == '"') {
      string();
    } else if (first == '?' && offset + 1 < text.length() && isWordStart(text.charAt(offset + 1))) {
      take(Token.Kind.SLOT, wordEnd(offset + 1));
    } else if (DOUBLE.stream().anyMatch(symbol -> text.startsWith(symbol, offset))) {
      take(Token.Kind.SYMBOL, offset + 2);
    } else if (SINGLE.indexOf(first) >= 0 || SINGLE_OR_DOUBLE.indexOf(first) >= 0) {
      take(Token.Kind.SYMBOL, offset + 1);
    } else {
      invalidCharacter(first);
    }
  }

  private void invalidCharacter(char first) {
    int end = offset + Character.charCount(text.codePointAt(offset));
    String shown = Shown.of(text.substring(offset, end));
    String hint =
        switch (first) {
          case '&' -> ": write `&&`";
          case '|' -> ": write `||`";
          case '\'' -> ": strings are in double quotes";
          default -> "";
        };
    problems.add(here(), "the character " + shown + " has no meaning here" + hint);
    take(Token.Kind.INVALID, end);
  }

  private void string() {
    int end = offset + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      boolean escape = text.charAt(end) == '\\';
      if (escape && (end + 1 >= text.length() || text.charAt(end + 1) == '\n')) {
        problems.add(here(), "this string has a `\\` at the end of a line: write `\\n`", "`\"`");
        take(Token.Kind.INVALID, end + 1);
        return;
      }
      end += escape ? 2 : 1;
    }
    if (end >= text.length()) {
      problems.add(here(), "this string does not end: expected `\"`", "`\"`");
      take(Token.Kind.INVALID, text.length());
      return;
    }
    take(Token.Kind.STRING, end + 1);
  }

  private void take(Token.Kind kind, int end) {
    int start = offset;
    int startLine = line;
    int startColumn = column;
    while (offset < end) {
      advance();
    }
    boolean quoted = kind == Token.Kind.STRING;
    String words = quoted ? text.substring(start + 1, end - 1) : text.substring(start, end);
    tokens.add(new Token(kind, words, start, end, startLine, startColumn));
  }

  /// One code point on. A line ends at a line feed, or at a carriage return without one.
  private void advance() {
    int point = text.codePointAt(offset);
    offset += Character.charCount(point);
    boolean lineFeedFollows = offset < text.length() && text.charAt(offset) == '\n';
    if (point == '\n' || (point == '\r' && !lineFeedFollows)) {
      line++;
      column = 1;
    } else {
      column++;
    }
  }

  private Position here() {
    return new Position(file.name(), line, column);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  static boolean isWordStart(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }

  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  private static boolean isWhiteSpace(int point) {
    return (point >= 0x9 && point <= 0xd)
        || point == 0x20
        || point == 0x85
        || point == 0xa0
        || point == 0x1680
        || (point >= 0x2000 && point <= 0x200a)
        || point == 0x2028
        || point == 0x2029
        || point == 0x202f
        || point == 0x205f
        || point == 0x3000;
  }
}
