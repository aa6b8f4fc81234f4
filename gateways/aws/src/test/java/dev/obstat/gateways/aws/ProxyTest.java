package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obstat.core.fact.Fact;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

@DisplayName("Through the proxy, by AWS's own names:")
class ProxyTest {
  private final Installation installation = new Installation();

  @AfterEach
  void stop() {
    installation.close();
  }

  private TrustManager[] trusting() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      installation
                          .authority
                          .certificatePem()
                          .getBytes(StandardCharsets.US_ASCII))));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A client of the SDK that has a proxy and an authority to trust, and no endpoint.
  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.EU_WEST_1)
        .credentialsProvider(installation.credentials())
        .httpClient(
            UrlConnectionHttpClient.builder()
                .proxyConfiguration(
                    ProxyConfiguration.builder().endpoint(installation.url()).build())
                .tlsTrustManagersProvider(this::trusting)
                .build())
        .build();
  }

  @Test
  void objectsFlowAlsoWithUnsignedPayloadsAndTheBucketInTheHost() {
    try (S3Client s3 = client(S3Client.builder())) {
      s3.putObject(
          b -> b.bucket("reports").key("a b/\u00fc"), RequestBody.fromString("all is well"));
      Engine.Arrived put = installation.engine.arrived().getFirst();
      assertThat(put.head().target()).startsWith("/reports/a%20b/%C3%BC");
      assertThat(put.body().text()).isEqualTo("all is well");
      assertThat(put.header("host")).as("from our own table").startsWith("127.0.0.1:");
      String read = s3.getObjectAsBytes(b -> b.bucket("reports").key("a b/\u00fc")).asUtf8String();
      assertThat(read).isEqualTo("all is well");
    }
    assertThat(installation.facts(Fact.Dispatched.class)).hasSize(2);
  }

  @Test
  void aDeletionIsHeldAndGoesOnceApproved() {
    try (S3Client s3 = client(S3Client.builder())) {
      AwsServiceException held =
          catchThrowableOfType(
              AwsServiceException.class, () -> s3.deleteObject(b -> b.bucket("reports").key("k")));
      assertThat(held.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
      assertThat(installation.engine.arrived()).isEmpty();
      installation.approve();
      s3.deleteObject(b -> b.bucket("reports").key("k"));
      assertThat(installation.engine.arrived()).hasSize(1);
    }
  }

  @Test
  void jsonServicesWorkToo() {
    installation.rules.allow("SendMessage", "DescribeTable");
    try (SqsClient sqs = client(SqsClient.builder());
        DynamoDbClient dynamodb = client(DynamoDbClient.builder())) {
      sqs.sendMessage(
          b -> b.queueUrl("https://sqs.eu-west-1.amazonaws.com/1/usage").messageBody("42 hours"));
      AwsServiceException held =
          catchThrowableOfType(
              AwsServiceException.class, () -> dynamodb.deleteTable(b -> b.tableName("usage")));
      assertThat(held.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
    }
    assertThat(installation.engine.arrived()).hasSize(1);
  }

  private SSLSocket inside(String host) throws Exception {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), installation.port());
    plain.setSoTimeout(20_000);
    plain
        .getOutputStream()
        .write(
            ("CONNECT " + host + ":443 HTTP/1.1\r\nhost: " + host + ":443\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      head += (char) plain.getInputStream().read();
    }
    assertThat(head).startsWith("HTTP/1.1 200 ");
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trusting(), null);
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, 443, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private Agent.Answered send(SSLSocket socket, RawRequest head) throws IOException {
    socket.getOutputStream().write(Agent.head(head, 0));
    socket.getOutputStream().flush();
    InputStream in = socket.getInputStream();
    return Agent.answer(in, false);
  }

  @Test
  void whereARequestGoesFollowsFromItsServiceAndNotFromTheNameOfTheTunnel() throws Exception {
    // A name under amazonaws.com that anybody can have: an instance of the agent's own.
    String host = "ec2-198-51-100-7.compute-1.amazonaws.com";
    Agent agent = new Agent(installation).calling(host);
    try (SSLSocket socket = inside(host)) {
      Agent.Answered answered =
          send(
              socket,
              agent.signed(
                  "ec2", "GET", "/?Action=DescribeVpcs&Version=2016-11-15", Map.of(), new byte[0]));
      assertThat(answered.status()).isEqualTo(200);
    }
    Engine.Arrived arrived = installation.engine.arrived().getFirst();
    assertThat(arrived.header("host")).startsWith("127.0.0.1:");
  }

  @Test
  void anUnsignedRequestInsideATunnelIsRefusedAsOutside() throws Exception {
    try (SSLSocket socket = inside("s3.amazonaws.com")) {
      RawRequest unsigned =
          new RawRequest("GET", "/", java.util.List.of(new Header("host", "s3.amazonaws.com")));
      assertThat(send(socket, unsigned).status()).isEqualTo(403);
    }
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void aRequestForAnotherHostThanTheTunnelsIsMisdirected() throws Exception {
    Agent agent = new Agent(installation).calling("sqs.eu-west-1.amazonaws.com");
    try (SSLSocket socket = inside("s3.eu-west-1.amazonaws.com")) {
      Agent.Answered answered = send(socket, agent.signed("s3", "GET", "/", Map.of(), new byte[0]));
      assertThat(answered.status()).isEqualTo(421);
    }
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void everyNameGetsItsOwnCertificateAlsoWhenThereAreThousands() throws Exception {
    for (int i = 0; i < 600; i++) {
      String host = "bucket-" + i + ".s3.eu-west-1.amazonaws.com";
      try (SSLSocket socket = inside(host)) {
        X509Certificate certificate =
            (X509Certificate) socket.getSession().getPeerCertificates()[0];
        assertThat(certificate.getSubjectAlternativeNames())
            .containsExactly(java.util.List.of(2, host));
      }
    }
    try (SSLSocket again = inside("bucket-0.s3.eu-west-1.amazonaws.com")) {
      assertThat(again.isConnected()).isTrue();
    }
  }

  @Test
  void aHostOutsideOfAwsGetsNoTunnel() {
    assertThatThrownBy(() -> inside("example.com")).hasMessageContaining("HTTP/1.1 403");
  }
}
