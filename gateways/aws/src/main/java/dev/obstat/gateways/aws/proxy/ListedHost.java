package dev.obstat.gateways.aws.proxy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host outside of AWS that an operator lets agents reach through the proxy.
///
/// @param host in lower case; an IPv6 address in brackets
/// @param exact whether the port was written: only then may the host be near, as an address of this
///   machine or of a private network is
public record ListedHost(String host, int port, boolean exact) {
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\])(?::([1-9]\\d{0,4}))?");

  /// @param text `host` or `host:port`
  /// @throws IllegalArgumentException with a sentence about what it has to look like
  public static ListedHost parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (form.matches()) {
      String host = form.group(1);
      String port = form.group(2);
      int number = port == null ? 443 : Integer.parseInt(port);
      if (AwsNames.contains(host)) {
        throw new IllegalArgumentException(
            "`" + text + "` is AWS: what goes there is judged and never passed unread");
      }
      if (number <= 65_535 && !host.contains("..")) {
        return new ListedHost(host, number, port != null);
      }
    }
    throw new IllegalArgumentException(
        "a host for tunnels looks like `pypi.org` or `pypi.org:443`, without patterns, not `"
            + text
            + "`");
  }

  boolean is(String asked, int at) {
    return host.equals(asked) && port == at;
  }
}
