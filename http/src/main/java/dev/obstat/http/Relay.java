package dev.obstat.http;

/// What the client gets of an upstream's answer.
public sealed interface Relay {
  /// This head, and the upstream's body as it comes.
  record Streamed(ResponseHead head) implements Relay {}

  /// The answer that is made of the upstream's whole body. A body over `maxBytes` is not passed on
  /// at all, and the outcome is [Forwarded.Unknown].
  record Replaced(int maxBytes, Rewriting rewriting) implements Relay {}

  /// Makes the client's answer.
  @FunctionalInterface
  interface Rewriting {
    Answer rewrite(Content body);
  }
}
