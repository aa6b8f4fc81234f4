package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A verified signature as a value: whoever guards against replays remembers it until the clock
/// skew, or a presigned URL's life, has passed.
///
/// @param hex 64 lower-case hexadecimal digits
public record Signature(String hex) {

  static final int LENGTH = 64;

  /// In constant time, so that answers do not tell how much of a guess was right.
  boolean matches(String expectedHex) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), expectedHex.getBytes(StandardCharsets.US_ASCII));
  }
}
