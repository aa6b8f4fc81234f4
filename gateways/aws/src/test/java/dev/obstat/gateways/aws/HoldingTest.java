package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Target;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("Held, approved, rejected, denied:")
class HoldingTest {
  private final Installation installation = new Installation();
  private final S3Client s3 = installation.client(S3Client.builder().forcePathStyle(true));

  @AfterEach
  void stop() {
    s3.close();
    installation.close();
  }

  private void delete() {
    s3.deleteObject(b -> b.bucket("reports").key("2026/november"));
  }

  private static AwsServiceException refusedIn(ThrowingCallable call) {
    AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refused).as("it was not refused").isNotNull();
    return refused;
  }

  private static void assertSays(ThrowingCallable call, String code, String message) {
    AwsServiceException refused = refusedIn(call);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  private void assertHeldFor(ThrowingCallable call, Review review) {
    assertSays(
        call,
        "ObstatReviewRequired",
        "held for review by policy `needs-a-peer`: a peer looks at it first. Review:"
            + " http://127.0.0.1:8470/reviews/"
            + review.id()
            + " - nothing was done; repeat the same command after approval.");
  }

  private Review onlyReview() {
    List<Review> open = installation.openReviews();
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  @Test
  void aDeleteIsHeldOnceAskedOnceAndNothingReachesTheOtherSide() {
    refusedIn(this::delete);
    assertThat(installation.requests()).isEqualTo(1);
    Review review = onlyReview();
    assertThat(review.action().targets().getFirst().shownName())
        .isEqualTo("arn:aws:s3:::reports/2026/november");
    assertThat(review.intent()).isEqualTo("fix the cost report");
    assertHeldFor(this::delete, review);
    assertHeldFor(this::delete, review);
    assertThat(installation.kinds()).containsExactly("ReviewOpened");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void afterApprovalTheRepeatGoesOnceAndTheNextIsHeldAgain() throws InterruptedException {
    refusedIn(this::delete);
    Review first = onlyReview();
    installation.approve();
    delete();
    assertThat(installation.engine.arrived()).hasSize(1);
    assertThat(installation.engine.arrived().getFirst().head().target())
        .isEqualTo("/reports/2026/november");
    installation.await(
        List.of("ReviewOpened", "VoteCast", "ReviewApproved", "Dispatched", "Completed")::equals);
    assertThat(installation.facts(Fact.Dispatched.class).getFirst().grant()).startsWith("g-");
    refusedIn(this::delete);
    assertThat(onlyReview().id()).isNotEqualTo(first.id());
    assertThat(installation.engine.arrived()).hasSize(1);
  }

  private static final String TOKEN = "0b7d3a1e-7a52-4c7c-9a35-5f4f5d6c7b8a";

  private static TransactWriteItemsRequest.Builder transaction() {
    Put put =
        Put.builder().tableName("usage").item(Map.of("id", AttributeValue.fromS("1"))).build();
    return TransactWriteItemsRequest.builder()
        .transactItems(TransactWriteItem.builder().put(put).build());
  }

  @Test
  void aTransactionWithANewTokenInEveryTryIsTheSameAndGoesWithTheGrantsToken() {
    installation.rules.hold("TransactWriteItems");
    try (DynamoDbClient dynamodb = installation.client(DynamoDbClient.builder())) {
      ThrowingCallable write = () -> dynamodb.transactWriteItems(transaction().build());
      refusedIn(write);
      refusedIn(write);
      Review review = onlyReview();
      installation.approve();
      dynamodb.transactWriteItems(transaction().clientRequestToken(TOKEN).build());
      String grant = installation.facts(Fact.Dispatched.class).getFirst().grant();
      String sent = installation.engine.arrived().getFirst().body().text();
      Matcher token = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"").matcher(sent);
      assertThat(token.find()).isTrue();
      assertThat(token.group(1))
          .isEqualTo(Idempotency.like(TOKEN, grant))
          .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(sent).doesNotContain(TOKEN);
      refusedIn(write);
      assertThat(onlyReview().id()).isNotEqualTo(review.id());
    }
  }

  @Test
  void whatIsAllowedAsItIsKeepsTheClientsToken() {
    installation.rules.allow("TransactWriteItems");
    try (DynamoDbClient dynamodb = installation.client(DynamoDbClient.builder())) {
      dynamodb.transactWriteItems(transaction().clientRequestToken(TOKEN).build());
    }
    assertThat(installation.engine.arrived().getFirst().body().text())
        .contains("\"ClientRequestToken\":\"" + TOKEN + "\"");
  }

  @Test
  void aRejectionIsToldInTheReviewersWords() {
    refusedIn(this::delete);
    Review review = onlyReview();
    installation.vote(review, Vote.Choice.REJECT, "the report is due tomorrow");
    assertSays(
        this::delete,
        "ObstatRejected",
        "rejected in review (policy `needs-a-peer`): the report is due tomorrow (rosa). Review:"
            + " http://127.0.0.1:8470/reviews/"
            + review.id()
            + " - nothing was done; change the request before you ask again.");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void aDenialNamesThePolicyAndIsRecorded() {
    installation.rules.deny("DeleteDBInstance");
    try (RdsClient rds = installation.client(RdsClient.builder())) {
      assertSays(
          () -> rds.deleteDBInstance(b -> b.dbInstanceIdentifier("billing")),
          "ObstatDenied",
          "denied by policy `never`: nobody may do this here. Nothing was done; do not repeat it.");
    }
    assertThat(installation.kinds()).containsExactly("Refused");
    assertThat(installation.requests()).isEqualTo(1);
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void anApprovalWhoseCoolOffRunsSaysWhenToComeBack() {
    installation.rules.coolOff(Duration.ofMinutes(4));
    refusedIn(this::delete);
    Review review = onlyReview();
    installation.approve();
    assertSays(
        this::delete,
        "ObstatReviewRequired",
        "approved, and not to go before "
            + review.opened().plusSeconds(240)
            + " by policy `needs-a-peer`. Review: http://127.0.0.1:8470/reviews/"
            + review.id()
            + " - nothing was done; repeat the same command then.");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void whatCanChangeUntilItGoesIsSaidToBeUngrantable() {
    installation.rules.hold("CopyObject");
    AwsServiceException refused =
        refusedIn(
            () ->
                s3.copyObject(
                    b ->
                        b.sourceBucket("a")
                            .sourceKey("k")
                            .destinationBucket("b")
                            .destinationKey("k")));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
    assertThat(refused.awsErrorDetails().errorMessage())
        .contains("as it is no approval can let it go")
        .contains("CopySource");
  }

  @Test
  void anUploadIsBoundByItsContentSoThatOtherContentIsAnotherReview() {
    installation.rules.hold("PutObject");
    ThrowingCallable first = () -> put("one");
    refusedIn(first);
    Review review = onlyReview();
    assertThat(review.action().content())
        .isEqualTo(new Content.Bound(Sha256.of("one".getBytes(StandardCharsets.UTF_8))));
    refusedIn(() -> put("two"));
    assertThat(installation.openReviews()).hasSize(2);
    installation.vote(review, Vote.Choice.APPROVE, "one it is");
    refusedIn(() -> put("two"));
    put("one");
    assertThat(installation.engine.arrived()).hasSize(1);
    assertThat(installation.engine.arrived().getFirst().body().text()).isEqualTo("one");
  }

  private void put(String content) {
    s3.putObject(b -> b.bucket("reports").key("key"), RequestBody.fromString(content));
  }

  @Test
  void moreTargetsThanCanBeCountedAreOneThatNobodyKnows() throws IOException {
    StringBuilder ids = new StringBuilder("Action=TerminateInstances&Version=2016-11-15");
    for (int i = 1; i <= Action.MOST_TARGETS + 1; i++) {
      ids.append("&InstanceId.").append(i).append("=i-").append(i);
    }
    Agent.Answered answered = new Agent(installation).form("ec2", "/", ids.toString());
    assertThat(answered.body()).contains("<Code>ObstatReviewRequired</Code>");
    assertThat(onlyReview().action().targets())
        .singleElement()
        .isInstanceOf(Target.Unresolved.class);
  }

  @Test
  void anotherSessionOfTheSameAgentJoinsTheReview() throws Exception {
    refusedIn(this::delete);
    var other = installation.open(Duration.ofHours(1));
    Agent.Answered answered =
        new Agent(installation)
            .withKeys(other.accessKeyId(), installation.keys.secretOf(other.accessKeyId()))
            .send("s3", "DELETE", "/reports/2026/november", Map.of(), "");
    assertThat(answered.body()).contains(onlyReview().id());
    assertThat(installation.kinds())
        .containsExactly("ReviewOpened", "SessionOpened", "ReviewJoined");
  }
}
