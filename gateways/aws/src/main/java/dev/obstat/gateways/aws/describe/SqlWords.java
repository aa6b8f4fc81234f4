package dev.obstat.gateways.aws.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits a statement into words. What could hide something (comments, a second statement, a
/// dollar-quoted text, an open quote, a backslash in a text) gives no words at all.
final class SqlWords {
  private static final int LONGEST = 100_000;

  private SqlWords() {}

  /// What a word is.
  enum Kind {
    BARE,
    /// In double quotes or backticks: a name.
    QUOTED,
    /// In single quotes: a value.
    TEXT,
    SIGN
  }

  record Word(Kind kind, String text) {
    /// In upper case; empty for what is no bare word.
    String keyword() {
      return kind == Kind.BARE ? text.toUpperCase(Locale.ROOT) : "";
    }

    /// The name it may be; empty for signs and values.
    String name() {
      return kind == Kind.BARE || kind == Kind.QUOTED ? text : "";
    }
  }

  /// Empty when the statement cannot be read in one way only.
  static List<Word> of(String statement) {
    String sql = statement.strip();
    if (sql.endsWith(";")) {
      sql = sql.substring(0, sql.length() - 1);
    }
    if (sql.length() > LONGEST) {
      return List.of();
    }
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      int end = at + 1;
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      if (c == '"' || c == '`' || c == '\'') {
        end = sql.indexOf(c, at + 1);
        if (end < 0 || (end + 1 < sql.length() && sql.charAt(end + 1) == c)) {
          return List.of();
        }
        String inside = sql.substring(at + 1, end);
        if (inside.indexOf('\\') >= 0) {
          return List.of();
        }
        words.add(new Word(c == '\'' ? Kind.TEXT : Kind.QUOTED, inside));
        at = end + 1;
        continue;
      }
      if (isWordPart(c)) {
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
          end++;
        }
        words.add(new Word(Kind.BARE, sql.substring(at, end)));
        at = end;
        continue;
      }
      boolean comment =
          sql.startsWith("--", at) || sql.startsWith("/*", at) || c == '#' || c == ';';
      if (comment || c == '$' || c == '\\' || c > 0x7e || c < 0x20) {
        return List.of();
      }
      words.add(new Word(Kind.SIGN, String.valueOf(c)));
      at++;
    }
    return words;
  }

  private static boolean isWordPart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
