package dev.obstat.gateways.aws.sign;

import java.util.Arrays;
import java.util.List;

/// A body in memory, verified.
public sealed interface Whole {

  /// It is what was signed.
  final class Intact implements Whole {
    private final byte[] bytes;
    private final List<Header> trailers;

    Intact(byte[] bytes, List<Header> trailers) {
      this.bytes = bytes;
      this.trailers = List.copyOf(trailers);
    }

    /// Without chunk framing; a copy.
    public byte[] bytes() {
      return Arrays.copyOf(bytes, bytes.length);
    }

    /// Verified trailers, to be sent on as headers.
    public List<Header> trailers() {
      return trailers;
    }
  }

  record Broken(Refused refused) implements Whole {}
}
