package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

class UpstreamSignerTest {

  private static final RealKeys REAL = new RealKeys("AKIAREALREALREALREAL", "real-secret", "");
  private static final Clock CLOCK = Client.CLOCK;

  /// The real service, as far as signatures go.
  private static Verification service(RawRequest request, RealKeys keys, String bodyHash) {
    Credentials credentials =
        id ->
            id.equals(keys.accessKeyId())
                ? new Credentials.Lookup.Live(
                    new Credentials.Holder("real", keys.secretAccessKey(), keys.sessionToken()))
                : new Credentials.Lookup.Unknown();
    return new Verifier(credentials, CLOCK).verify(request, Channel.PROTECTED, () -> bodyHash);
  }

  private static RawRequest signed(Client.Order order, Client.Sent sent, OutgoingBody body) {
    return new UpstreamSigner(CLOCK)
        .sign(
            new Outgoing(
                sent.request(), "https", "real.example:8443", order.region, order.service, body),
            REAL);
  }

  @Test
  void everySeededShapeIsAcceptedByAVerifierOfTheRealKeysAndKeepsItsTarget() {
    for (int seed = 0; seed < 2000; seed++) {
      Client.Order order = Shapes.order(new Random(seed));
      Client.Sent sent = Client.send(order);
      RawRequest out = signed(order, sent, OutgoingBody.inMemory(order.body));
      assertThat(service(out, REAL, "")).as("seed %d: %s", seed, out).isInstanceOf(Verified.class);
      assertThat(out.target()).isEqualTo(sent.request().target());
      assertThat(Client.header(out, "host")).isEqualTo("real.example:8443");
      assertThat(Client.header(out, "x-amz-content-sha256")).isEqualTo(Hashes.sha256(order.body));
      assertThat(out.toString()).doesNotContain(Client.KEY).doesNotContain("real-secret");
    }
  }

  @Test
  void theSignatureIsTheOneOfTheSdksSigner() {
    for (int seed = 0; seed < 2000; seed++) {
      Client.Order order = Shapes.order(new Random(seed));
      Client.Sent sent = Client.send(order);
      RawRequest out =
          new UpstreamSigner(CLOCK)
              .sign(
                  new Outgoing(
                      sent.request(),
                      "https",
                      order.host,
                      order.region,
                      order.service,
                      OutgoingBody.inMemory(order.body)),
                  new RealKeys(Client.KEY, Client.SECRET, ""));
      order.framed = false;
      assertThat(Client.header(out, "authorization"))
          .isEqualTo(Client.header(Client.send(order).request(), "authorization"));
    }
  }

  @Test
  void aKnownHashIsSignedWithoutTheBytes() {
    Client.Order order = new Client.Order();
    order.method = "PUT";
    order.service = "s3";
    order.rawPath = true;
    order.path = "/b/k";
    order.body = new byte[] {1, 2, 3};
    Client.Sent sent = Client.send(order);
    Payload.Exact exact = (Payload.Exact) Client.verified(sent, Channel.PLAIN).payload();
    RawRequest out = signed(order, sent, new OutgoingBody.Hashed(exact.sha256()));
    assertThat(Client.header(out, "x-amz-content-sha256")).isEqualTo(Hashes.sha256(order.body));
    assertThat(service(out, REAL, "")).isInstanceOf(Verified.class);
  }

  @Test
  void anUnsignedBodyGoesOverHttpsOnly() {
    Client.Order order = new Client.Order();
    order.service = "s3";
    Client.Sent sent = Client.send(order);
    RawRequest out = signed(order, sent, new OutgoingBody.Unsigned());
    assertThat(Client.header(out, "x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(service(out, REAL, "")).isInstanceOf(Verified.class);
    assertThatThrownBy(
            () -> new Outgoing(sent.request(), "http", "h", "r", "s3", new OutgoingBody.Unsigned()))
        .hasMessage("an unsigned body may go over https only");
  }

  @Test
  void nothingOfTheClientsSignatureOrFramingGoesOn() {
    List<String> dropped =
        List.of(
            "Expect",
            "Connection",
            "Transfer-Encoding",
            "Content-Length",
            "amz-sdk-request",
            "amz-sdk-invocation-id",
            "x-amz-trailer",
            "x-amz-decoded-content-length",
            "Date",
            "Proxy-Authorization",
            "TE",
            "X-Hop");
    Client.Sent sent = Client.send(new Client.Order());
    RawRequest request = sent.request();
    for (String name : dropped) {
      request = Client.withHeader(request, name, name.equals("Connection") ? "x-hop" : "v");
    }
    request = Client.withHeader(request, "Content-Encoding", "aws-chunked, gzip");
    request = Client.withHeader(request, "X-Amz-Meta-Kept", "kept");
    request = Client.withHeader(request, "X-Amz-Security-Token", "the client's");
    RawRequest out = signed(new Client.Order(), sent.with(request), OutgoingBody.none());
    List<String> names =
        out.headers().stream().map(h -> h.name().toLowerCase(Locale.ROOT)).toList();
    assertThat(names)
        .containsExactlyInAnyOrder(
            "content-encoding",
            "x-amz-meta-kept",
            "host",
            "x-amz-date",
            "x-amz-content-sha256",
            "authorization");
    assertThat(Client.header(out, "content-encoding")).isEqualTo("gzip");
    RawRequest chunkedOnly = Client.withHeader(sent.request(), "Content-Encoding", "aws-chunked");
    assertThat(signed(new Client.Order(), sent.with(chunkedOnly), OutgoingBody.none()).headers())
        .noneMatch(h -> h.is("content-encoding"));
  }

  @Test
  void temporaryKeysSendTheirToken() {
    RealKeys temporary = new RealKeys("ASIAREALREALREALREAL", "real-secret", "real-token");
    Client.Sent sent = Client.send(new Client.Order());
    RawRequest out =
        new UpstreamSigner(CLOCK)
            .sign(
                new Outgoing(
                    sent.request(),
                    "https",
                    "real.example",
                    "eu-west-1",
                    "sqs",
                    OutgoingBody.none()),
                temporary);
    assertThat(Client.header(out, "x-amz-security-token")).isEqualTo("real-token");
    assertThat(service(out, temporary, "")).isInstanceOf(Verified.class);
  }

  @Test
  void realCredentialsComeFromTheSdksProvidersAndNeverPrintTheirSecrets() {
    UpstreamCredentials basic =
        new ProviderChainCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA1", "secret-1")));
    assertThat(basic.current())
        .isEqualTo(new UpstreamCredentials.Answer.Found(new RealKeys("AKIA1", "secret-1", "")))
        .asString()
        .doesNotContain("secret-1");
    UpstreamCredentials session =
        new ProviderChainCredentials(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("ASIA1", "secret-1", "token-1")));
    assertThat(session.current())
        .isEqualTo(
            new UpstreamCredentials.Answer.Found(new RealKeys("ASIA1", "secret-1", "token-1")));
    assertThat(new FixedCredentials(REAL).current())
        .isEqualTo(new UpstreamCredentials.Answer.Found(REAL));
    UpstreamCredentials none =
        new ProviderChainCredentials(
            ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .profileName("absent")
                .build());
    assertThat(none.current())
        .isInstanceOfSatisfying(
            UpstreamCredentials.Answer.Missing.class,
            missing ->
                assertThat(missing.reason())
                    .isEqualTo(
                        "the server has no AWS credentials: whoever runs it sets AWS_PROFILE or"
                            + " AWS_ACCESS_KEY_ID in its environment"));
  }
}
