package dev.obstat.http;

import java.io.IOException;

/// The other side does not speak HTTP/1.1 as strictly as is asked of it. Stays inside the package:
/// it becomes a refusal on the server's side and an unknown outcome on the forwarder's.
final class Malformed extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Malformed(int status, String reason) {
    super(reason);
    this.status = status;
  }

  Malformed(String reason) {
    this(400, reason);
  }

  Refusal refusal() {
    return new Refusal(status, reason());
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
