package dev.obstat.http;

import java.net.URI;
import java.net.URISyntaxException;

/// Where requests are forwarded to.
///
/// @param tls whether it is spoken to over TLS, its certificate checked against the host
public record Upstream(boolean tls, String host, int port) {
  public Upstream {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "`%s:%d` is not a host and port".formatted(Syntax.shown(host), port));
    }
  }

  /// Reads `http://host`, `https://host:port` and the like; nothing may follow but a `/`.
  public static Upstream parse(String base) {
    try {
      URI uri = new URI(base);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      boolean tls = "https".equals(scheme);
      if (host != null && (tls || "http".equals(scheme)) && isBare(uri)) {
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Upstream(tls, host, port);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(explained(base), e);
    }
    throw new IllegalArgumentException(explained(base));
  }

  private static boolean isBare(URI uri) {
    String path = uri.getRawPath();
    return uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && (path.isEmpty() || path.equals("/"));
  }

  private static String explained(String base) {
    return "`%s` is not an upstream: write `http://host:port` or `https://host`"
        .formatted(Syntax.shown(base));
  }

  /// The `host` header of a request to it: the port only where it is not the scheme's own.
  public String authority() {
    return port == (tls ? 443 : 80) ? host : host + ":" + port;
  }
}
