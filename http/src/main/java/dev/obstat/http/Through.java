package dev.obstat.http;

/// How a request reached the server.
public sealed interface Through {

  /// As it is, unprotected.
  record Plain() implements Through {}

  /// Over TLS that the server itself speaks at its own address.
  record Tls() implements Through {}

  /// Over TLS inside a tunnel that the client opened with CONNECT to this name; its `Host` is the
  /// same.
  ///
  /// @param host in lower case, without a port
  record Tunnel(String host) implements Through {}
}
