package dev.obstat.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The target of a CONNECT: a host and a port, and nothing else. No user, no blank, no dot at the
/// end, and names as they stand in DNS: an internationalised one is written `xn--…`.
///
/// @param host in lower case; an IPv6 address in brackets
record Authority(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):([1-9]\\d{0,4})");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  static Authority read(String target) throws Malformed {
    Matcher form = FORM.matcher(target);
    if (form.matches()) {
      String host = form.group(1).toLowerCase(Locale.ROOT);
      int port = Integer.parseInt(form.group(2));
      if (port <= 65_535 && (host.startsWith("[") || NAME.matcher(host).matches())) {
        return new Authority(host, port);
      }
    }
    throw new Malformed(
        "`%s` is not a host with a port: CONNECT takes `host.name:443`"
            .formatted(Syntax.shown(target)));
  }

  /// Whether a `Host` header names this very place; a port of 443 may be left out.
  static boolean isSame(String header, String host) {
    String lower = header.toLowerCase(Locale.ROOT);
    return lower.equals(host) || lower.equals(host + ":443");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
