package dev.obstat.http;

/// How much is served at once.
///
/// @param requests handlers that run at once, open event streams included; beyond it 503 with
///   `Retry-After`
/// @param connections open connections, idle ones included; beyond it 503 and closed
public record Load(int requests, int connections) {
  public Load {
    if (requests < 1 || connections < 1) {
      throw new IllegalArgumentException("a load of less than one request");
    }
  }

  /// 1024 requests on 4096 connections.
  public static Load usual() {
    return new Load(1024, 4096);
  }
}
