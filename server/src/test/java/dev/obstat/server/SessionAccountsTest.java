package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.core.fact.Fact;
import dev.obstat.http.Upstream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("The account of a session is said when it is opened:")
final class SessionAccountsTest {
  private static final String BILLING = "222233334444";
  private static final String VAULT = "333344445555";

  @TempDir private Path data;
  private S3Double usual;
  private S3Double billing;
  private Installed installed;

  @BeforeEach
  void start() {
    usual = new S3Double();
    billing = new S3Double();
    installed = Installed.start(settings(), data);
  }

  @AfterEach
  void stop() {
    installed.close();
    usual.close();
    billing.close();
  }

  private Settings settings() {
    return new Settings()
        .catalog(Settings.CATALOG)
        .upstream("s3", usual.port())
        .account(BILLING, account("billing", List.of("bill"), List.of("olga", "group:nobody")))
        .account(VAULT, account("", List.of("keeper"), List.of()));
  }

  private Config.AwsAccount account(String name, List<String> agents, List<String> people) {
    return new Config.AwsAccount(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Map.of("s3", new Upstream(false, "127.0.0.1", billing.port())),
        agents,
        name,
        people);
  }

  private static String request(String agent, String account) {
    return "{\"agent\":\"%s\",\"intent\":\"look\",\"minutes\":10,\"account\":\"%s\"}"
        .formatted(agent, account);
  }

  private String refusal(String person, String agent, String account) {
    String token =
        installed
            .post("/api/tokens", "{\"person\":\"%s\",\"hours\":1}".formatted(person))
            .path("token")
            .asText();
    HttpResponse<String> answer =
        installed.send(
            HttpRequest.newBuilder(installed.console("/api/sessions"))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request(agent, account))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return answer.body();
  }

  private void looksAround(JsonNode session) {
    try (S3Client s3 = Installed.s3(session)) {
      assertThat(s3.listBuckets().buckets()).hasSize(1);
    }
  }

  @Test
  void byItsNameByItsNumberByTheAgentsNameOrNotAtAll() {
    looksAround(installed.session("kiro", "look"));
    assertThat(usual.arrived()).hasSize(1);
    looksAround(installed.post("/api/sessions", request("kiro", "billing")));
    looksAround(installed.post("/api/sessions", request("kiro", BILLING)));
    looksAround(installed.session("bill", "look"));
    assertThat(billing.arrived()).hasSize(3);
    looksAround(installed.post("/api/sessions", request("bill", "123456789012")));
    assertThat(usual.arrived()).as("the person's word goes first").hasSize(2);
    looksAround(installed.session("keeper", "look"));
    assertThat(billing.arrived()).hasSize(4);
    assertThat(installed.get("/api/sessions").path("sessions").get(0).path("account").asText())
        .isEqualTo(VAULT);
    installed.close();
    assertThat(
            Installed.facts(data).stream()
                .filter(Fact.Dispatched.class::isInstance)
                .map(fact -> ((Fact.Dispatched) fact).action().place().account()))
        .containsExactly("123456789012", BILLING, BILLING, BILLING, "123456789012", VAULT);
  }

  @Test
  void byThoseWhoMay() {
    assertThat(refusal("rosa", "kiro", "billing"))
        .contains(
            "sessions in the account `billing` are opened by olga, group:nobody: ask one of them");
    assertThat(refusal("rosa", "bill", ""))
        .as("the agent's name is no way around")
        .contains("sessions in the account `billing` are opened by olga");
    assertThat(refusal("rosa", "kiro", VAULT))
        .contains(
            "the account `333344445555` is for its own agents (keeper), not for `kiro`: who else may"
                + " open sessions there is said by `people` under `aws.accounts`");
    assertThat(refusal("olga", "kiro", "billling"))
        .contains("there is no account `billling`: there are 123456789012, 333344445555, billing");
  }

  @Test
  void andNothingMovesItAfterwards() {
    JsonNode session = installed.post("/api/sessions", request("kiro", "billing"));
    installed.close();
    installed =
        Installed.start(new Settings().upstream("s3", usual.port()).awsPort(port(session)), data);
    try (S3Client s3 = Installed.s3(session)) {
      S3Exception refused = catchThrowableOfType(S3Exception.class, s3::listBuckets);
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ObstatNoUpstream");
      assertThat(refused.awsErrorDetails().errorMessage())
          .isEqualTo(
              "nothing was done: the account `222233334444` of this session is not configured any"
                  + " more: open another session");
    }
    assertThat(usual.arrived()).isEmpty();
  }

  private static int port(JsonNode session) {
    return java.net.URI.create(session.path("aws").path("endpoint").asText()).getPort();
  }
}
