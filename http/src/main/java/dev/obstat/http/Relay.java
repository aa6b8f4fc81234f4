package dev.obstat.http;

/// What the client gets of an upstream's answer.
public sealed interface Relay {
  /// This head, and the upstream's body as it comes.
  ///
  /// @param watching sees the body's bytes too
  record Streamed(ResponseHead head, Watching watching) implements Relay {
    public Streamed(ResponseHead head) {
      this(head, (_, _) -> {});
    }
  }

  /// Sees a body pass, piece by piece, also when its client has gone.
  @FunctionalInterface
  interface Watching {
    /// @param piece not to be kept: it is used again
    void see(byte[] piece, int length);
  }

  /// The answer that is made of the upstream's whole body. A body over `maxBytes` is not passed on
  /// at all, and the outcome is [Forwarded.Unknown].
  record Replaced(int maxBytes, Rewriting rewriting) implements Relay {}

  /// Makes the client's answer.
  @FunctionalInterface
  interface Rewriting {
    Answer rewrite(Content body);
  }
}
