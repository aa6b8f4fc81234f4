package dev.obstat.http;

import javax.net.ssl.SSLContext;

/// What a server's port takes besides requests as they are.
public sealed interface Doors {

  /// Nothing: CONNECT is refused, and so is TLS.
  record PlainOnly() implements Doors {}

  /// CONNECT, as the gatekeeper decides.
  ///
  /// @param tls has a certificate for every name that the gatekeeper answers for
  /// @param own what requests outside of tunnels come as
  record Proxy(SSLContext tls, Own own, Gatekeeper gatekeeper) implements Doors {}

  /// The server's own address.
  enum Own {
    PLAIN,
    /// Over TLS; what comes unprotected is refused, but for CONNECT, which opens TLS of its own.
    TLS
  }
}
