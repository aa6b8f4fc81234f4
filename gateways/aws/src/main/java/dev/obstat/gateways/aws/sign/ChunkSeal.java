package dev.obstat.gateways.aws.sign;

import java.util.Arrays;

/// What signs the chunks of a body: each signature covers the one before it, the first covers the
/// head's. Source: "Signature Calculations for the Authorization Header: Transferring Payload in
/// Multiple Chunks".
///
/// Opaque, and never printed: it holds the signing key.
public final class ChunkSeal {

  private final byte[] key;
  private final String place;
  private final Signature head;

  ChunkSeal(byte[] key, String timestamp, Scope scope, Signature head) {
    this.key = Arrays.copyOf(key, key.length);
    this.place = timestamp + "\n" + scope;
    this.head = head;
  }

  /// One pass over the chunks of one body.
  final class Chain {
    private Signature previous = head;

    boolean continuesWith(Signature signature, byte[] chunk) {
      return follows(
          signature,
          "AWS4-HMAC-SHA256-PAYLOAD\n"
              + place
              + "\n"
              + previous.hex()
              + "\n"
              + Hashes.OF_NOTHING
              + "\n"
              + Hashes.sha256(chunk));
    }

    boolean endsWith(Signature signature, byte[] trailer) {
      return follows(
          signature,
          "AWS4-HMAC-SHA256-TRAILER\n"
              + place
              + "\n"
              + previous.hex()
              + "\n"
              + Hashes.sha256(trailer));
    }

    private boolean follows(Signature signature, String stringToSign) {
      previous = signature;
      return signature.matches(Hashes.hex(Hashes.hmac(key, stringToSign)));
    }
  }
}
