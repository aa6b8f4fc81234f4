package dev.obstat.demo.engine;

import java.net.URI;

/// Where an S3 and an SQS service listen and the key pair that opens them. Whoever is given this
/// cannot tell whether it leads to the engines themselves or to a gateway in front of them; both
/// addresses may be the same.
public record AwsAccess(URI s3, URI sqs, String region, String keyId, String secret) {

  public AwsAccess {
    requireText(region, "region");
    requireText(keyId, "keyId");
    requireText(secret, "secret");
  }

  /// The same places, opened with another key pair.
  public AwsAccess withKeys(String otherKeyId, String otherSecret) {
    return new AwsAccess(s3, sqs, region, otherKeyId, otherSecret);
  }

  /// Never the secret: this text ends up in messages.
  @Override
  public String toString() {
    return "AwsAccess[s3=" + s3 + ", sqs=" + sqs + ", region=" + region + ", keyId=" + keyId + "]";
  }

  private static void requireText(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("`" + name + "` is empty: give the access a value for it");
    }
  }
}
