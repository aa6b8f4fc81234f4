package dev.obstat.demo.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS SDK's clients for one [AwsAccess].
///
/// Bodies are signed with their real SHA-256 in one piece: chunked signing is off and checksums are
/// added only where an operation requires one. Proxies named in the process's environment are
/// ignored, because every address here is on loopback.
public final class AwsClients implements AutoCloseable {
  /// Longer than any gateway is asked to keep one request waiting.
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  private final SdkHttpClient http;
  private final S3Client s3;
  private final SqsClient sqs;
  private final Optional<DynamoDbClient> dynamoDb;

  private AwsClients(
      SdkHttpClient http, S3Client s3, SqsClient sqs, Optional<DynamoDbClient> dynamoDb) {
    this.http = http;
    this.s3 = s3;
    this.sqs = sqs;
    this.dynamoDb = dynamoDb;
  }

  public static AwsClients to(AwsAccess access) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .socketTimeout(SOCKET_TIMEOUT)
            .proxyConfiguration(
                ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariablesValues(false)
                    .build())
            .build();
    StaticCredentialsProvider keys =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(access.keyId(), access.secret()));
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(access.s3())
            .region(Region.of(access.region()))
            .credentialsProvider(keys)
            .forcePathStyle(true)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(http)
            .build();
    SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(access.sqs())
            .region(Region.of(access.region()))
            .credentialsProvider(keys)
            .httpClient(http)
            .build();
    Optional<DynamoDbClient> dynamoDb =
        switch (access.tables()) {
          case TableEngine.Absent _ -> Optional.empty();
          case TableEngine.At(URI address) ->
              Optional.of(
                  DynamoDbClient.builder()
                      .endpointOverride(address)
                      .region(Region.of(access.region()))
                      .credentialsProvider(keys)
                      .httpClient(http)
                      .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                      .build());
        };
    return new AwsClients(http, s3, sqs, dynamoDb);
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  /// Empty where the access has no tables.
  public Optional<DynamoDbClient> dynamoDb() {
    return dynamoDb;
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.ifPresent(DynamoDbClient::close);
    http.close();
  }
}
