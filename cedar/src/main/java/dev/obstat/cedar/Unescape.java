package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;

/// Reads the escapes of a string literal, which are those of Rust: `\n \r \t \\ \0 \' \"`, an `x`
/// with two hex digits up to 7f, and a `u` with one to six in braces; in a pattern also `\*`. A
/// carriage return and line feed read as one line feed; a carriage return alone is refused.
final class Unescape {
  /// Stands for the wildcard among the code points of a pattern.
  private static final int WILDCARD = -1;

  private final Cursor cursor;
  private final Token token;
  private final String text;
  private final boolean pattern;
  private final List<Integer> points = new ArrayList<>();
  private int offset;
  private int line;
  private int column;

  private Unescape(Cursor cursor, Token token, boolean pattern) {
    this.cursor = cursor;
    this.token = token;
    this.text = token.text();
    this.pattern = pattern;
    this.line = token.line();
    this.column = token.column() + 1;
  }

  /// The characters that the literal stands for.
  static String text(Cursor cursor, Token token) {
    if (token.text().indexOf('\\') < 0 && token.text().indexOf('\r') < 0) {
      return token.text();
    }
    StringBuilder plain = new StringBuilder();
    new Unescape(cursor, token, false).read().forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /// The pattern that the literal stands for. As in the official implementation a star written by
  /// its code 2a is a wildcard too; only `\*` is the character.
  static Pattern pattern(Cursor cursor, Token token) {
    List<Pattern.Element> elements = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int point : new Unescape(cursor, token, true).read()) {
      if (point != WILDCARD) {
        literal.appendCodePoint(point);
        continue;
      }
      if (!literal.isEmpty()) {
        elements.add(new Pattern.Literal(literal.toString()));
        literal.setLength(0);
      }
      elements.add(new Pattern.Wildcard());
    }
    if (!literal.isEmpty()) {
      elements.add(new Pattern.Literal(literal.toString()));
    }
    return new Pattern(elements);
  }

  private List<Integer> read() {
    while (offset < text.length()) {
      int start = offset;
      int point = text.codePointAt(offset);
      offset += Character.charCount(point);
      switch (point) {
        case '\\' -> escape(start);
        case '\r' -> carriageReturn();
        default -> add(point);
      }
      if (point == '\n') {
        line++;
        column = 1;
      } else {
        column += text.codePointCount(start, offset);
      }
    }
    return points;
  }

  private void add(int point) {
    points.add(pattern && point == '*' ? WILDCARD : point);
  }

  private void carriageReturn() {
    if (offset < text.length() && text.charAt(offset) == '\n') {
      return;
    }
    report("a carriage return alone cannot stand in a string: write `\\r`");
  }

  private void escape(int start) {
    int kind = text.codePointAt(offset);
    offset += Character.charCount(kind);
    switch (kind) {
      case 'n' -> add('\n');
      case 'r' -> add('\r');
      case 't' -> add('\t');
      case '0' -> add(0);
      case '\\', '\'', '"' -> add(kind);
      case 'x' -> asciiCode(start);
      case 'u' -> unicodeCode(start);
      default -> {
        if (pattern && kind == '*') {
          points.add((int) '*');
        } else {
          unknown(start);
        }
      }
    }
  }

  private void unknown(int start) {
    boolean star = text.startsWith("\\*", start);
    String hint = star ? ": `\\*` is only for the pattern of `like`" : "";
    report(shown(start) + " is not an escape" + hint);
  }

  private void asciiCode(int start) {
    int end = Math.min(offset + 2, text.length());
    int value = hex(text.substring(offset, end));
    offset = end;
    if (end - start < 4 || value < 0) {
      report(shown(start) + " is not an escape: `\\x` takes two hex digits");
    } else if (value > 0x7f) {
      report(shown(start) + " is beyond `\\x7f`: write `\\u{…}`");
    } else {
      add(value);
    }
  }

  private void unicodeCode(int start) {
    int close = text.startsWith("{", offset) ? text.indexOf('}', offset) : -1;
    if (close < 0) {
      report(shown(start) + " is not an escape: write `\\u{…}` with hex digits");
      return;
    }
    String digits = text.substring(offset + 1, close);
    offset = close + 1;
    String bare = digits.replace("_", "");
    int value = bare.length() > 6 ? -1 : hex(bare);
    if (value < 0 || digits.startsWith("_")) {
      report(shown(start) + " is not an escape: `\\u{…}` takes one to six hex digits");
    } else if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value <= 0xdfff)) {
      report(shown(start) + " is not a Unicode character");
    } else {
      add(value);
    }
  }

  /// The value of hex digits, or -1.
  private static int hex(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    int value = 0;
    for (int index = 0; index < digits.length(); index++) {
      char digit = digits.charAt(index);
      int worth = digit < 0x80 ? Character.digit(digit, 16) : -1;
      if (worth < 0) {
        return -1;
      }
      value = value * 16 + worth;
    }
    return value;
  }

  private String shown(int start) {
    return Shown.of(text.substring(start, offset));
  }

  private void report(String message) {
    Position string = cursor.at(token);
    cursor.report(
        new Position(string.file(), line, column),
        message,
        "one of `\\n`, `\\r`, `\\t`, `\\\\`, `\\0`, `\\'`, `\\\"`, `\\x41`, `\\u{1f600}`");
  }
}
