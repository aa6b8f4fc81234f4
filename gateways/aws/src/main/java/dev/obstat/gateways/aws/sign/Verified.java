package dev.obstat.gateways.aws.sign;

import java.time.Instant;

/// The head of a request is what the holder of a live session signed. The body is not read yet:
/// [Payload] says what covers it and verifies it.
///
/// @param session the id of the session whose key signed
/// @param signedAt the client's clock, within the skew (for a presigned URL: when it was made)
/// @param signature for a guard against replays
public record Verified(
    String accessKeyId,
    String session,
    Scope scope,
    Instant signedAt,
    Form form,
    Payload payload,
    Signature signature)
    implements Verification {

  public String region() {
    return scope.region();
  }

  public String service() {
    return scope.service();
  }

  /// Where the signature stood.
  public enum Form {
    HEADER,
    /// A presigned URL.
    QUERY
  }
}
