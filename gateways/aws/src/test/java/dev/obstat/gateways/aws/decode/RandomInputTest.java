package dev.obstat.gateways.aws.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damages good requests at random: every answer is a value with a message, never an exception.
class RandomInputTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();
  private static final Describer DESCRIBER = new Describer();

  private static final List<AwsRequest> GOOD =
      List.of(
          Requests.json(
              "dynamodb",
              "DynamoDB_20120810.BatchWriteItem",
              "{\"RequestItems\":{\"t\":[{\"DeleteRequest\":{\"Key\":{\"k\":{\"S\":\"v\"}}}}]}}"),
          Requests.form(
              "ec2",
              "Action=TerminateInstances&Version=2016-11-15&InstanceId.1=i-1&InstanceId.2=i%2D2"),
          Requests.form(
              "sqs",
              "Action=SetQueueAttributes&Version=2012-11-05&QueueUrl=http%3A%2F%2Fq%2F1%2Fa&Attribute.1.Name=Policy&Attribute.1.Value=x"),
          Requests.rest(
              "s3", "POST", "/b?delete", "<Delete><Object><Key>x&amp;1</Key></Object></Delete>"),
          Requests.rest("s3", "DELETE", "/b/k%20k?versionId=v", ""),
          Requests.rest(
              "lambda",
              "POST",
              "/2015-03-31/functions",
              "{\"FunctionName\":\"f\",\"Role\":\"arn:aws:iam::1:role/r\",\"Code\":{\"ZipFile\":\"YQ==\"}}"),
          new AwsRequest(
              "POST",
              "/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
              "",
              List.of(new Header("smithy-protocol", "rpc-v2-cbor")),
              Body.of(
                  new byte[] {
                    (byte) 0xa1,
                    0x6a,
                    'A',
                    'l',
                    'a',
                    'r',
                    'm',
                    'N',
                    'a',
                    'm',
                    'e',
                    's',
                    (byte) 0x81,
                    0x61,
                    'a'
                  }),
              "monitoring",
              "eu-west-1",
              "h"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damageIsAnsweredWithAValue(long seed) {
    Random random = new Random(seed);
    int understood = 0;
    for (int round = 0; round < 20_000; round++) {
      AwsRequest good = GOOD.get(random.nextInt(GOOD.size()));
      AwsRequest bad =
          switch (random.nextInt(3)) {
            case 0 ->
                new AwsRequest(
                    good.method(),
                    damaged(good.path(), random),
                    good.query(),
                    good.headers(),
                    good.body(),
                    good.signingName(),
                    good.region(),
                    good.host());
            case 1 ->
                new AwsRequest(
                    good.method(),
                    good.path(),
                    damaged(good.query(), random),
                    good.headers(),
                    good.body(),
                    good.signingName(),
                    good.region(),
                    good.host());
            default ->
                good.body() instanceof Body.Read read
                    ? good.with(Body.of(damaged(read.bytes(), random)))
                    : good;
          };
      if (IDENTIFIER.identify(bad) instanceof Identified found
          && DECODER.decode(found, bad, Given.FINGERPRINT) instanceof Decoding.Decoded decoded) {
        assertThat(
                DESCRIBER
                    .describe(found, decoded.parameters(), "123456789012", "eu-west-1")
                    .targets())
            .isNotEmpty();
        understood++;
      }
    }
    assertThat(understood).isBetween(100, 19_900);
  }

  private static String damaged(String text, Random random) {
    return new String(
        damaged(text.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.ISO_8859_1);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i <= random.nextInt(3) && damaged.length > 0; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(3)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] = (byte) "&=%.<>{}[]\",/+\\?".charAt(random.nextInt(16));
        default -> damaged = java.util.Arrays.copyOf(damaged, at);
      }
    }
    return damaged;
  }
}
