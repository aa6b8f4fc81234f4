package dev.obstat.console.authzen;

/// A call cannot be served, and why. Thrown by a call, answered by [AuthZen].
///
/// The kind is the last part of the profile's problem type; empty for a plain error.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String kind;

  Problem(int status, String kind, String why) {
    super(why);
    this.status = status;
    this.kind = kind;
  }

  static Problem malformed(String why) {
    return new Problem(400, "", why);
  }

  int status() {
    return status;
  }

  String kind() {
    return kind;
  }
}
