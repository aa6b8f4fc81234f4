package dev.obstat.gateways.aws.decode;

/// A keyed hash of a secret (HMAC-SHA256 under a key of this installation), so that two requests
/// can be told equal without anyone seeing the secret.
@FunctionalInterface
public interface Fingerprint {

  /// @param secret not to be kept
  String of(byte[] secret);
}
