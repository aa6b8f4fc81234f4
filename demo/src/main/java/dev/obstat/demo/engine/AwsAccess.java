package dev.obstat.demo.engine;

import java.net.URI;

/// Where an S3 service, an SQS service and perhaps a DynamoDB service listen, and the key pair that
/// opens them. Whoever is given this cannot tell whether it leads to the engines themselves or to a
/// gateway in front of them; the addresses may all be the same.
public record AwsAccess(
    URI s3, URI sqs, TableEngine tables, String region, String keyId, String secret) {

  public AwsAccess {
    requireText(region, "region");
    requireText(keyId, "keyId");
    requireText(secret, "secret");
  }

  /// Without tables.
  public AwsAccess(URI s3, URI sqs, String region, String keyId, String secret) {
    this(s3, sqs, new TableEngine.Absent(), region, keyId, secret);
  }

  /// The same access, with tables or without.
  public AwsAccess withTables(TableEngine other) {
    return new AwsAccess(s3, sqs, other, region, keyId, secret);
  }

  /// The same places, opened with another key pair.
  public AwsAccess withKeys(String otherKeyId, String otherSecret) {
    return new AwsAccess(s3, sqs, tables, region, otherKeyId, otherSecret);
  }

  /// Never the secret: this text ends up in messages.
  @Override
  public String toString() {
    return "AwsAccess[s3=%s, sqs=%s, tables=%s, region=%s, keyId=%s]"
        .formatted(s3, sqs, tables, region, keyId);
  }

  private static void requireText(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("`" + name + "` is empty: give the access a value for it");
    }
  }
}
