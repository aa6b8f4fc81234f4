package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.ForwardSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refused before anything is decided, with a message that helps:")
class RefusingTest {
  private static final int BUFFER = 64 * 1024;

  private final Installation installation = new Installation(BUFFER, ForwardSettings.usual());
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    assertThat(installation.engine.arrived()).as("what reached the other side").isEmpty();
    assertThat(installation.facts(Fact.Dispatched.class)).isEmpty();
    installation.close();
  }

  private static void assertS3(Agent.Answered answered, int status, String code, String message) {
    assertThat(answered.status()).isEqualTo(status);
    assertThat(answered.body())
        .contains("<Error><Code>" + code + "</Code><Message>" + message + "</Message>");
  }

  private static void assertJson(Agent.Answered answered, int status, String code, String message) {
    assertThat(answered.body())
        .isEqualTo("{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
    assertThat(answered.status()).isEqualTo(status);
  }

  private void assertNotUnderstood(String asked, String why) {
    List<Fact.NotUnderstood> facts = installation.facts(Fact.NotUnderstood.class);
    assertThat(facts).hasSize(1);
    assertThat(facts.getFirst().session()).isEqualTo(installation.session.id());
    assertThat(facts.getFirst().asked()).isEqualTo(asked);
    assertThat(facts.getFirst().why()).isEqualTo(why);
  }

  // Strangers: counted, not recorded one by one

  @Test
  void anUnsignedRequest() throws IOException {
    RawRequest unsigned =
        new RawRequest(
            "GET", "/reports/key", List.of(new Header("host", "127.0.0.1:" + installation.port())));
    Agent.Answered answered = agent.send(unsigned, new byte[0]);
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.body()).contains("not signed");
    assertThat(installation.facts()).isEmpty();
    installation.strangers.record();
    assertThat(installation.facts(Fact.StrangersRefused.class).getFirst().counts()).hasSize(1);
  }

  @Test
  void aWrongSecret() throws IOException {
    String id = installation.session.accessKeyId();
    assertS3(
        agent.withKeys(id, "wrong").get("s3", "/reports/key"),
        403,
        "SignatureDoesNotMatch",
        "the signature does not match: the secret is not the one of `"
            + id
            + "`, or the request was changed on the way");
    assertThat(installation.facts()).isEmpty();
  }

  @Test
  void aKeyOfNoSession() throws IOException {
    assertJson(
        agent
            .withKeys("AKIAIOSFODNN7EXAMPLE", "wrong")
            .json("dynamodb", "DynamoDB_20120810.ListTables", "{}"),
        403,
        "UnrecognizedClientException",
        "the access key id `AKIAIOSFODNN7EXAMPLE` belongs to no session; it looks like a real AWS"
            + " key, which must not be used here: open a session with `obstat session` and use its"
            + " keys");
  }

  @Test
  void anExpiredSession() throws Exception {
    Session short1 = installation.open(Duration.ofMillis(1));
    Thread.sleep(5);
    assertS3(
        agent
            .withKeys(short1.accessKeyId(), installation.keys.secretOf(short1.accessKeyId()))
            .get("s3", "/reports/key"),
        403,
        "ExpiredToken",
        "the session `" + short1.id() + "` expired at " + short1.expires() + ": open a new one");
  }

  @Test
  void aRevokedSession() throws IOException {
    installation.sessions.revoke(installation.session.id(), "rosa", "looks wrong");
    assertS3(
        agent.get("s3", "/reports/key"),
        403,
        "ExpiredToken",
        "the session `" + installation.session.id() + "` was closed or revoked: open a new one");
  }

  @Test
  void aClockThatIsOffIsToldTheServersTime() throws IOException {
    Agent.Answered answered =
        agent
            .at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20)))
            .get("s3", "/reports/key");
    assertThat(answered.body())
        .contains("<Code>RequestTimeTooSkewed</Code>")
        .containsPattern(
            "signed at [0-9T:-]+Z and the server&apos;s time is [0-9T:-]+Z: they may differ by 5 minutes");
    assertThat(answered.headers()).containsKey("date");
  }

  @Test
  void twoAuthorizationHeaders() throws IOException {
    RawRequest signed = agent.signed("s3", "GET", "/reports/key", Map.of(), new byte[0]);
    List<Header> twice = new ArrayList<>(signed.headers());
    twice.add(twice.getLast());
    Agent.Answered answered = agent.send(new RawRequest("GET", "/reports/key", twice), new byte[0]);
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .contains("the header `authorization` stands more than once: send it once");
  }

  @Test
  void aRequestThatWasChangedOnTheWay() throws IOException {
    RawRequest signed = agent.signed("s3", "DELETE", "/reports/old", Map.of(), new byte[0]);
    RawRequest other = new RawRequest("DELETE", "/reports/new", signed.headers());
    assertThat(agent.send(other, new byte[0]).body()).contains("SignatureDoesNotMatch");
  }

  @Test
  void aBodyThatWasChangedOnTheWay() throws IOException {
    byte[] signedFor = "{\"TableName\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    byte[] sent = "{\"TableName\":\"b\"}".getBytes(StandardCharsets.UTF_8);
    RawRequest head =
        agent.signed(
            "dynamodb",
            "POST",
            "/",
            Map.of(
                "content-type",
                "application/x-amz-json-1.0",
                "x-amz-target",
                "DynamoDB_20120810.DescribeTable"),
            signedFor);
    Agent.Answered answered = agent.send(head, sent);
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("InvalidSignatureException");
    assertThat(installation.kinds()).containsExactly("NotUnderstood");
  }

  @Test
  void aBodyThatIsSignedAndNotSent() throws IOException {
    RawRequest head =
        agent.signed(
            "s3", "DELETE", "/reports/key", Map.of(), "x".getBytes(StandardCharsets.UTF_8));
    Agent.Answered answered = agent.send(head, new byte[0]);
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("XAmzContentSHA256Mismatch");
  }

  // Sessions: each is a fact

  @Test
  void aServiceThatIsNotKnown() throws IOException {
    Agent.Answered answered = agent.get("nonesuch", "/");
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.body())
        .contains("<Code>ObstatUnknownOperation</Code>")
        .contains(
            "Obstat does not know this operation, so it does not pass: no service signs as"
                + " `nonesuch`");
    assertNotUnderstood(
        "nonesuch: GET /",
        "Obstat does not know this operation, so it does not pass: no service signs as `nonesuch`");
  }

  @Test
  void anOperationThatIsNotKnown() throws IOException {
    assertJson(
        agent.json("dynamodb", "DynamoDB_20120810.EvaporateTable", "{}"),
        403,
        "ObstatUnknownOperation",
        "Obstat does not know this operation, so it does not pass: the service has no operation"
            + " `EvaporateTable` in this index");
  }

  @Test
  void anS3SubResourceThatIsNotKnown() throws IOException {
    Agent.Answered answered = agent.get("s3", "/reports/key?hologram=a-secret-value");
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.body()).contains("`hologram` is none that");
    assertThat(installation.facts(Fact.NotUnderstood.class).getFirst().asked())
        .isEqualTo("s3: GET /reports/key?hologram=…");
  }

  @Test
  void aServiceWithoutAnUpstream() throws IOException {
    Agent.Answered answered = agent.get("lambda", "/2015-03-31/functions/");
    assertThat(answered.body())
        .isEqualTo(
            "{\"code\":\"ObstatNoUpstream\",\"message\":\"nothing was done: no upstream is configured"
                + " for `lambda`: name one under `aws.upstreams`, or set `aws.other-services:"
                + " aws`\"}");
    assertThat(installation.facts(Fact.NotUnderstood.class).getFirst().asked())
        .isEqualTo("aws:lambda:ListFunctions");
  }

  @Test
  void aParameterThatIsThereTwiceInAForm() throws IOException {
    Agent.Answered answered =
        agent.form(
            "rds",
            "/",
            "Action=DeleteDBInstance&Version=2014-10-31&DBInstanceIdentifier=a&DBInstanceIdentifier=b");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .contains("<Code>ObstatAmbiguous</Code>")
        .contains(
            "<Message>the parameter `DBInstanceIdentifier` is there twice in the request</Message>");
  }

  @Test
  void anActionInQueryAndBody() throws IOException {
    Agent.Answered answered =
        agent.form(
            "rds",
            "/?Action=DescribeDBInstances&Version=2014-10-31",
            "Action=DeleteDBInstance&Version=2014-10-31&DBInstanceIdentifier=a");
    assertThat(answered.body())
        .contains("<Code>ObstatAmbiguous</Code>")
        .contains("parameters both in the query and in the form body are ambiguous");
  }

  @Test
  void aQueryKeyThatIsThereTwice() throws IOException {
    Agent.Answered answered = agent.get("s3", "/reports?prefix=a&prefix=b");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("`prefix` is there twice");
  }

  @Test
  void aJsonKeyThatIsThereTwice() throws IOException {
    assertJson(
        agent.json(
            "dynamodb",
            "DynamoDB_20120810.DeleteTable",
            "{\"TableName\":\"scratch\",\"TableName\":\"usage\"}"),
        400,
        "ObstatMalformed",
        "the JSON key `TableName` is there twice");
    assertNotUnderstood("aws:dynamodb:DeleteTable", "the JSON key `TableName` is there twice");
  }

  @Test
  void malformedJson() throws IOException {
    Agent.Answered answered =
        agent.json("dynamodb", "DynamoDB_20120810.DeleteTable", "{\"TableName\":");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .startsWith(
            "{\"__type\":\"ObstatMalformed\",\"message\":\"malformed JSON at line 1, column ");
  }

  @Test
  void malformedXml() throws IOException {
    Agent.Answered answered =
        agent.send(
            "s3", "PUT", "/reports?versioning", Map.of(), "<VersioningConfiguration><Status>");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("<Message>malformed XML at line 1, column ");
  }

  @Test
  void halfASurrogatePair() throws IOException {
    assertJson(
        agent.json("dynamodb", "DynamoDB_20120810.DeleteTable", "{\"TableName\":\"\\ud800\"}"),
        400,
        "ObstatMalformed",
        "half a surrogate pair at character 1 of `TableName`");
  }

  @Test
  void aBodyOverTheBound() throws IOException {
    assertJson(
        agent.json(
            "dynamodb",
            "DynamoDB_20120810.DeleteTable",
            "{\"TableName\":\"" + "x".repeat(BUFFER) + "\"}"),
        413,
        "ObstatBodyRefused",
        "the request body is larger than 65536 bytes");
    assertThat(installation.kinds()).containsExactly("NotUnderstood");
  }

  @Test
  void aBodyThatEndsEarly() throws IOException {
    byte[] body = "{\"TableName\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    RawRequest head =
        agent.signed(
            "dynamodb",
            "POST",
            "/",
            Map.of(
                "content-type",
                "application/x-amz-json-1.0",
                "x-amz-target",
                "DynamoDB_20120810.DescribeTable"),
            body);
    try (Socket socket = agent.connect()) {
      socket.getOutputStream().write(Agent.head(head, body.length));
      socket.getOutputStream().write(body, 0, 5);
      socket.shutdownOutput();
      Agent.Answered answered = Agent.answer(socket.getInputStream(), false);
      assertThat(answered.status()).isEqualTo(400);
      assertThat(answered.body()).contains("ObstatBodyRefused");
    }
    assertThat(installation.kinds()).containsExactly("NotUnderstood");
  }

  @Test
  void aHostThatIsNeitherOursNorS3s() throws IOException {
    Agent.Answered answered = agent.calling("reports.gateway.example").get("s3", "/key");
    assertS3(
        answered,
        400,
        "ObstatAmbiguous",
        "the host `reports.gateway.example` is no S3 host and not this gateway, so the bucket cannot"
            + " be told");
  }

  @Test
  void anAccessPoint() throws IOException {
    assertS3(
        agent
            .calling("reports-111122223333.s3-accesspoint.eu-west-1.amazonaws.com")
            .get("s3", "/key"),
        403,
        "ObstatUnsupported",
        "access points are not supported yet: name the bucket itself");
  }

  @Test
  void aDirectoryBucketsOwnSignature() throws IOException {
    Agent.Answered answered =
        agent
            .calling("reports--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com")
            .get("s3express", "/key");
    assertThat(answered.body()).contains("what signs as `s3express` is not supported yet");
  }
}
