package dev.obstat.http;

/// Sees the head of an upstream's answer before the client does, and says what the client gets: the
/// place to record the outcome and to rewrite headers.
@FunctionalInterface
public interface Relaying {
  Relay relay(ResponseHead head);

  /// Everything as it comes.
  static Relaying unchanged() {
    return Relay.Streamed::new;
  }
}
