package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The error format that a client reads.
final class Dialects {
  private static final String S3 = "s3-2006-03-01";

  /// The signing name in a credential scope, of a header or of a presigned URL.
  private static final Pattern SCOPE =
      Pattern.compile(
          "Credential=[^/,&]+(?:/|%2[Ff])\\d{8}(?:/|%2[Ff])[^/,&%]+(?:/|%2[Ff])([a-z0-9-]+)");

  private final AwsModels models;

  Dialects(AwsModels models) {
    this.models = models;
  }

  static boolean isS3(Identified identified) {
    return identified.model().service().id().equals(S3);
  }

  /// The format of an identified request.
  static Dialect of(Identified identified) {
    return switch (identified.protocol()) {
      case JSON -> identified.jsonVersion().equals("1.0") ? Dialect.JSON_1_0 : Dialect.JSON_1_1;
      case REST_JSON -> Dialect.REST_JSON;
      case QUERY -> Dialect.QUERY;
      case EC2 -> Dialect.EC2;
      case REST_XML -> isS3(identified) ? Dialect.S3 : Dialect.REST_XML;
      case CBOR -> Dialect.CBOR;
    };
  }

  /// What the client of a request that is not identified most probably reads.
  Dialect likely(RawRequest request) {
    String type = value(request, "content-type").toLowerCase(Locale.ROOT);
    if (!value(request, "smithy-protocol").isEmpty()) {
      return Dialect.CBOR;
    }
    if (!value(request, "x-amz-target").isEmpty()) {
      return type.contains("1.0") ? Dialect.JSON_1_0 : Dialect.JSON_1_1;
    }
    List<Service> services = models.signedAs(signingName(request));
    if (speaks(services, Protocol.EC2)) {
      return Dialect.EC2;
    }
    if (type.startsWith("application/x-www-form-urlencoded") || speaks(services, Protocol.QUERY)) {
      return Dialect.QUERY;
    }
    if (services.stream().anyMatch(service -> service.id().equals(S3))) {
      return Dialect.S3;
    }
    if (speaks(services, Protocol.REST_JSON)) {
      return Dialect.REST_JSON;
    }
    if (speaks(services, Protocol.REST_XML)) {
      return Dialect.REST_XML;
    }
    if (speaks(services, Protocol.JSON) || type.contains("json")) {
      return Dialect.JSON_1_1;
    }
    return Dialect.S3;
  }

  private static boolean speaks(List<Service> services, Protocol protocol) {
    return services.stream().anyMatch(service -> service.speaks(protocol));
  }

  private static String signingName(RawRequest request) {
    String header = value(request, "authorization");
    Matcher scope = SCOPE.matcher(header.isEmpty() ? request.target() : header);
    return scope.find() ? scope.group(1) : "";
  }

  private static String value(RawRequest request, String name) {
    return request.headers().stream()
        .filter(header -> header.is(name))
        .map(header -> header.value())
        .findFirst()
        .orElse("");
  }
}
