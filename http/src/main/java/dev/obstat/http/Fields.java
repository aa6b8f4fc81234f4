package dev.obstat.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a header section, RFC 9112 section 5, for requests and answers alike.
final class Fields {
  private Fields() {}

  static Headers read(ByteSource source, Bounds bounds) throws IOException {
    Malformed tooLarge =
        new Malformed(431, "the headers are larger than %d bytes".formatted(bounds.headerBytes()));
    List<Header> fields = new ArrayList<>(16);
    int left = bounds.headerBytes();
    while (true) {
      String line = source.line(left, tooLarge);
      if (line.isEmpty()) {
        return new Headers(fields);
      }
      left -= line.length() + 2;
      if (left < 0) {
        throw tooLarge;
      }
      if (fields.size() == bounds.headerCount()) {
        throw new Malformed(431, "more than %d header lines".formatted(bounds.headerCount()));
      }
      fields.add(field(line));
    }
  }

  private static Header field(String line) throws Malformed {
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      throw new Malformed("a folded header line: each header stands on one line");
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new Malformed("a header line without a colon: `%s`".formatted(Syntax.shown(line)));
    }
    String name = line.substring(0, colon);
    if (name.endsWith(" ") || name.endsWith("\t")) {
      throw new Malformed("white space before the colon of `%s`".formatted(Syntax.shown(name)));
    }
    if (!Syntax.isToken(name)) {
      throw new Malformed("`%s` is not a header name".formatted(Syntax.shown(name)));
    }
    String value = trim(line, colon + 1);
    if (!Syntax.isFieldValue(value)) {
      throw new Malformed("the value of header `%s` contains a control character".formatted(name));
    }
    return new Header(name, value);
  }

  /// Without the blanks and tabs around it, and nothing else that other languages call a blank.
  private static String trim(String line, int from) {
    int start = from;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
