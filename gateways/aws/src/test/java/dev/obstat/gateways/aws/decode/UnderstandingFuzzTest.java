package dev.obstat.gateways.aws.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Whatever the bytes, a request is told or held, and its parameters are read or refused with a
/// message; nothing throws. The seeds run in every build.
///
/// `JAZZER_FUZZ=1 ./mvnw -pl gateways/aws -am test -Dtest=UnderstandingFuzzTest#cbor
/// -Dsurefire.failIfNoSpecifiedTests=false` explores.
class UnderstandingFuzzTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();

  /// The first line is the service, the second the method, the third path and query, the fourth the
  /// host, the rest the body.
  @FuzzTest
  void identification(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 5);
    if (lines.length == 5) {
      understand(Requests.rest(lines[0], lines[1], lines[2], lines[3], lines[4]));
    }
  }

  @FuzzTest
  void json(byte[] bytes) {
    understand(Requests.json("dynamodb", "DynamoDB_20120810.PutItem", "").with(Body.of(bytes)));
  }

  @FuzzTest
  void form(byte[] bytes) {
    understand(Requests.form("sqs", "").with(Body.of(bytes)));
    understand(Requests.form("ec2", "").with(Body.of(bytes)));
  }

  @FuzzTest
  void xml(byte[] bytes) {
    understand(Requests.rest("s3", "POST", "/b?delete", "").with(Body.of(bytes)));
  }

  @FuzzTest
  void restJson(byte[] bytes) {
    understand(Requests.rest("lambda", "POST", "/2015-03-31/functions", "").with(Body.of(bytes)));
  }

  @FuzzTest
  void cbor(byte[] bytes) {
    understand(
        new AwsRequest(
            "POST",
            "/service/GraniteServiceVersion20100801/operation/PutMetricData",
            "",
            List.of(new Header("smithy-protocol", "rpc-v2-cbor")),
            Body.of(bytes),
            "monitoring",
            "eu-west-1",
            "h"));
  }

  private static void understand(AwsRequest request) {
    switch (IDENTIFIER.identify(request)) {
      case Identified found -> {
        if (DECODER.decode(found, request, Given.FINGERPRINT)
            instanceof Decoding.Refused(String why)) {
          assertThat(why).isNotBlank();
        }
      }
      case Identification.Refused(String why) -> assertThat(why).isNotBlank();
      case Identification.UnknownOperation unknown -> assertThat(unknown.why()).isNotBlank();
      case Identification.BodyNeeded _ ->
          throw new AssertionError("the body is asked for, and it was read");
    }
  }
}
