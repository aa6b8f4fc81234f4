package dev.obstat.gateways.aws.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.Payload;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.Verification;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.gateways.aws.sign.Whole;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

@DisplayName("The AWS SDK for Java reads code and message, and does not try again:")
class SdkClientsTest {

  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = Service.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, URI.create(server.url()));
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("OBSTAAAAAAAAAAAAAAAA", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private void assertHeld(ThrowingCallable call) {
    AwsServiceException e = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(e.statusCode()).isEqualTo(403);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(Service.HELD.message());
    assertThat(e.requestId()).isEqualTo(Service.HELD.requestId());
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void s3() {
    try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
      assertHeld(() -> s3.deleteObject(b -> b.bucket("bucket").key("key")));
    }
  }

  @Test
  void sqs() {
    try (SqsClient sqs = client(SqsClient.builder())) {
      assertHeld(() -> sqs.deleteQueue(b -> b.queueUrl(server.url() + "/1/q")));
    }
  }

  @Test
  void dynamodb() {
    try (DynamoDbClient dynamodb = client(DynamoDbClient.builder())) {
      assertHeld(() -> dynamodb.deleteTable(b -> b.tableName("usage")));
    }
  }

  @Test
  void rds() {
    try (RdsClient rds = client(RdsClient.builder())) {
      assertHeld(() -> rds.deleteDBInstance(b -> b.dbInstanceIdentifier("db")));
    }
  }

  @Test
  void theSdksUploadOverPlainHttpVerifiesChunkByChunk() {
    byte[] content = new byte[300_000];
    new Random(5).nextBytes(content);
    try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
      assertHeld(
          () -> s3.putObject(b -> b.bucket("bucket").key("a b"), RequestBody.fromBytes(content)));
    }
    Credentials credentials =
        id -> new Credentials.Lookup.Live(new Credentials.Holder("session-1", "secret"));
    LoopbackServer.Received received = server.received().getFirst();
    Verification answer =
        new Verifier(credentials, Clock.systemUTC())
            .verify(received.request(), Channel.PLAIN, () -> "");
    assertThat(answer)
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> {
              assertThat(verified.payload()).isInstanceOf(Payload.SignedChunks.class);
              assertThat(verified.payload().whole(received.body()))
                  .isInstanceOfSatisfying(
                      Whole.Intact.class, whole -> assertThat(whole.bytes()).isEqualTo(content));
            });
  }

  @Test
  void refusedSignaturesAreReadAndNotTriedAgain() throws IOException {
    Credentials nobody = id -> new Credentials.Lookup.Unknown();
    Verifier verifier = new Verifier(nobody, Clock.systemUTC());
    try (LoopbackServer strict =
            new LoopbackServer(
                received ->
                    switch (verifier.verify(received.request(), Channel.PLAIN, () -> "")) {
                      case Refused refused ->
                          Replies.of(Answer.refused(refused, "r-1"), Dialect.JSON_1_0, false);
                      case Verified _ -> Replies.of(Service.HELD, Dialect.JSON_1_0, false);
                    });
        DynamoDbClient dynamodb = client(DynamoDbClient.builder(), URI.create(strict.url()))) {
      AwsServiceException e =
          catchThrowableOfType(
              AwsServiceException.class, () -> dynamodb.deleteTable(b -> b.tableName("usage")));
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
      assertThat(e.awsErrorDetails().errorMessage())
          .isEqualTo(
              "the access key id `OBSTAAAAAAAAAAAAAAAA` belongs to no session: open a session with"
                  + " `obstat session` and use its keys");
      assertThat(strict.received()).hasSize(1);
    }
  }

  @Test
  void s3HeadHasTheStatusAndIsNotTriedAgain() {
    try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
      AwsServiceException e =
          catchThrowableOfType(
              AwsServiceException.class, () -> s3.headObject(b -> b.bucket("b").key("k")));
      assertThat(e.statusCode()).isEqualTo(403);
      assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-error-message"))
          .hasValueSatisfying(
              text ->
                  assertThat(text)
                      .contains("repeat the same command after approval")
                      .contains("?"));
      assertThat(server.received()).hasSize(1);
    }
  }
}
