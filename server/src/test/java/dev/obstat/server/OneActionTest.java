package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.core.fact.Fact;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One action from the agent's SDK to the record: the shipped policies, the example's catalog, and
/// every part of the house between them.
final class OneActionTest {
  private static final String BUCKET = "cost-explorer-config";

  @TempDir private Path data;

  @Test
  void aReadFlowsAndADeletionWaitsForTwoPeopleGoesOnceAndIsRecorded() {
    String review;
    try (S3Double engine = new S3Double()) {
      Settings settings =
          new Settings().catalog(Settings.CATALOG).votesByToken().upstream("s3", engine.port());
      try (Installed installed = Installed.start(settings, data)) {
        JsonNode session = installed.session("kiro", "fix the monthly sum");
        assertThat(session.path("operator").asText()).isEqualTo("olga");
        try (S3Client agent = Installed.s3(session)) {
          assertThat(agent.listBuckets().buckets())
              .singleElement()
              .satisfies(bucket -> assertThat(bucket.name()).isEqualTo(BUCKET));
          assertThat(forwarded(engine)).containsExactly("GET /");

          review = heldDeletion(agent, installed);
          assertThat(forwarded(engine)).as("nothing was forwarded").hasSize(1);
          assertThat(heldDeletion(agent, installed)).as("asked again").isEqualTo(review);

          JsonNode seen = installed.get("/api/reviews/" + review);
          assertWhatReviewersSee(seen);
          String vote =
              "{\"choice\":\"approve\",\"comment\":\"moved\",\"digest\":\"%s\",\"shown\":\"%s\"}"
                  .formatted(seen.path("digest").asText(), seen.path("shown").asText());
          JsonNode first = installed.postAs("rosa", "/api/reviews/" + review + "/votes", vote);
          assertThat(first.path("state").asText()).isEqualTo("open");
          assertThat(heldDeletion(agent, installed)).as("one vote").isEqualTo(review);
          JsonNode second = installed.postAs("sam", "/api/reviews/" + review + "/votes", vote);
          assertThat(second.path("state").asText()).isEqualTo("approved");

          agent.deleteBucket(request -> request.bucket(BUCKET));
          assertThat(forwarded(engine)).containsExactly("GET /", "DELETE /" + BUCKET);
          assertThat(heldDeletion(agent, installed)).as("it went once").isNotEqualTo(review);
          assertThat(forwarded(engine)).hasSize(2);
          assertThat(engine.signedBy())
              .allSatisfy(
                  signature -> assertThat(signature).contains("Credential=AKIAREALREALREALREAL/"));
        }
        JsonNode use = installed.get("/api/sessions/" + session.path("id").asText()).path("use");
        assertThat(use.path("dispatched").asInt()).isEqualTo(2);
        assertThat(use.path("destroyed").asInt()).isEqualTo(1);
      }
    }

    List<Fact> facts = Installed.facts(data);
    List<String> names = facts.stream().map(fact -> fact.getClass().getSimpleName()).toList();
    assertThat(names).hasSize(14);
    assertThat(names.subList(0, 4))
        .containsExactly("CatalogInForce", "PolicySetInForce", "SessionOpened", "Dispatched");
    assertThat(names.subList(4, 6))
        .as("nobody waits for the end of a read")
        .containsExactlyInAnyOrder("Completed", "ReviewOpened");
    assertThat(names.subList(6, 14))
        .containsExactly(
            "TokenIssued",
            "VoteCast",
            "TokenIssued",
            "VoteCast",
            "ReviewApproved",
            "Dispatched",
            "Completed",
            "ReviewOpened");
    assertThat(facts.get(11))
        .isInstanceOfSatisfying(
            Fact.Dispatched.class,
            went -> {
              assertThat(went.action().operation()).hasToString("aws:s3:DeleteBucket");
              assertThat(went.grant()).isNotEmpty();
              assertThat(went.impact().down()).containsExactly("cost-explorer");
            });
    Typed verified = Typed.obstat("ledger", "verify", "--data", data.toString());
    assertThat(verified.out()).contains("intact: all 14 entries are as signed");
    assertThat(verified.exit()).isZero();
  }

  /// What reached the other side, without what Obstat asks for itself: whether the bucket keeps
  /// versions.
  private static List<String> forwarded(S3Double engine) {
    return engine.arrived().stream().filter(one -> !one.equals("GET /" + BUCKET)).toList();
  }

  /// Asks for the deletion, which has to be held.
  ///
  /// @return the review's id, from the address that the agent is told
  private static String heldDeletion(S3Client agent, Installed installed) {
    S3Exception held =
        catchThrowableOfType(
            S3Exception.class, () -> agent.deleteBucket(request -> request.bucket(BUCKET)));
    assertThat(held.statusCode()).isEqualTo(403);
    assertThat(held.awsErrorDetails().errorCode()).isEqualTo("ObstatReviewRequired");
    assertThat(held.awsErrorDetails().errorMessage())
        .contains("production-destroy-needs-peers")
        .contains("needs two peers, one of them an owner")
        .contains("nothing was done; repeat the same command after approval");
    Matcher address =
        Pattern.compile(Pattern.quote(installed.obstat.consoleAddress()) + "/reviews/(r-\\w+)")
            .matcher(held.awsErrorDetails().errorMessage());
    assertThat(address.find()).as(held.awsErrorDetails().errorMessage()).isTrue();
    return address.group(1);
  }

  private static void assertWhatReviewersSee(JsonNode review) {
    assertThat(review.path("state").asText()).isEqualTo("open");
    assertThat(review.path("operation").asText()).isEqualTo("aws:s3:DeleteBucket");
    assertThat(review.at("/targets/0/name").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
    assertThat(review.path("agent").asText()).isEqualTo("kiro");
    assertThat(review.path("operator").asText()).isEqualTo("olga");
    assertThat(review.path("intent").asText()).isEqualTo("fix the monthly sum");
    JsonNode impact = review.path("impact");
    assertThat(impact.path("down")).hasSize(1);
    assertThat(impact.at("/down/0").asText()).isEqualTo("cost-explorer");
    assertThat(impact.path("customers").asText()).isEqualTo("41000");
    assertThat(impact.path("revenuePerHour").asText()).isEqualTo("18400");
    assertThat(impact.path("unknown")).isEmpty();
  }
}
