package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import dev.obstat.gateways.aws.sign.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The grant's idempotency token:")
class IdempotencyTest {
  private static final String UUID = "0b7d3a1e-7a52-4c7c-9a35-5f4f5d6c7b8a";

  private final Installation installation = new Installation();
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void isAUuidForAUuidAndOtherwiseOfTheSameShape() {
    assertThat(Idempotency.like(UUID, "g-1"))
        .isEqualTo(Idempotency.like("ffffffff-0000-4000-8000-000000000000", "g-1"))
        .isNotEqualTo(Idempotency.like(UUID, "g-2"))
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(Idempotency.like(UUID.toUpperCase(java.util.Locale.ROOT), "g-1"))
        .matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
    assertThat(Idempotency.like("Order-2026_x", "g-1")).matches("[A-F][a-f]{4}-[0-9]{4}_[a-f]");
    assertThat(Idempotency.like("a".repeat(200), "g-1")).matches("[a-f]{200}");
  }

  /// Asks, is held, is approved, asks again with another token.
  ///
  /// @return the body that reached the other side
  private String goesOnceApproved(Asking asking) throws IOException {
    assertThat(asking.ask("11111111-2222-4333-8444-555555555555").body())
        .contains("ObstatReviewRequired");
    installation.approve();
    assertThat(asking.ask(UUID).status()).isEqualTo(200);
    Engine.Arrived arrived = installation.engine.arrived().getFirst();
    return arrived.body().text();
  }

  private interface Asking {
    Agent.Answered ask(String token) throws IOException;
  }

  private String expected() {
    return Idempotency.like(UUID, installation.facts(Fact.Dispatched.class).getFirst().grant());
  }

  @Test
  void standsInAForm() throws IOException {
    installation.rules.hold("RunInstances");
    String sent =
        goesOnceApproved(
            token ->
                agent.form(
                    "ec2",
                    "/",
                    "Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1"
                        + "&ClientToken="
                        + token));
    assertThat(sent).endsWith("&ClientToken=" + expected()).contains("ImageId=ami-1&");
  }

  @Test
  void standsInJson() throws IOException {
    installation.rules.hold("CreateSecret");
    String sent =
        goesOnceApproved(
            token ->
                agent.json(
                    "secretsmanager",
                    "secretsmanager.CreateSecret",
                    "{\"ClientRequestToken\":\"" + token + "\",\"Name\":\"db\"}"));
    assertThat(sent).isEqualTo("{\"ClientRequestToken\":\"" + expected() + "\",\"Name\":\"db\"}");
  }

  @Test
  void isNotSetWhereTheTextStandsTwice() throws IOException {
    installation.rules.hold("CreateSecret");
    String body =
        "{\"ClientRequestToken\":\""
            + UUID
            + "\",\"Name\":\"db\",\"Description\":\""
            + UUID
            + "\"}";
    agent.json("secretsmanager", "secretsmanager.CreateSecret", body);
    installation.approve();
    agent.json("secretsmanager", "secretsmanager.CreateSecret", body);
    assertThat(installation.engine.arrived().getFirst().body().text()).isEqualTo(body);
  }

  @Test
  void isNotSetInAnotherPlaceThatHoldsTheTextPlainlyWhileTheTokenIsEscaped() throws IOException {
    installation.rules.hold("CreateSecret");
    String escaped = "\\u0030" + UUID.substring(1);
    String body = "{\"ClientRequestToken\":\"" + escaped + "\",\"Name\":\"db-" + UUID + "\"}";
    agent.json("secretsmanager", "secretsmanager.CreateSecret", body);
    installation.approve();
    agent.json("secretsmanager", "secretsmanager.CreateSecret", body);
    assertThat(installation.engine.arrived().getFirst().body().text()).isEqualTo(body);
  }

  @Test
  void takesTheChecksumsOfTheBodyAlong() throws Exception {
    installation.rules.hold("CreateSecret");
    String sent =
        goesOnceApproved(
            token -> {
              String body = "{\"ClientRequestToken\":\"" + token + "\",\"Name\":\"db\"}";
              return agent.send(
                  "secretsmanager",
                  "POST",
                  "/",
                  Map.of(
                      "content-type",
                      "application/x-amz-json-1.1",
                      "x-amz-target",
                      "secretsmanager.CreateSecret",
                      "content-md5",
                      sum("MD5", body),
                      "x-amz-checksum-sha256",
                      sum("SHA-256", body)),
                  body);
            });
    assertThat(sent).contains(expected());
    Engine.Arrived arrived = installation.engine.arrived().getFirst();
    assertThat(arrived.header("content-md5")).isEqualTo(sum("MD5", sent));
    assertThat(arrived.header("x-amz-checksum-sha256")).isEqualTo(sum("SHA-256", sent));
  }

  private static String sum(String algorithm, String body) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance(algorithm).digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void crcsAreTheOnesOfTheCatalogue() {
    byte[] body = "123456789".getBytes(StandardCharsets.UTF_8);
    // The check values of CRC-32/ISO-HDLC and CRC-32/ISCSI: cbf43926 and e3069283.
    List<Header> right =
        List.of(
            new Header("x-amz-checksum-crc32", "y/Q5Jg=="),
            new Header("X-Amz-Checksum-Crc32c", "4waSgw=="),
            new Header("x-amz-checksum-algorithm", "CRC32"));
    assertThat(Checksums.moved(right, body, body)).contains(right);
    assertThat(Checksums.moved(right, body, new byte[0]).orElseThrow())
        .extracting(Header::value)
        .containsExactly("AAAAAA==", "AAAAAA==", "CRC32");
    assertThat(Checksums.moved(right, new byte[1], body)).isEmpty();
    assertThat(Checksums.moved(List.of(new Header("digest", "x")), body, body)).isEmpty();
  }

  @Test
  void isNotSetUnderAChecksumOfTheBodyThatIsWrong() throws IOException {
    installation.rules.hold("CreateSecret");
    String body = "{\"ClientRequestToken\":\"" + UUID + "\",\"Name\":\"db\"}";
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/x-amz-json-1.1",
            "x-amz-target",
            "secretsmanager.CreateSecret",
            "content-md5",
            "1B2M2Y8AsgTpgAmY7PhCfg==");
    agent.send("secretsmanager", "POST", "/", headers, body);
    installation.approve();
    agent.send("secretsmanager", "POST", "/", headers, body);
    assertThat(installation.engine.arrived().getFirst().body().text()).isEqualTo(body);
  }
}
