package dev.obstat.gateways.aws.sign;

/// Credentials the real upstream honours. Held by the server only.
///
/// @param sessionToken empty for long-lived keys
public record RealKeys(String accessKeyId, String secretAccessKey, String sessionToken) {

  /// Without the secrets, so that no log or error can carry them.
  @Override
  public String toString() {
    return "RealKeys[accessKeyId=" + accessKeyId + "]";
  }
}
