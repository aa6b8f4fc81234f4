package dev.obstat.gateways.aws;

import static dev.obstat.gateways.aws.Looking.ORDERS;
import static dev.obstat.gateways.aws.Looking.SHOP;
import static dev.obstat.gateways.aws.Looking.USAGE;
import static dev.obstat.gateways.aws.Looking.action;
import static dev.obstat.gateways.aws.Looking.removing;
import static dev.obstat.gateways.aws.Looking.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.StackContents;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a stack holds, and what a change set takes, as targets.
class StackContentsTest {
  private static final String LIST = "cloudformation.ListStackResources";

  private final Looking looking = new Looking();

  @AfterEach
  void stop() {
    looking.close();
  }

  @Test
  void whatIsInAStackGoesWithIt() {
    Action whole = contents().with(deleteStack());
    assertThat(whole.targets())
        .containsExactlyInAnyOrder(
            target(SHOP, Harm.REMOVES, Harm.LOSES_DATA),
            target(ORDERS, Harm.REMOVES, Harm.LOSES_DATA),
            target("arn:aws:s3:::cost-reports", Harm.REMOVES, Harm.LOSES_DATA));
    assertThat(looking.estate.asked())
        .containsExactly("cloudformation ListStackResources {StackName=shop}");
    assertThat(whole.digest())
        .as("with other contents it is another action")
        .isNotEqualTo(deleteStack().digest());
  }

  @Test
  void whatNobodyCanNameIsUnresolved() {
    looking.estate.says(
        LIST,
        Estate.file(LIST)
            .replace("AWS::RDS::DBInstance", "AWS::Neptune::DBCluster")
            .replace("AWS::S3::Bucket", "Custom::Seed"));
    assertThat(contents().with(deleteStack()).targets())
        .filteredOn(Target.Unresolved.class::isInstance)
        .extracting(Target::shownName)
        .containsExactlyInAnyOrder("AWS::Neptune::DBCluster orders", "Custom::Seed cost-reports");
  }

  @Test
  void furtherPagesAreReadAndTooManyAreNot() {
    String first =
        Estate.file(LIST)
            .replace(
                "</StackResourceSummaries>", "</StackResourceSummaries><NextToken>2</NextToken>");
    looking.estate.says(LIST, first);
    assertThat(why(contents().with(deleteStack())))
        .contains("it has more resources than are looked at");
    assertThat(looking.estate.asked())
        .hasSize(10)
        .contains("cloudformation ListStackResources {NextToken=2, StackName=shop}");
  }

  @Test
  void aStackOfWhichNobodyTellsIsNotTakenForAnEmptyOne() {
    looking.estate.refuses(LIST, 403, "AccessDenied");
    assertThat(why(contents().with(deleteStack()))).contains("HTTP 403 AccessDenied");
    looking.estate.says(LIST, "<ListStackResourcesResponse/>");
    assertThat(why(contents().with(deleteStack()))).contains("an unexpected answer");
    looking.estate.isLate(LIST);
    assertThat(why(contents(Duration.ofMillis(300)).with(deleteStack())))
        .contains("no answer in 300 ms");
  }

  @Test
  void aChangeSetTakesWhatItRemovesAndWhatItMayReplace() {
    Action action =
        action(
            "cloudformation",
            "ExecuteChangeSet",
            Effect.REPLACE,
            new Value.Structure(
                Map.of("StackName", Value.of("shop"), "ChangeSetName", Value.of("bigger"))),
            target(SHOP, Harm.DISABLES));
    assertThat(contents().with(action).targets())
        .containsExactlyInAnyOrder(
            target(SHOP, Harm.DISABLES),
            target(ORDERS, Harm.REMOVES, Harm.LOSES_DATA),
            target(USAGE, Harm.REMOVES, Harm.LOSES_DATA),
            target("arn:aws:s3:::cost-reports", Harm.DISABLES));
  }

  @Test
  void otherActionsAskNothing() {
    Action action = removing("rds", "DeleteDBInstance", ORDERS);
    assertThat(contents().with(action)).isSameAs(action);
    assertThat(looking.estate.asked()).isEmpty();
  }

  private static String why(Action action) {
    return action.targets().stream()
        .map(
            one ->
                switch (one) {
                  case Target.Unresolved unresolved -> unresolved.why();
                  case Target.Known _ -> "";
                })
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Action deleteStack() {
    return action(
        "cloudformation",
        "DeleteStack",
        Effect.DELETE,
        new Value.Structure(Map.of("StackName", Value.of("shop"))),
        target(SHOP, Harm.REMOVES, Harm.LOSES_DATA));
  }

  private StackContents contents() {
    return contents(Duration.ofSeconds(10));
  }

  private StackContents contents(Duration limit) {
    return new StackContents(
        new AwsReads(looking.accounts(), Looking.MODELS, looking.forwarder, looking.clock),
        limit,
        looking.clock);
  }
}
