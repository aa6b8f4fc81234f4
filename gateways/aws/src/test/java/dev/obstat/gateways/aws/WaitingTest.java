package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.http.ForwardSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("A held request that waits for its review:")
class WaitingTest {
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  private Installation waiting(Duration patience) {
    Installation made =
        new Installation(GatewaySettings.USUAL_BUFFER, ForwardSettings.usual(), patience);
    open.add(made);
    return made;
  }

  private S3Client client(Installation installation) {
    S3Client s3 = installation.client(S3Client.builder().forcePathStyle(true));
    open.add(s3);
    return s3;
  }

  private static String delete(S3Client s3, String key) {
    AwsServiceException refused =
        catchThrowableOfType(
            AwsServiceException.class, () -> s3.deleteObject(b -> b.bucket("reports").key(key)));
    return refused == null
        ? "done"
        : refused.awsErrorDetails().errorCode() + " " + refused.awsErrorDetails().errorMessage();
  }

  private static void until(Callable<Boolean> there) throws Exception {
    for (int i = 0; i < 1_000 && !there.call(); i++) {
      Thread.sleep(10);
    }
    assertThat(there.call()).isTrue();
  }

  @Test
  void itGoesWithTheFirstTryWhenPeopleApproveAndIsDecidedAgainBefore() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    S3Client s3 = client(installation);
    Future<String> answer = threads.submit(() -> delete(s3, "a"));
    until(() -> !installation.openReviews().isEmpty());
    assertThat(installation.engine.arrived()).isEmpty();
    installation.approve();
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(installation.engine.arrived()).hasSize(1);
    assertThat(installation.requests()).isEqualTo(1);
    installation.await(
        List.of("ReviewOpened", "VoteCast", "ReviewApproved", "Dispatched", "Completed")::equals);
    assertThat(installation.facts(Fact.Dispatched.class).getFirst().grant()).startsWith("g-");
  }

  @Test
  void aDenialThatCameMeanwhileWinsOverTheApproval() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    S3Client s3 = client(installation);
    Future<String> answer = threads.submit(() -> delete(s3, "a"));
    until(() -> !installation.openReviews().isEmpty());
    installation.rules.deny("DeleteObject");
    installation.approve();
    assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("ObstatDenied ");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void aRejectionIsToldAtOnce() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    S3Client s3 = client(installation);
    Future<String> answer = threads.submit(() -> delete(s3, "a"));
    until(() -> !installation.openReviews().isEmpty());
    installation.vote(installation.openReviews().getFirst(), Vote.Choice.REJECT, "not today");
    assertThat(answer.get(20, TimeUnit.SECONDS))
        .startsWith("ObstatRejected ")
        .contains("not today");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void whenTheTimeIsOverTheAgentIsToldThatItIsHeldAndTheReviewStaysOpen() {
    Installation installation = waiting(Duration.ofMillis(600));
    assertThat(delete(client(installation), "a")).startsWith("ObstatReviewRequired ");
    assertThat(installation.kinds()).containsExactly("ReviewOpened");
    assertThat(installation.openReviews()).hasSize(1);
  }

  @Test
  void aSessionThatEndsMeanwhileWaitsNoLongerAndNothingGoes() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    S3Client s3 = client(installation);
    Future<String> answer = threads.submit(() -> delete(s3, "a"));
    until(() -> !installation.openReviews().isEmpty());
    String session = installation.session.id();
    installation.journal.write(
        books -> {
          Fact closed = new Fact.SessionClosed(session, installation.clock.instant());
          books.record(closed);
          return closed;
        });
    assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("ObstatDenied ");
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void aCoolOffIsWaitedForToo() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    installation.rules.coolOff(Duration.ofMinutes(4));
    S3Client s3 = client(installation);
    Future<String> answer = threads.submit(() -> delete(s3, "a"));
    until(() -> !installation.openReviews().isEmpty());
    installation.approve();
    Thread.sleep(600);
    assertThat(answer.isDone()).isFalse();
    installation.clock.forward(Duration.ofMinutes(5));
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void oneSessionHoldsNoMoreThanItsShareOfThePlaces() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    S3Client s3 = client(installation);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String key = "key-" + i;
      answers.add(threads.submit(() -> delete(s3, key)));
    }
    until(() -> installation.openReviews().size() == 8);
    Thread.sleep(300);
    assertThat(delete(s3, "one more")).as("at once").startsWith("ObstatReviewRequired ");
    assertThat(answers).noneMatch(Future::isDone);
    installation.approve();
    for (Future<String> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }
    assertThat(installation.engine.arrived()).hasSize(8);
  }

  @Test
  void whenTheClientHasGoneNothingGoesInItsName() throws Exception {
    Installation installation = waiting(Duration.ofMinutes(1));
    Agent agent = new Agent(installation);
    var head = agent.signed("s3", "DELETE", "/reports/a", Map.of(), new byte[0]);
    try (Socket socket = agent.connect()) {
      socket.getOutputStream().write(Agent.head(head, 0));
      until(() -> !installation.openReviews().isEmpty());
    }
    Thread.sleep(800);
    Review review = installation.openReviews().getFirst();
    installation.vote(review, Vote.Choice.APPROVE, "go");
    Thread.sleep(800);
    assertThat(installation.engine.arrived()).isEmpty();
    assertThat(installation.kinds()).containsExactly("ReviewOpened", "VoteCast", "ReviewApproved");
  }

  @Test
  void whatNoApprovalCanLetGoIsToldAtOnce() {
    Installation installation = waiting(Duration.ofMinutes(1));
    installation.rules.hold("CopyObject");
    S3Client s3 = client(installation);
    AwsServiceException refused =
        catchThrowableOfType(
            AwsServiceException.class,
            () ->
                s3.copyObject(
                    b ->
                        b.sourceBucket("a")
                            .sourceKey("k")
                            .destinationBucket("b")
                            .destinationKey("k")));
    assertThat(refused.awsErrorDetails().errorMessage()).contains("as it is no approval");
  }

  @Test
  void anUploadThatWaitsForLeaveIsToldBeforeItsBody() throws IOException {
    Installation installation = waiting(Duration.ofMinutes(1));
    installation.rules.hold("PutObject");
    Agent agent = new Agent(installation);
    byte[] body = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    var head = agent.signed("s3", "PUT", "/reports/a", Map.of("expect", "100-continue"), body);
    try (Socket socket = agent.connect()) {
      byte[] bytes = Agent.head(head, body.length);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (!text.toLowerCase(java.util.Locale.ROOT).contains("expect:")) {
        text = text.replaceFirst("\r\n\r\n$", "\r\nexpect: 100-continue\r\n\r\n");
      }
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertThat(new String(start, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 403");
    }
  }
}
