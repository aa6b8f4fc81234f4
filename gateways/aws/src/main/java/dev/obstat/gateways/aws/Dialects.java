package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.http.RequestHead;
import java.util.Locale;

/// The error format for a request that is not identified yet: what its client most probably reads.
final class Dialects {
  private Dialects() {}

  static Dialect likely(RequestHead head, String signingName) {
    String type = head.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (head.headers().contains("smithy-protocol")) {
      return Dialect.CBOR;
    }
    if (head.headers().contains("x-amz-target")) {
      return type.contains("1.0") ? Dialect.JSON_1_0 : Dialect.JSON_1_1;
    }
    if (signingName.equals("ec2")) {
      return Dialect.EC2;
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return Dialect.QUERY;
    }
    if (signingName.startsWith("s3") || head.headers().contains("x-amz-content-sha256")) {
      return Dialect.S3;
    }
    return type.contains("json") ? Dialect.REST_JSON : Dialect.REST_XML;
  }
}
