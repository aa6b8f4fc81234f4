package dev.obstat.gateways.aws.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/// Percent-encoding (RFC 3986 section 2.1), read strictly: two hexadecimal digits after every `%`,
/// only printable ASCII outside, and UTF-8 as the result.
public final class Percent {
  private Percent() {}

  /// @param where for the message: `path`, `query`
  /// @param plusIsSpace whether `+` means a space, as in a form body
  public static String decode(String text, String where, boolean plusIsSpace) {
    if (plain(text, plusIsSpace)) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put((byte) octet(text, i, where));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.put((byte) ' ');
      } else if (c > 0x20 && c < 0x7f) {
        bytes.put((byte) c);
      } else {
        throw new Malformed(
            "a character that must be percent-encoded in the "
                + where
                + ": "
                + Malformed.quoted(text));
      }
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      CharBuffer decoded = decoder.decode(bytes.flip());
      return decoded.toString();
    } catch (CharacterCodingException e) {
      throw new Malformed(
          "percent-encoding in the " + where + " is not UTF-8: " + Malformed.quoted(text));
    }
  }

  private static boolean plain(String text, boolean plusIsSpace) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c <= 0x20 || c >= 0x7f || (c == '+' && plusIsSpace)) {
        return false;
      }
    }
    return true;
  }

  private static int octet(String text, int at, String where) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
      throw new Malformed(
          "bad percent-encoding in the "
              + where
              + " at "
              + (at + 1)
              + ": "
              + Malformed.quoted(text));
    }
    return high * 16 + low;
  }
}
