package dev.obstat.gateways.aws.answer;

import java.io.IOException;
import java.net.URI;

/// Any AWS service that holds every request, in the format the request asks for.
final class Service {

  static final Answer HELD =
      Answer.held(
          "production-destroy-needs-peers",
          "deleting <production> needs \"two\" peers & an owner's \\ word \u20ac",
          URI.create("http://127.0.0.1:8470/reviews/42?a=b&c=d"),
          "01890a5d-ac96-774b-bcce-b302099a8057");

  private Service() {}

  static LoopbackServer start() throws IOException {
    return new LoopbackServer(Service::answer);
  }

  private static Reply answer(LoopbackServer.Received received) {
    return Replies.of(HELD, dialect(received), received.request().method().equals("HEAD"));
  }

  private static Dialect dialect(LoopbackServer.Received received) {
    String scope = "";
    String type = "";
    for (var header : received.request().headers()) {
      if (header.name().equalsIgnoreCase("authorization")) {
        scope = header.value();
      }
      if (header.name().equalsIgnoreCase("content-type")) {
        type = header.value();
      }
    }
    if (scope.contains("/s3/")) {
      return Dialect.S3;
    }
    if (scope.contains("/ec2/")) {
      return Dialect.EC2;
    }
    if (scope.contains("/lambda/")) {
      return Dialect.REST_JSON;
    }
    if (scope.contains("/route53/")) {
      return Dialect.REST_XML;
    }
    if (type.contains("cbor")) {
      return Dialect.CBOR;
    }
    if (type.contains("json-1.1")) {
      return Dialect.JSON_1_1;
    }
    return type.contains("json") ? Dialect.JSON_1_0 : Dialect.QUERY;
  }
}
