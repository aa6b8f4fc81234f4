package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.PassingAnswers;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.narrow.RoleSessions;
import dev.obstat.gateways.aws.narrow.TokenService;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Asking with a session of the account's role, and what the role needs for it.
class LiveByRoleTest {
  private static final Path GUIDE =
      Path.of(System.getProperty("user.dir")).resolve("../../docs/aws.md").normalize();

  private final Looking looking = new Looking();

  @AfterEach
  void stop() {
    looking.close();
  }

  @Test
  void theGuideListsEveryPermissionThatTheRoleNeeds() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(
            new AwsReads(looking.accounts(), Looking.MODELS, looking.forwarder, looking.clock)
                .permissions())
        .hasSizeGreaterThan(20)
        .allSatisfy(one -> assertThat(guide).contains("`" + one + "`"));
  }

  @Test
  void whereARoleActsASessionThatOnlyReadsAsksForEverybody() {
    try (Cloud cloud = new Cloud(looking.clock)) {
      Accounts accounts = byRole(cloud);
      AwsReads reads = new AwsReads(accounts, Looking.MODELS, looking.forwarder, looking.clock);
      AwsLiveFacts facts = facts(accounts);
      assertThat(facts.of(delete("arn:aws:s3:::b-one/a", "arn:aws:s3:::b-two/a")).common())
          .isEqualTo(Map.of("versioning", "enabled"));
      assertThat(facts.of(delete("arn:aws:s3:::b-three/a")).isKnown()).isTrue();
      assertThat(cloud.seen())
          .hasSize(3)
          .allMatch(one -> one.startsWith("obstat-reads s3:GetBucketVersioning arn:aws:s3:::b-"));
      assertThat(cloud.asked())
          .singleElement()
          .satisfies(
              form -> {
                String policy = form.getOrDefault("Policy", "");
                assertThat(policy.length()).isLessThanOrEqualTo(2_048);
                reads.permissions().forEach(one -> assertThat(policy).contains("\"" + one + "\""));
                assertThat(policy).doesNotContain("aws:ViaAWSService");
              });
      assertThat(reads.permissions())
          .allMatch(one -> one.matches("[a-z0-9]+:(Get|List|Describe)\\w+"));
    }
  }

  @Test
  void whereNoSessionOfTheRoleCanBeMadeNothingIsKnownAndTheReasonIsSaid() {
    try (Cloud cloud = new Cloud(looking.clock)) {
      cloud.refuseSessions();
      assertThat(facts(byRole(cloud)).of(delete("arn:aws:s3:::b-one/a")).answers().values())
          .containsExactly(
              new Live.Answer.Unknown(
                  "versioning: the token service refused the role: AccessDenied"));
      assertThat(cloud.seen()).isEmpty();
    }
  }

  private Accounts byRole(Cloud cloud) {
    FixedCredentials real = new FixedCredentials(Engine.REAL);
    return new Accounts(
        new Account(
            Looking.ACCOUNT,
            "agents",
            Set.of(),
            new Upstreams(Map.of("s3", cloud.upstream()), false, Variant.PLAIN),
            real,
            new RoleSessions(
                new Role(Cloud.ROLE, Cloud.EXTERNAL_ID),
                real,
                looking.forwarder,
                new TokenService(cloud.upstream(), "eu-west-1"),
                looking.clock)),
        Map.of());
  }

  private AwsLiveFacts facts(Accounts accounts) {
    return looking.facts(accounts, new PassingAnswers(looking.clock), Duration.ofSeconds(10));
  }

  private static Action delete(String... names) {
    return Looking.action(
        "s3",
        "DeleteObject",
        Effect.DELETE,
        Arrays.stream(names)
            .map(name -> Looking.target(name, Harm.REMOVES, Harm.LOSES_DATA))
            .toArray(Target[]::new));
  }
}
