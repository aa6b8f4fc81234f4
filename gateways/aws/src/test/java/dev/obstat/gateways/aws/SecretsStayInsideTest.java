package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

@DisplayName("A canary in a secret parameter shows up in no fact, answer or log:")
class SecretsStayInsideTest {
  private static final String CANARY = "canary-7f3a9c";

  private final Installation installation = new Installation();
  private final Agent agent = new Agent(installation);
  private final List<String> answers = new ArrayList<>();

  @AfterEach
  void stop() {
    installation.close();
  }

  private void assertNowhere() {
    assertThat(installation.facts()).isNotEmpty();
    assertThat(installation.facts().toString()).doesNotContain(CANARY);
    assertThat(answers.toString()).doesNotContain(CANARY);
  }

  private void secret(String body) throws IOException {
    answers.add(agent.json("secretsmanager", "secretsmanager.CreateSecret", body).body());
  }

  @Test
  void whenItFlows() throws IOException {
    secret("{\"Name\":\"db\",\"SecretString\":\"" + CANARY + "\"}");
    assertThat(installation.engine.arrived().getFirst().body().text()).contains(CANARY);
    assertNowhere();
  }

  @Test
  void whenItIsHeldAndTheSdkSendsIt() {
    installation.rules.hold("CreateDBInstance");
    try (RdsClient rds = installation.client(RdsClient.builder())) {
      rds.createDBInstance(
          b -> b.dbInstanceIdentifier("db").masterUsername("root").masterUserPassword(CANARY));
    } catch (RuntimeException held) {
      answers.add(String.valueOf(held.getMessage()));
    }
    assertThat(installation.openReviews()).hasSize(1);
    assertThat(installation.openReviews().toString()).contains("Secret[fingerprint=");
    assertNowhere();
  }

  @Test
  void whenItIsMalformed() throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      secret("{\"Name\":\"db\",\"SecretString\":" + CANARY + "}");
      secret("{\"Name\":\"db\",\"SecretString\":\"" + CANARY + "\n\"}");
      secret("{\"Name\":\"db\",\"SecretString\":\"" + CANARY);
      secret("{\"Name\":\"db\",\"SecretString\":{\"" + CANARY + "\":1}");
      secret("{\"Name\":\"db\",\"SecretBinary\":\"" + CANARY + "\"}");
      secret("{\"Name\":\"db\",\"SecretString\":\"\\ud800" + CANARY + "\"}");
      for (String password : List.of(CANARY + "%zz", CANARY + "%ff", CANARY + " ")) {
        String form =
            "Action=CreateDBInstance&Version=2014-10-31&DBInstanceIdentifier=db&MasterUserPassword=";
        answers.add(agent.form("rds", "/", form + password).body());
      }
      answers.add(agent.get("s3", "/reports?hologram=" + CANARY).body());
      answers.add(
          agent
              .send("s3", "PUT", "/reports?versioning", Map.of(), "<a><" + CANARY + "</a>")
              .body());
    } finally {
      System.setErr(before);
    }
    assertThat(installation.facts(Fact.NotUnderstood.class).size()).isGreaterThanOrEqualTo(9);
    assertThat(installation.engine.arrived()).isEmpty();
    assertNowhere();
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
  }

  @Test
  void andNoSecretOfSessionOrAccountEither() throws IOException {
    secret("{\"Name\":\"db\",\"SecretString\":\"" + CANARY + "\"}");
    String secret = installation.keys.secretOf(installation.session.accessKeyId());
    assertThat(installation.facts().toString())
        .doesNotContain(secret)
        .doesNotContain(Engine.REAL.secretAccessKey());
    assertThat(installation.engine.arrived().toString()).doesNotContain(secret);
  }
}
