package dev.obstat.gateways.aws.sign;

/// Why a request's signature or body was refused, with the names AWS gives it. The same fault has
/// another name in S3, in the JSON protocols and in the query protocols.
public enum Fault {
  MISSING(403, "AccessDenied", "MissingAuthenticationTokenException", "MissingAuthenticationToken"),
  MALFORMED(
      400, "AuthorizationHeaderMalformed", "IncompleteSignatureException", "IncompleteSignature"),
  UNSUPPORTED(400, "InvalidRequest", "IncompleteSignatureException", "IncompleteSignature"),
  AMBIGUOUS(400, "InvalidRequest", "ValidationException", "ValidationError"),
  UNSIGNED_HEADER(403, "AccessDenied", "InvalidSignatureException", "SignatureDoesNotMatch"),
  SKEWED(403, "RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch"),
  URL_EXPIRED(403, "AccessDenied", "InvalidSignatureException", "SignatureDoesNotMatch"),
  UNKNOWN_KEY(403, "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId"),
  WRONG_TOKEN(403, "InvalidToken", "UnrecognizedClientException", "InvalidClientTokenId"),
  MISMATCH(403, "SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch"),
  EXPIRED(403, "ExpiredToken", "ExpiredTokenException", "ExpiredToken"),
  REVOKED(403, "ExpiredToken", "ExpiredTokenException", "ExpiredToken"),
  UNPROTECTED_PAYLOAD(400, "InvalidRequest", "ValidationException", "ValidationError"),
  PAYLOAD_HASH(
      400, "XAmzContentSHA256Mismatch", "InvalidSignatureException", "SignatureDoesNotMatch"),
  CHUNK_SIGNATURE(
      403, "SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch"),
  CHUNK_FORM(400, "InvalidRequest", "ValidationException", "ValidationError"),
  CHECKSUM(400, "BadDigest", "ValidationException", "ValidationError"),
  INCOMPLETE_BODY(400, "IncompleteBody", "ValidationException", "ValidationError");

  private final int status;
  private final String s3;
  private final String json;
  private final String query;

  Fault(int status, String s3, String json, String query) {
    this.status = status;
    this.s3 = s3;
    this.json = json;
    this.query = query;
  }

  /// HTTP status.
  public int status() {
    return status;
  }

  String code(Names names) {
    return switch (names) {
      case S3 -> s3;
      case JSON -> json;
      case QUERY -> query;
    };
  }

  /// Whose vocabulary the client reads.
  public enum Names {
    S3,
    JSON,
    QUERY
  }
}
