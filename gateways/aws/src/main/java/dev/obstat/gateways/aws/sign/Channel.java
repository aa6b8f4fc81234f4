package dev.obstat.gateways.aws.sign;

/// What protects the bytes between the client and us.
public enum Channel {
  /// Nothing: bodies must be covered by the signature.
  PLAIN,
  /// TLS, or a connection the operator has declared as good as that. Unsigned bodies may pass.
  PROTECTED
}
