package dev.obstat.gateways.aws;

import static dev.obstat.gateways.aws.Looking.MACHINE;
import static dev.obstat.gateways.aws.Looking.action;
import static dev.obstat.gateways.aws.Looking.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Value;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.live.PassingAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether EC2 is asked what it would say, and what its answers are taken for.
class DryRunsTest {
  private static final String ID = "i-0a1b2c3d4e5f60001";

  private final Looking looking = new Looking();

  @BeforeEach
  void unprotected() {
    looking.estate.says(
        "ec2.DescribeInstanceAttribute",
        Estate.file("ec2.DescribeInstanceAttribute").replace(">true<", ">false<"));
  }

  @AfterEach
  void stop() {
    looking.close();
  }

  @Test
  void whatWouldGoIsAskedForWithTheSameParametersAndNothingIsDone() {
    looking.estate.refuses("ec2.TerminateInstances", 412, "DryRunOperation");
    assertThat(of(terminate())).isEqualTo(new Live.DryRun.WouldGo());
    assertThat(looking.estate.asked())
        .filteredOn(one -> one.contains("TerminateInstances"))
        .containsExactly("ec2 TerminateInstances {DryRun=true, InstanceId.1=" + ID + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "403, UnauthorizedOperation",
    "400, InvalidInstanceID.NotFound",
    "400, OperationNotPermitted"
  })
  void whatWouldBeRefusedSaysWhy(int status, String code) {
    looking.estate.refuses("ec2.TerminateInstances", status, code);
    assertThat(of(terminate())).isEqualTo(new Live.DryRun.WouldBeRefused(code));
  }

  @ParameterizedTest
  @CsvSource({"503, RequestLimitExceeded", "500, InternalError", "400, Throttling"})
  void whatSaysNothingOfTheActionIsUnknown(int status, String code) {
    looking.estate.refuses("ec2.TerminateInstances", status, code);
    assertThat(of(terminate()).word()).isEqualTo("unknown");
  }

  @Test
  void anAnswerThatIsLateIsUnknown() {
    looking.estate.isLate("ec2.TerminateInstances");
    assertThat(facts(DryRuns.Where.EVERYBODY, Duration.ofMillis(500)).of(terminate()).dryRun())
        .isEqualTo(new Live.DryRun.Unknown("no answer in 500 ms"));
  }

  @Test
  void anEngineThatMayNotKnowDryRunsIsNotAsked() {
    for (DryRuns.Where where : List.of(DryRuns.Where.AWS, DryRuns.Where.NOBODY)) {
      assertThat(facts(where, Duration.ofSeconds(10)).of(terminate()).dryRun())
          .isEqualTo(new Live.DryRun.NotMade());
    }
    assertThat(looking.estate.asked()).noneMatch(one -> one.contains("TerminateInstances"));
  }

  @Test
  void whatHoldsASecretOrIsADryRunAlreadyOrHarmsNothingIsNotRehearsed() {
    Action secret =
        action(
            "ec2",
            "ModifyInstanceAttribute",
            Effect.UPDATE,
            new Value.Structure(
                Map.of(
                    "InstanceId",
                    Value.of(ID),
                    "UserData",
                    new Value.Structure(Map.of("Value", new Value.Secret("f"))))),
            target(MACHINE, Harm.DISABLES));
    assertThat(of(secret)).isEqualTo(new Live.DryRun.Unknown("its parameters are not kept whole"));
    Action already =
        action(
            "ec2",
            "TerminateInstances",
            Effect.DELETE,
            new Value.Structure(Map.of("DryRun", new Value.Flag(false))),
            target(MACHINE, Harm.REMOVES));
    assertThat(of(already)).isEqualTo(new Live.DryRun.NotMade());
    Action other =
        action("rds", "DeleteDBInstance", Effect.DELETE, target(Looking.LEDGER, Harm.REMOVES));
    assertThat(of(other)).isEqualTo(new Live.DryRun.NotMade());
    assertThat(looking.estate.asked()).noneMatch(one -> one.contains("Modify"));
  }

  private Live.DryRun of(Action action) {
    return facts(DryRuns.Where.EVERYBODY, Duration.ofSeconds(10)).of(action).dryRun();
  }

  private AwsLiveFacts facts(DryRuns.Where where, Duration limit) {
    Accounts accounts = looking.accounts();
    AwsReads reads = new AwsReads(accounts, Looking.MODELS, looking.forwarder, looking.clock);
    return new AwsLiveFacts(
        reads,
        new DryRuns(accounts, Looking.MODELS, reads, where),
        new PassingAnswers(looking.clock),
        limit,
        looking.clock);
  }

  private static Action terminate() {
    return action(
        "ec2",
        "TerminateInstances",
        Effect.DELETE,
        new Value.Structure(Map.of("InstanceIds", new Value.Sequence(List.of(Value.of(ID))))),
        target(MACHINE, Harm.REMOVES, Harm.LOSES_DATA));
  }
}
