package dev.obstat.console.api;

/// A call cannot be served, and why, in a sentence for the caller. Thrown by a call, answered by
/// [Api].
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  Refused(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
