package dev.obstat.http;

import java.io.InputStream;

/// A body to be sent, and with it how the message is framed.
public sealed interface Body {
  /// No body. A request then has no framing at all, neither content-length nor transfer-encoding;
  /// an answer that could have had a body says that its length is 0.
  record None() implements Body {}

  /// Sent with a content-length, zero included.
  record Whole(Content content) implements Body {}

  /// Sent with a content-length, never more than a few buffers in memory. A stream that ends before
  /// `length` bytes breaks the connection; more than that are not read.
  record Sized(InputStream stream, long length) implements Body {
    public Sized {
      if (length < 0) {
        throw new IllegalArgumentException("a negative length");
      }
    }
  }

  /// Sent in chunks until the stream ends, never more than a few buffers in memory.
  record Chunked(InputStream stream) implements Body {}
}
