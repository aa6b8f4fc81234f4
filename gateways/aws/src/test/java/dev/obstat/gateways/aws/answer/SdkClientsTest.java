package dev.obstat.gateways.aws.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
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
    return builder
        .endpointOverride(URI.create(server.url()))
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
