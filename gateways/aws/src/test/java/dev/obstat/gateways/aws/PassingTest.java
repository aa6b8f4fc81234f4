package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obstat.core.action.Content;
import dev.obstat.core.fact.Fact;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.Body;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

@DisplayName("What is allowed goes out with the real keys and comes back:")
class PassingTest {
  /// So small that nothing which streams could hide in it.
  private static final int BUFFER = 256 * 1024;

  private static final int LARGE = 48 * 1024 * 1024;

  private final Installation installation = new Installation(BUFFER, ForwardSettings.usual());
  private final S3Client s3 = installation.client(S3Client.builder().forcePathStyle(true));
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    s3.close();
    installation.close();
  }

  private Engine.Arrived arrived() {
    assertThat(installation.engine.arrived()).hasSize(1);
    return installation.engine.arrived().getFirst();
  }

  @Test
  void aReadIsSignedAnewAndRecordedBeforeAndAfter() throws InterruptedException {
    installation.engine.hold("/reports/key", "all is well");
    String text =
        s3.getObjectAsBytes(b -> b.bucket("reports").key("key")).asString(StandardCharsets.UTF_8);
    assertThat(text).isEqualTo("all is well");
    assertThat(arrived().header("authorization"))
        .contains("Credential=AKIAREALREALREALREAL/")
        .doesNotContain(installation.session.accessKeyId());
    assertThat(arrived().head().headers().toString())
        .doesNotContain(installation.session.accessKeyId())
        .doesNotContain("amz-sdk-");
    installation.await(List.of("Dispatched", "Completed")::equals);
    Fact.Dispatched dispatched = installation.facts(Fact.Dispatched.class).getFirst();
    assertThat(dispatched.action().operation()).hasToString("aws:s3:GetObject");
    assertThat(dispatched.action().place().role()).isEqualTo("agents");
    assertThat(installation.facts(Fact.Completed.class).getFirst().outcome()).isEqualTo("HTTP 200");
  }

  @Test
  void dispatchedIsRecordedBeforeTheOtherSideSeesTheRequest() {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(200, Headers.of("x-facts", installation.kinds().toString())),
                new Body.None()));
    assertThat(
            s3.deleteObjectTagging(b -> b.bucket("reports").key("key"))
                .sdkHttpResponse()
                .firstMatchingHeader("x-facts"))
        .contains("[Dispatched]");
  }

  @Test
  void aWriteFlows() throws InterruptedException {
    try (SqsClient sqs = installation.client(SqsClient.builder())) {
      assertThat(
              sqs.sendMessage(
                      b -> b.queueUrl(installation.url() + "/1/usage").messageBody("42 hours"))
                  .messageId())
          .isEqualTo("m-1");
    }
    assertThat(arrived().body().text()).contains("42 hours");
    installation.await(List.of("Dispatched", "Completed")::equals);
  }

  @Test
  void aQueryServiceAnswersInXml() {
    try (RdsClient rds = installation.client(RdsClient.builder())) {
      assertThat(rds.describeDBInstances().dbInstances()).isEmpty();
    }
    assertThat(arrived().body().text()).startsWith("Action=DescribeDBInstances");
  }

  @Test
  void theSdksSignedChunksAreTakenOffAndTheirChecksumBecomesAHeader() {
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);
    s3.putObject(b -> b.bucket("reports").key("key"), RequestBody.fromBytes(content));
    assertThat(arrived().body().bytes()).isEqualTo(content);
    assertThat(arrived().header("content-length")).isEqualTo("200000");
    assertThat(arrived().header("content-encoding")).isEmpty();
    assertThat(arrived().header("x-amz-trailer")).isEmpty();
    assertThat(arrived().header("x-amz-decoded-content-length")).isEmpty();
    assertThat(arrived().header("x-amz-checksum-crc32")).hasSize(8);
    assertThat(arrived().header("x-amz-content-sha256")).isEqualTo(Sha256.of(content));
  }

  @Test
  void chunksWithoutATrailerAreTakenOffToo() {
    try (S3Client plain =
        installation.client(
            S3Client.builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED))) {
      plain.putObject(b -> b.bucket("reports").key("key"), RequestBody.fromString("clean"));
    }
    assertThat(arrived().body().text()).isEqualTo("clean");
    assertThat(arrived().header("content-encoding")).isEmpty();
  }

  @Test
  void aLargeUploadWithASignedHashStreamsThrough() throws IOException {
    byte[] content = new byte[LARGE];
    new Random(2).nextBytes(content);
    Agent.Answered answered =
        agent.send(agent.signed("s3", "PUT", "/reports/large", Map.of(), content), content);
    assertThat(answered.status()).isEqualTo(200);
    assertThat(arrived().length()).isEqualTo(LARGE);
    assertThat(arrived().sha256()).isEqualTo(Sha256.of(content));
    assertThat(installation.facts(Fact.Dispatched.class).getFirst().action().content())
        .isEqualTo(new Content.Bound(Sha256.of(content)));
  }

  @Test
  void aLargeDownloadStreamsThrough() throws IOException {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(200, Headers.empty()), new Body.Sized(new Zeros(LARGE), LARGE)));
    long got = 0;
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(b -> b.bucket("reports").key("key"))) {
      byte[] piece = new byte[64 * 1024];
      for (int read = object.read(piece); read >= 0; read = object.read(piece)) {
        got += read;
      }
    }
    assertThat(got).isEqualTo(LARGE);
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int got = (int) Math.min(left, length);
      left -= got;
      return got;
    }
  }

  @Test
  void aClientThatWaitsToSendIsToldToGoOnOnlyOnceItMay() throws IOException {
    byte[] content = "body".getBytes(StandardCharsets.UTF_8);
    RawRequest head = agent.signed("s3", "PUT", "/reports/key", Map.of(), content);
    try (Socket socket = agent.connect()) {
      socket.getOutputStream().write(expecting(head, content.length));
      assertThat(status(socket.getInputStream())).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(installation.kinds()).containsExactly("Dispatched");
      socket.getOutputStream().write(content);
      assertThat(Agent.answer(socket.getInputStream(), false).status()).isEqualTo(200);
    }
    assertThat(arrived().body().text()).isEqualTo("body");
  }

  @Test
  void aClientThatWaitsToSendIsDeniedBeforeTheUpload() throws IOException {
    installation.rules.deny("PutObject");
    RawRequest head =
        agent.signed(
            "s3", "PUT", "/reports/key", Map.of(), "body".getBytes(StandardCharsets.UTF_8));
    try (Socket socket = agent.connect()) {
      socket.getOutputStream().write(expecting(head, 4));
      Agent.Answered answered = Agent.answer(socket.getInputStream(), false);
      assertThat(answered.status()).isEqualTo(403);
      assertThat(answered.body()).contains("<Code>ObstatDenied</Code>");
    }
  }

  private static byte[] expecting(RawRequest head, int length) {
    String text = new String(Agent.head(head, length), StandardCharsets.ISO_8859_1);
    return text.replaceFirst("\r\n\r\n$", "\r\nexpect: 100-continue\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String status(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    return head.toString().strip();
  }

  @Test
  void theOtherSidesErrorsComeThroughAsTheyAre() throws InterruptedException {
    S3Exception missing =
        catchThrowableOfType(
            S3Exception.class, () -> s3.getObjectAsBytes(b -> b.bucket("reports").key("key")));
    assertThat(missing.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    installation.await(List.of("Dispatched", "Failed")::equals);
    assertThat(installation.facts(Fact.Failed.class).getFirst().outcome()).isEqualTo("HTTP 404");
  }

  @Test
  void errorsOfAHeadHaveNoBody() {
    S3Exception missing =
        catchThrowableOfType(
            S3Exception.class, () -> s3.headObject(b -> b.bucket("reports").key("key")));
    assertThat(missing.statusCode()).isEqualTo(404);
  }

  @Test
  void aHeadThatIsDeniedSaysSoInHeaders() throws IOException {
    installation.rules.deny("HeadObject");
    Agent.Answered answered = agent.send("s3", "HEAD", "/reports/key", Map.of(), "");
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.headers())
        .containsEntry("x-amz-error-code", "ObstatDenied")
        .containsEntry(
            "x-amz-error-message",
            "denied by policy `never`: nobody may do this here. Nothing was done; do not repeat it.");
  }

  @Test
  void aBucketInTheHostIsJudgedAndSentAsThePathHasIt() throws IOException {
    installation.engine.hold("/reports/2026/key", "found");
    Agent virtual = new Agent(installation).calling("reports.localhost:" + installation.port());
    assertThat(virtual.get("s3", "/2026/key").body()).isEqualTo("found");
    assertThat(arrived().head().target()).isEqualTo("/reports/2026/key");
    assertThat(agent.get("s3", "/reports/2026/key").body()).isEqualTo("found");
    List<Fact.Dispatched> both = installation.facts(Fact.Dispatched.class);
    assertThat(both.getFirst().action().digest()).isEqualTo(both.getLast().action().digest());
  }

  @Test
  void aBucketInTheHostThatIsAlsoAKeysFirstPartIsNotConfused() throws IOException {
    Agent virtual = new Agent(installation).calling("reports.localhost:" + installation.port());
    virtual.send("s3", "DELETE", "/reports/key", Map.of(), "");
    assertThat(installation.openReviews().getFirst().action().targets().getFirst().shownName())
        .isEqualTo("arn:aws:s3:::reports/reports/key");
    installation.approve();
    assertThat(virtual.send("s3", "DELETE", "/reports/key", Map.of(), "").status()).isEqualTo(204);
    assertThat(arrived().head().target()).isEqualTo("/reports/reports/key");
  }

  @Test
  void aPresignedAddressReadsWithTheRealKeysAndWithoutTheAgentsSignature() throws IOException {
    installation.engine.hold("/reports/key", "for a browser");
    URI address = presigned("reports", "key");
    RawRequest head =
        new RawRequest(
            "GET",
            address.getRawPath() + "?" + address.getRawQuery(),
            List.of(new dev.obstat.gateways.aws.sign.Header("host", address.getAuthority())));
    assertThat(agent.send(head, new byte[0]).body()).isEqualTo("for a browser");
    assertThat(arrived().head().target()).doesNotContain("X-Amz-").startsWith("/reports/key");
    assertThat(installation.facts().toString()).doesNotContain("X-Amz-Signature");
  }

  private URI presigned(String bucket, String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(installation.url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(installation.credentials())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return URI.create(
          presigner
              .presignGetObject(
                  b ->
                      b.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(o -> o.bucket(bucket).key(key)))
              .url()
              .toString());
    }
  }

  @Test
  void aRedirectOfAChangeMeansThatItWasNotDone() throws Exception {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(307, Headers.of("location", "http://elsewhere.invalid/")),
                new Body.None()));
    assertThat(agent.send("s3", "PUT", "/reports/key", Map.of(), "x").status()).isEqualTo(307);
    installation.await(List.of("Dispatched", "Failed")::equals);
  }

  @Test
  void anUploadThatNeitherFitsMemoryNorHasASignedHashIsRefusedForAPlainUpstream() {
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("reports").key("key"), RequestBody.fromBytes(new byte[300_000])));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ObstatBodyRefused");
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo(
            "nothing was done: a body of more than 262144 bytes whose SHA-256 is not signed cannot go"
                + " to an upstream without TLS: upload it in parts, or have the client sign the"
                + " payload");
    assertThat(installation.kinds()).containsExactly("NotUnderstood");
    assertThat(installation.engine.arrived()).isEmpty();
  }
}
