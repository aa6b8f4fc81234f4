package dev.obstat.gateways.aws.sign;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The headers of one request by lower-case name. A name may stand once: which of two values a
/// service obeys is anybody's guess, and no AWS client repeats one.
final class HeaderFields {

  private static final int MOST = 200;
  private static final Set<String> METHOD_OVERRIDES =
      Set.of("x-http-method-override", "x-http-method", "x-method-override");

  private final Map<String, String> values = new HashMap<>();

  HeaderFields(List<Header> headers) {
    if (headers.size() > MOST) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "the request has " + headers.size() + " headers: at most " + MOST + " are read");
    }
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      checkName(name);
      checkValue(name, header.value());
      if (METHOD_OVERRIDES.contains(name)) {
        throw new Stop(
            Fault.AMBIGUOUS,
            "the header `" + name + "` would change the method: send the method itself");
      }
      if (values.put(name, header.value()) != null) {
        throw new Stop(
            Fault.AMBIGUOUS, "the header `" + name + "` stands more than once: send it once");
      }
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Set<String> names() {
    return values.keySet();
  }

  /// A body may follow. Without either header there is none (RFC 9112, section 6.3).
  boolean announceBody() {
    return has("transfer-encoding") || !find("content-length").orElse("0").strip().equals("0");
  }

  private static void checkName(String name) {
    if (name.isEmpty() || !name.chars().allMatch(HeaderFields::isTokenCharacter)) {
      throw new Stop(
          Fault.AMBIGUOUS, "`" + Text.shown(name) + "` is no name of a header (RFC 9110, 5.1)");
    }
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new Stop(
            Fault.AMBIGUOUS,
            "the header `" + name + "` has a character that may not stand in a header");
      }
    }
  }
}
