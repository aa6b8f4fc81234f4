package dev.obstat.gateways.aws.answer;

/// The formats AWS services report errors in: one for each protocol, and S3's own.
public enum Dialect {
  JSON_1_0,
  JSON_1_1,
  REST_JSON,
  QUERY,
  EC2,
  REST_XML,
  S3,
  /// `smithy-protocol: rpc-v2-cbor`.
  CBOR
}
