package dev.obstat.console.passkey;

import java.net.URI;

/// The name that passkeys are bound to, and the origin that they are used from. Browsers bind them
/// to names, never to numbers: at `http://127.0.0.1:8470` they do not work, at
/// `http://localhost:8470` they do.
///
/// @param id the name
/// @param origin scheme, name and port
public record Place(String id, String origin) {

  /// @param address the console's own
  public static Place of(String address) {
    URI uri = URI.create(address);
    String host = uri.getHost();
    if (host.matches("[0-9.]+|\\[.*]")) {
      return new Place("localhost", address.replace(host, "localhost"));
    }
    return new Place(host, address);
  }
}
