package dev.obstat.gateways.aws;

import static dev.obstat.gateways.aws.Looking.action;
import static dev.obstat.gateways.aws.Looking.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Place;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Filter;

/// Answers to what an agent asks through the gateway, used in place of asking.
class PassingAnswersTest {
  private static final String ORDERS = "arn:aws:rds:eu-west-1:111122223333:db:orders";

  private final Installation installation = new Installation();
  private final Estate estate = new Estate(installation.engine);
  private final Forwarder forwarder = new Forwarder(ForwardSettings.usual(), Looking.tls());
  private final RdsClient rds = installation.client(RdsClient.builder());

  @AfterEach
  void stop() {
    rds.close();
    estate.close();
    forwarder.close();
    installation.close();
  }

  @Test
  void whatTheAgentWasJustToldIsNotAskedAgainAndHasItsAge() {
    Instant then = installation.clock.instant();
    rds.describeDBInstances(one -> one.dbInstanceIdentifier("orders"));
    installation.clock.forward(Duration.ofSeconds(20));
    Live live = facts().of(delete());
    assertThat(live.common()).containsEntry("deletion-protection", "on");
    assertThat(live.answers().get(ORDERS))
        .isInstanceOfSatisfying(
            Live.Answer.Known.class,
            known -> assertThat(known.asOf()).isBetween(then, then.plusSeconds(15)));
    assertThat(asks()).isEqualTo(1);
  }

  @Test
  void aListOfAllIsAsGoodAndAFilteredOneTooForWhatIsInIt() {
    rds.describeDBInstances();
    assertThat(facts().of(delete()).common()).containsEntry("deletion-protection", "on");
    assertThat(asks()).isEqualTo(1);
    installation.clock.forward(Duration.ofMinutes(1));
    rds.describeDBInstances(
        one -> one.filters(Filter.builder().name("engine").values("postgres").build()));
    assertThat(facts().of(delete()).common()).containsEntry("deletion-protection", "on");
    assertThat(asks()).isEqualTo(2);
  }

  @Test
  void whatIsNotInAnAnswerIsAsked() {
    estate.says(
        "rds.DescribeDBInstances",
        "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances/>"
            + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>");
    rds.describeDBInstances();
    estate.says("rds.DescribeDBInstances", Estate.file("rds.DescribeDBInstances"));
    assertThat(facts().of(delete()).common()).containsEntry("deletion-protection", "on");
    assertThat(asks()).isEqualTo(2);
  }

  @Test
  void thatThereIsNoBackupIsNeverTakenFromWhatAnAgentAskedFor() {
    rds.describeDBSnapshots(one -> one.dbInstanceIdentifier("orders"));
    facts().of(delete());
    assertThat(asks("DescribeDBSnapshots")).isEqualTo(2);
  }

  @Test
  void whatIsOldIsAskedAgain() {
    rds.describeDBInstances();
    installation.clock.forward(Duration.ofSeconds(31));
    facts().of(delete());
    assertThat(asks()).isEqualTo(2);
  }

  @Test
  void aChangeForgetsWhatWasSeenBeforeIt() {
    rds.describeDBInstances();
    installation.clock.forward(Duration.ofSeconds(1));
    estate.says("rds.StopDBInstance", "<StopDBInstanceResponse/>");
    rds.stopDBInstance(one -> one.dbInstanceIdentifier("other"));
    facts().of(delete());
    assertThat(asks()).isEqualTo(2);
  }

  @Test
  void whatWasAskedAMomentAgoIsForgottenByAChangeToo() {
    AwsLiveFacts facts = facts();
    facts.of(delete());
    facts.of(delete());
    assertThat(asks()).isEqualTo(1);
    installation.clock.forward(Duration.ofSeconds(1));
    estate.says("rds.StopDBInstance", "<StopDBInstanceResponse/>");
    rds.stopDBInstance(one -> one.dbInstanceIdentifier("other"));
    facts.of(delete());
    assertThat(asks()).isEqualTo(2);
  }

  @Test
  void anErrorIsNoAnswer() {
    estate.refuses("rds.DescribeDBInstances", 400, "Throttling");
    assertThat(catchThrowable(rds::describeDBInstances)).isNotNull();
    estate.says("rds.DescribeDBInstances", Estate.file("rds.DescribeDBInstances"));
    long before = asks();
    facts().of(delete());
    assertThat(asks()).isEqualTo(before + 1);
  }

  private long asks() {
    return asks("DescribeDBInstances");
  }

  private long asks(String operation) {
    return estate.asked().stream().filter(one -> one.contains(operation + " ")).count();
  }

  private AwsLiveFacts facts() {
    Map<String, Upstream> own = new HashMap<>();
    Looking.SERVICES.forEach(service -> own.put(service, installation.engine.upstream()));
    Accounts accounts =
        new Accounts(
            Account.of(
                "111122223333",
                "agents",
                new Upstreams(own, false, Variant.PLAIN),
                new FixedCredentials(Engine.REAL),
                Set.of()),
            Map.of());
    AwsReads reads = new AwsReads(accounts, Looking.MODELS, forwarder, installation.clock);
    return new AwsLiveFacts(
        reads,
        new DryRuns(accounts, Looking.MODELS, reads, DryRuns.Where.NOBODY),
        installation.passing,
        Duration.ofSeconds(10),
        installation.clock);
  }

  private static Action delete() {
    Action one =
        action(
            "rds",
            "DeleteDBInstance",
            Effect.DELETE,
            target(ORDERS, Harm.REMOVES, Harm.LOSES_DATA));
    return new Action(
        one.session(),
        one.principal(),
        new Place("aws", "111122223333", "eu-west-1", "agents"),
        one.operation(),
        one.effect(),
        one.reversibility(),
        one.targets(),
        one.parameters(),
        one.content(),
        List.of());
  }
}
