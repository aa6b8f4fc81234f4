package dev.obstat.demo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

final class EnginesTest {
  private static Engines engines;

  @BeforeAll
  static void start() {
    engines = Engines.start();
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  @Test
  void theRightKeyPairWritesAndReads() {
    try (AwsClients aws = AwsClients.to(engines.access())) {
      aws.s3().createBucket(request -> request.bucket("right-key"));
      aws.s3()
          .putObject(
              request -> request.bucket("right-key").key("a b+c/é.csv"),
              RequestBody.fromString("text"));
      assertThat(
              aws.s3()
                  .getObjectAsBytes(request -> request.bucket("right-key").key("a b+c/é.csv"))
                  .asUtf8String())
          .isEqualTo("text");
    }
  }

  @Test
  void aWrongSecretIsRefused() {
    AwsAccess wrong = engines.access().withKeys(engines.access().keyId(), "not-the-secret");
    try (AwsClients aws = AwsClients.to(wrong)) {
      assertThatThrownBy(() -> aws.s3().listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("SignatureDoesNotMatch");
              });
    }
  }

  @Test
  void anUnknownKeyIsRefused() {
    AwsAccess unknown = engines.access().withKeys("AKIAUNKNOWN", engines.access().secret());
    try (AwsClients aws = AwsClients.to(unknown)) {
      assertThatThrownBy(() -> aws.s3().listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(engines.access().s3()).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whatWasDeletedIsReallyGone() {
    try (AwsClients aws = AwsClients.to(engines.access())) {
      aws.s3().createBucket(request -> request.bucket("short-lived"));
      aws.s3().deleteBucket(request -> request.bucket("short-lived"));
      assertThatThrownBy(() -> aws.s3().listObjectsV2(request -> request.bucket("short-lived")))
          .isInstanceOf(NoSuchBucketException.class);
      String url = aws.sqs().createQueue(request -> request.queueName("short-lived")).queueUrl();
      aws.sqs().deleteQueue(request -> request.queueUrl(url));
      assertThatThrownBy(() -> aws.sqs().getQueueUrl(request -> request.queueName("short-lived")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  /// A server bound to every interface would answer on the machine's other addresses too, and on
  /// 127.0.0.2, which a socket bound to 127.0.0.1 alone does not.
  @Test
  void theyListenOnLoopbackOnly() throws IOException {
    List<InetAddress> others =
        Stream.concat(
                NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress()),
                Stream.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("::1")))
            .toList();
    for (URI engine : List.of(engines.access().s3(), engines.access().sqs())) {
      assertThat(engine.getHost()).isEqualTo("127.0.0.1");
      assertThat(answers(InetAddress.ofLiteral("127.0.0.1"), engine.getPort())).isTrue();
      for (InetAddress other : others) {
        assertThat(answers(other, engine.getPort())).as("%s %s", engine, other).isFalse();
      }
    }
  }

  @Test
  void bothCanBeStartedAgainBesideTheFirstAndAreGoneWhenClosed() {
    AwsAccess second;
    try (Engines more = Engines.start()) {
      second = more.access();
      assertThat(second.keyId()).isNotEqualTo(engines.access().keyId());
      assertThat(more.objectEngineStart()).isPositive();
      assertThat(more.queueEngineStart()).isPositive();
    }
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    assertThat(answers(loopback, second.s3().getPort())).isFalse();
    assertThat(answers(loopback, second.sqs().getPort())).isFalse();
  }

  @Test
  void anAccessNeverShowsItsSecret() {
    assertThat(engines.access().toString())
        .contains(engines.access().keyId())
        .doesNotContain(engines.access().secret());
  }

  @Test
  void anAccessWithoutASecretIsRefused() {
    assertThatThrownBy(() -> engines.access().withKeys("AKIA", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`secret` is empty");
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) Duration.ofSeconds(2).toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
