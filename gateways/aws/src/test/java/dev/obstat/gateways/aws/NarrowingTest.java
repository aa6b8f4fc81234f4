package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.narrow.RoleSessions;
import dev.obstat.gateways.aws.narrow.TokenService;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An action goes out with a session of the role that")
class NarrowingTest {
  private final MovableClock clock = new MovableClock();
  private final Cloud cloud = new Cloud(clock);
  private final Installation installation =
      new Installation(
          (_, forwarder, _) -> {
            FixedCredentials real = new FixedCredentials(Engine.REAL);
            return new Account(
                "111122223333",
                "agents",
                Set.of("eu-west-1"),
                new Upstreams(Map.of("s3", cloud.upstream()), false, Variant.PLAIN),
                real,
                new RoleSessions(
                    new Role(Cloud.ROLE, Cloud.EXTERNAL_ID),
                    real,
                    forwarder,
                    new TokenService(cloud.upstream(), "eu-west-1"),
                    clock));
          });
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    installation.close();
    cloud.close();
  }

  private String session() {
    return installation.session.id();
  }

  private List<String> ends() throws InterruptedException {
    installation.await(kinds -> kinds.contains("Completed") || kinds.contains("Failed"));
    return installation.facts().stream()
        .flatMap(
            fact ->
                switch (fact) {
                  case Fact.Completed done -> Stream.of("completed: " + done.outcome());
                  case Fact.Failed failed -> Stream.of("failed: " + failed.outcome());
                  case Fact _ -> Stream.<String>empty();
                })
        .toList();
  }

  @Test
  void mayDoThatAlone() throws Exception {
    assertThat(agent.send("s3", "PUT", "/reports/2026/q1.csv", Map.of(), "a,b").status())
        .isEqualTo(200);
    assertThat(cloud.seen())
        .containsExactly(session() + " s3:PutObject arn:aws:s3:::reports/2026/q1.csv allowed");
    assertThat(cloud.asked().getFirst())
        .containsEntry("SourceIdentity", session())
        .containsEntry("RoleSessionName", session())
        .containsEntry("DurationSeconds", "900")
        .hasEntrySatisfying(
            "Policy",
            policy ->
                assertThat(policy)
                    .contains(
                        "{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],"
                            + "\"Resource\":[\"arn:aws:s3:::reports/2026/q1.csv\"]}"));
    assertThat(ends())
        .containsExactly(
            "completed: HTTP 200; its credentials were narrowed to its operation on its targets");
  }

  /// The double refuses what the policy does not name: this is the test of the double itself.
  @Test
  void mayNotDoAnythingElse() throws Exception {
    agent.send("s3", "PUT", "/reports/q1.csv", Map.of(), "a,b");
    JsonNode policy =
        new ObjectMapper().readTree(cloud.asked().getFirst().getOrDefault("Policy", ""));
    assertThat(Cloud.allows(policy, "s3:PutObject", "arn:aws:s3:::reports/q1.csv")).isTrue();
    assertThat(Cloud.allows(policy, "s3:PutObject", "arn:aws:s3:::reports/q2.csv")).isFalse();
    assertThat(Cloud.allows(policy, "s3:PutObject", "arn:aws:s3:::reports/q1.csv.old")).isFalse();
    assertThat(Cloud.allows(policy, "s3:DeleteObject", "arn:aws:s3:::reports/q1.csv")).isFalse();
  }

  @Test
  void takesAQuestionMarkInAKeyForAQuestionMark() throws Exception {
    assertThat(agent.send("s3", "PUT", "/reports/a%3F%24", Map.of(), "x").status()).isEqualTo(200);
    JsonNode policy =
        new ObjectMapper().readTree(cloud.asked().getFirst().getOrDefault("Policy", ""));
    assertThat(Cloud.allows(policy, "s3:PutObject", "arn:aws:s3:::reports/a?$")).isTrue();
    assertThat(Cloud.allows(policy, "s3:PutObject", "arn:aws:s3:::reports/ab$")).isFalse();
  }

  @Test
  void isNotOfOneTargetWhereAKeyHasAStarAndTheRecordSaysSo() throws Exception {
    agent.send("s3", "PUT", "/reports/%2A", Map.of(), "x");
    assertThat(ends())
        .containsExactly(
            "completed: HTTP 200; its credentials were narrowed to its operation on any resource: not"
                + " every target could be named");
  }

  @Test
  void isMadeAnewForEveryChangeAndSharedByReadsOfABucket() throws IOException {
    agent.get("s3", "/reports/a");
    agent.get("s3", "/reports/b");
    agent.get("s3", "/reports/c/d");
    assertThat(cloud.asked()).hasSize(1);
    agent.get("s3", "/other/a");
    assertThat(cloud.asked()).hasSize(2);
    agent.send("s3", "PUT", "/reports/a", Map.of(), "1");
    agent.send("s3", "PUT", "/reports/a", Map.of(), "2");
    assertThat(cloud.asked()).hasSize(4);
    assertThat(cloud.seen()).hasSize(6).allMatch(line -> line.endsWith(" allowed"));
  }

  @Test
  void isRenewedBeforeItExpires() throws IOException {
    agent.get("s3", "/reports/a");
    clock.forward(Duration.ofMinutes(9));
    agent.get("s3", "/reports/a");
    assertThat(cloud.asked()).hasSize(1);
    clock.forward(Duration.ofMinutes(2));
    agent.get("s3", "/reports/a");
    assertThat(cloud.asked()).hasSize(2);
  }

  @Test
  void belongsToOneSessionOfOurs() throws IOException {
    agent.get("s3", "/reports/a");
    Session second = installation.open(Duration.ofHours(1));
    new Agent(installation)
        .withKeys(second.accessKeyId(), installation.keys.secretOf(second.accessKeyId()))
        .get("s3", "/reports/a");
    assertThat(cloud.asked())
        .extracting(form -> form.getOrDefault("SourceIdentity", ""))
        .containsExactly(session(), second.id());
  }

  @Test
  void thereMustBeOrNothingGoesOut() throws Exception {
    cloud.refuseSessions();
    Agent.Answered answer = agent.send("s3", "PUT", "/reports/a", Map.of(), "1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("<Code>ObstatNoCredentials</Code>")
        .contains("the token service refused the role: AccessDenied");
    assertThat(cloud.seen()).isEmpty();
    assertThat(ends())
        .containsExactly(
            "failed: not sent: no credentials could be made for it: the token service refused the"
                + " role: AccessDenied");
    assertThat(installation.incidents()).isEmpty();
  }

  @Test
  void isAskedForOnlyOnceTheActionMayGo() throws Exception {
    installation.rules.deny("PutObject");
    agent.send("s3", "PUT", "/reports/a", Map.of(), "1");
    installation.rules.hold("GetObject");
    agent.get("s3", "/reports/a");
    assertThat(cloud.asked()).isEmpty();
  }

  @Test
  void isOfOneRegionWhereTheAccountHasOne() throws Exception {
    assertThat(installation.kinds()).isEmpty();
    assertThat(agent.in("us-east-1").get("s3", "/reports/a").body())
        .contains(
            "in account `111122223333` nothing goes to `us-east-1`: its regions are eu-west-1");
    assertThat(cloud.asked()).isEmpty();
  }
}
