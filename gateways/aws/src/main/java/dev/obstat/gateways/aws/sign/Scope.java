package dev.obstat.gateways.aws.sign;

/// Where and when a signing key is good.
///
/// @param date eight digits, UTC
/// @param region as the client signed it
/// @param service the signing name, which several services may share
public record Scope(String date, String region, String service) {

  static final String TERMINATOR = "aws4_request";

  /// S3 and its relatives sign the path as it is; all others normalise it and encode it again.
  boolean signsRawPath() {
    return switch (service) {
      case "s3", "s3express", "s3-outposts", "s3-object-lambda" -> true;
      case String _ -> false;
    };
  }

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
