package dev.obstat.gateways.aws.sign;

import java.util.Arrays;

/// What the new signature says of the body.
public sealed interface OutgoingBody {

  /// In memory: its SHA-256 is worked out and signed.
  static OutgoingBody inMemory(byte[] bytes) {
    return new Hashed(Hashes.sha256(Arrays.copyOf(bytes, bytes.length)));
  }

  /// No body at all.
  static OutgoingBody none() {
    return new Hashed(Hashes.OF_NOTHING);
  }

  /// The SHA-256 is known, because the client signed it or because the body is in memory.
  ///
  /// @param sha256 64 lower-case hexadecimal digits
  record Hashed(String sha256) implements OutgoingBody {
    public Hashed {
      if (sha256.length() != Signature.LENGTH || !Text.isLowerHex(sha256)) {
        throw new IllegalArgumentException("not a SHA-256: `" + sha256 + "`");
      }
    }
  }

  /// Streamed, covered by TLS alone. S3 takes it.
  record Unsigned() implements OutgoingBody {}
}
