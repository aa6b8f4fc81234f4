package dev.obstat.http;

/// @param host the address to bind, `127.0.0.1` unless somebody chose otherwise
/// @param port 0 for a free one
public record ServerSettings(String host, int port, Bounds bounds, Load load, Patience patience) {
  public ServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port %d is not between 0 and 65535".formatted(port));
    }
  }

  /// Loopback only, with the usual bounds.
  public static ServerSettings loopback(int port) {
    return new ServerSettings("127.0.0.1", port, Bounds.usual(), Load.usual(), Patience.usual());
  }

  public ServerSettings withHost(String other) {
    return new ServerSettings(other, port, bounds, load, patience);
  }

  public ServerSettings withBounds(Bounds other) {
    return new ServerSettings(host, port, other, load, patience);
  }

  public ServerSettings withLoad(Load other) {
    return new ServerSettings(host, port, bounds, other, patience);
  }

  public ServerSettings withPatience(Patience other) {
    return new ServerSettings(host, port, bounds, load, other);
  }
}
