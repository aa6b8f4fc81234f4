package dev.obstat.gateways.aws;

import dev.obstat.http.Content;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Keeps a copy of an answer that passes, up to a bound.
final class WatchedAnswer {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean tooLarge;

  void see(byte[] piece, int length) {
    tooLarge |= body.size() + length > Passing.MOST;
    if (!tooLarge) {
      body.write(piece, 0, length);
    }
  }

  /// All of it; empty when it was larger than the bound.
  Optional<Content> whole() {
    return tooLarge ? Optional.empty() : Optional.of(Content.of(body.toByteArray()));
  }
}
