package dev.obstat.http;

import java.util.BitSet;

/// What characters may stand where, RFC 9110 section 5 and RFC 3986 section 3.
final class Syntax {
  private static final BitSet TOKEN = letters("!#$%&'*+-.^_`|~");
  private static final BitSet TARGET = letters("-._~!$&'()*+,;=:@/?%");
  private static final BitSet HOST = letters("-._~!$&'()*+;=:[]%");
  private static final int SHOWN = 60;

  private Syntax() {}

  static boolean isToken(String text) {
    return !text.isEmpty() && consistsOf(TOKEN, text);
  }

  /// Visible characters, blanks and the bytes above 0x7f; no control characters.
  static boolean isFieldValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }

  static boolean isHost(String text) {
    return !text.isEmpty() && consistsOf(HOST, text);
  }

  static boolean isTarget(String text) {
    return consistsOf(TARGET, text);
  }

  /// Whether every `%` is followed by two hexadecimal digits.
  static boolean isPercentEncoded(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length() || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
        return false;
      }
    }
    return true;
  }

  /// One to 18 decimal digits and nothing else, or -1.
  static long length(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = length * 10 + digit;
    }
    return length;
  }

  static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
      return c - 'A' + 10;
    }
    return -1;
  }

  /// The text as an error message may repeat it: printable ASCII only and not long.
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < SHOWN; i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c > '~' || c == '`' ? '?' : c);
    }
    return text.length() > SHOWN ? shown.append("...").toString() : shown.toString();
  }

  private static boolean consistsOf(BitSet allowed, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static BitSet letters(String more) {
    BitSet set = new BitSet(128);
    set.set('a', 'z' + 1);
    set.set('A', 'Z' + 1);
    set.set('0', '9' + 1);
    more.chars().forEach(set::set);
    return set;
  }
}
