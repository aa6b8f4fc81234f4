package dev.obstat.http;

/// An answer without its body. Whoever writes it to a connection adds framing and connection fields
/// and drops any that are here.
public record ResponseHead(int status, Headers headers) {
  public ResponseHead {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is not between 100 and 599");
    }
  }
}
