package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The raw target of a request, taken apart as far as a signature needs it. Source: "Create a
/// signed AWS API request", step 1, canonical URI and canonical query string.
final class Target {

  private static final int LONGEST = 32 * 1024;
  private static final int MOST_PARAMETERS = 1024;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String path;
  private final List<Parameter> parameters;

  /// Name and value as bytes, one character each.
  record Parameter(String name, String value) {}

  Target(String raw) {
    check(raw);
    int mark = raw.indexOf('?');
    path = mark < 0 ? raw : raw.substring(0, mark);
    decode(path, "path");
    parameters = mark < 0 ? List.of() : parameters(raw.substring(mark + 1));
  }

  List<Parameter> parameters() {
    return parameters;
  }

  Optional<String> parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  String canonicalPath(boolean raw) {
    return raw ? path : encode(normalised(path), true);
  }

  /// Sorted by encoded name, then by encoded value, without the signature itself.
  String canonicalQuery() {
    List<Parameter> encoded = new ArrayList<>(parameters.size());
    for (Parameter parameter : parameters) {
      if (!parameter.name().equals("X-Amz-Signature")) {
        encoded.add(
            new Parameter(encode(parameter.name(), false), encode(parameter.value(), false)));
      }
    }
    encoded.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    StringBuilder query = new StringBuilder();
    for (Parameter parameter : encoded) {
      query.append(query.isEmpty() ? "" : "&");
      query.append(parameter.name()).append('=').append(parameter.value());
    }
    return query.toString();
  }

  private static void check(String raw) {
    if (raw.length() > LONGEST) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "the target has " + raw.length() + " characters: at most " + LONGEST + " are read");
    }
    if (!raw.startsWith("/")) {
      throw new Stop(Fault.AMBIGUOUS, "the target `" + Text.shown(raw) + "` must start with `/`");
    }
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        throw new Stop(
            Fault.AMBIGUOUS,
            "the target has a character at "
                + i
                + " that may not stand there: send it percent-encoded");
      }
    }
  }

  private static List<Parameter> parameters(String query) {
    List<Parameter> parameters = new ArrayList<>();
    if (query.isEmpty()) {
      return parameters;
    }
    if (query.indexOf('+') >= 0) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "the query has a `+`, which one reader takes for a plus and another for a space: send"
              + " `%2B` or `%20`");
    }
    for (String piece : query.split("&", -1)) {
      if (piece.isEmpty()) {
        throw new Stop(Fault.AMBIGUOUS, "the query has an empty parameter: remove the extra `&`");
      }
      if (parameters.size() == MOST_PARAMETERS) {
        throw new Stop(
            Fault.AMBIGUOUS, "the query has more than " + MOST_PARAMETERS + " parameters");
      }
      int equals = piece.indexOf('=');
      String name = equals < 0 ? piece : piece.substring(0, equals);
      String value = equals < 0 ? "" : piece.substring(equals + 1);
      parameters.add(new Parameter(decode(name, "query"), decode(value, "query")));
    }
    return parameters;
  }

  private static String decode(String text, String where) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        decoded.append(c);
        continue;
      }
      if (i + 2 >= text.length()
          || !HexFormat.isHexDigit(text.charAt(i + 1))
          || !HexFormat.isHexDigit(text.charAt(i + 2))) {
        throw new Stop(
            Fault.AMBIGUOUS,
            "the " + where + " has a `%` without two hexadecimal digits: send `%25` for a percent");
      }
      decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
      i += 2;
    }
    return decoded.toString();
  }

  /// RFC 3986, 5.2.4, and repeated slashes as one.
  private static String normalised(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    if (kept.isEmpty()) {
      return "/";
    }
    boolean directory = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    return "/" + String.join("/", kept) + (directory ? "/" : "");
  }

  private static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || (keepSlash && c == '/')) {
        encoded.append(c);
      } else {
        HEX.toHexDigits(encoded.append('%'), b);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
