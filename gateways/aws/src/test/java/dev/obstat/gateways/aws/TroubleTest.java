package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the other side, the network or the journal fails:")
class TroubleTest {
  private final Installation installation =
      new Installation(
          64 * 1024,
          ForwardSettings.usual()
              .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(20)));
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    installation.close();
  }

  private Agent.Answered write() throws IOException {
    return agent.send("s3", "PUT", "/reports/key", Map.of(), "november");
  }

  private Agent.Answered read() throws IOException {
    return agent.get("s3", "/reports/key");
  }

  private void answerWith(int status) {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(status, Headers.empty()),
                new Body.Whole(Content.text("<Error><Code>Trouble</Code></Error>"))));
  }

  /// Announces more than it sends.
  private void cutTheAnswer() {
    installation.engine.misbehave(
        exchange -> {
          InputStream broken =
              new SequenceInputStream(
                  new ByteArrayInputStream("half an ans".getBytes(StandardCharsets.UTF_8)),
                  new InputStream() {
                    @Override
                    public int read() throws IOException {
                      throw new IOException("cut on purpose");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                      return read();
                    }
                  });
          try {
            exchange.answer(new ResponseHead(200, Headers.empty()), new Body.Sized(broken, 100));
          } catch (RuntimeException cut) {
            exchange.abort();
          }
        });
  }

  @Test
  void anAnswerThatNothingChangedIsCompletedAndHasNoBody() throws Exception {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(new ResponseHead(304, Headers.of("etag", "\"1\"")), new Body.None()));
    Agent.Answered answered =
        agent.send("s3", "GET", "/reports/key", Map.of("if-none-match", "\"1\""), "");
    assertThat(answered.status()).isEqualTo(304);
    assertThat(answered.headers()).containsEntry("etag", "\"1\"");
    installation.await(List.of("Dispatched", "Completed")::equals);
    assertThat(installation.facts(Fact.Completed.class).getFirst().outcome()).isEqualTo("HTTP 304");
  }

  @Test
  void theHeadOfALargeObjectIsCompletedWithItsLengthAndNoBody() throws Exception {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(200, Headers.of("content-length", "5000000000")),
                new Body.None()));
    Agent.Answered answered = agent.send("s3", "HEAD", "/reports/key", Map.of(), "");
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.headers()).containsEntry("content-length", "5000000000");
    assertThat(answered.body()).isEmpty();
    installation.await(List.of("Dispatched", "Completed")::equals);
  }

  @Test
  void aCompressedAnswerPassesAsItCame() throws Exception {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(
                new ResponseHead(200, Headers.of("content-encoding", "gzip")),
                new Body.Whole(Content.text("not even gzip"))));
    Agent.Answered answered = agent.get("s3", "/reports/key");
    assertThat(answered.headers()).containsEntry("content-encoding", "gzip");
    assertThat(answered.body()).isEqualTo("not even gzip");
    installation.await(List.of("Dispatched", "Completed")::equals);
  }

  @Test
  void anOtherSideThatIsDownMeansThatNothingWasDone() throws Exception {
    installation.engine.close();
    Agent.Answered answered = write();
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.body())
        .contains("<Code>ObstatUpstreamUnreachable</Code>")
        .contains("the other side could not be reached, so nothing was done: ");
    installation.await(List.of("Dispatched", "Failed")::equals);
    assertThat(installation.facts(Fact.Failed.class).getFirst().outcome()).startsWith("not sent: ");
    assertThat(installation.incidents()).isEmpty();
  }

  @Test
  void anOtherSideThatDoesNotAnswerLeavesAChangeUnknown() throws Exception {
    installation.engine.misbehave(
        exchange -> {
          try {
            Thread.sleep(4_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.answer(200, "too late");
        });
    Agent.Answered answered = write();
    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.body())
        .contains("<Code>ObstatEndUnknown</Code>")
        .contains(
            "the request went out and no whole answer came back, so nobody knows whether it was done:"
                + " the upstream did not answer in time; look before you repeat it");
    installation.await(List.of("Dispatched", "EndUnknown", "IncidentOpened")::equals);
  }

  @Test
  void anAnswerToAChangeThatIsCutIsBrokenForTheClientAndAnIncident() throws Exception {
    cutTheAnswer();
    Agent.Answered answered = write();
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.whole()).isFalse();
    installation.await(List.of("Dispatched", "EndUnknown", "IncidentOpened")::equals);
    assertThat(installation.incidents().getFirst().what())
        .startsWith(
            "nobody knows whether `aws:s3:PutObject` on arn:aws:s3:::reports/key was done: the"
                + " answer (status 200) broke off after ");
  }

  @Test
  void anAnswerToAReadThatIsCutIsARecordAndNoIncident() throws Exception {
    cutTheAnswer();
    assertThat(read().whole()).isFalse();
    installation.await(List.of("Dispatched", "EndUnknown")::equals);
    assertThat(installation.incidents()).isEmpty();
  }

  @Test
  void anInternalErrorAfterAChangeLeavesItUnknown() throws Exception {
    answerWith(500);
    assertThat(write().status()).isEqualTo(500);
    installation.await(List.of("Dispatched", "EndUnknown", "IncidentOpened")::equals);
  }

  @Test
  void anInternalErrorOfAReadIsAFailure() throws Exception {
    answerWith(500);
    assertThat(read().status()).isEqualTo(500);
    installation.await(List.of("Dispatched", "Failed")::equals);
  }

  @Test
  void aServiceThatIsTooBusyTookNothingOn() throws Exception {
    answerWith(503);
    assertThat(write().status()).isEqualTo(503);
    installation.await(List.of("Dispatched", "Failed")::equals);
    assertThat(installation.facts(Fact.Failed.class).getFirst().outcome()).isEqualTo("HTTP 503");
  }

  @Test
  void aLargeUploadThatIsNotWhatWasSignedIsBrokenOffAndNothingWasDone() throws Exception {
    byte[] signedFor = new byte[3 * 1024 * 1024];
    RawRequest head = agent.signed("s3", "PUT", "/reports/large", Map.of(), signedFor);
    byte[] sent = signedFor.clone();
    sent[sent.length - 1] = 1;
    Agent.Answered answered = agent.send(head, sent);
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
    installation.await(List.of("Dispatched", "Failed")::equals);
    assertThat(installation.engine.arrived()).isEmpty();
    assertThat(installation.incidents()).isEmpty();
  }

  @Test
  void aLargeUploadThatStopsHalfWayIsBrokenOffAndNothingWasDone() throws Exception {
    byte[] content = new byte[3 * 1024 * 1024];
    RawRequest head = agent.signed("s3", "PUT", "/reports/large", Map.of(), content);
    try (Socket socket = agent.connect()) {
      socket.getOutputStream().write(Agent.head(head, content.length));
      socket.getOutputStream().write(content, 0, 1_000_000);
      socket.shutdownOutput();
      Agent.Answered answered = Agent.answer(socket.getInputStream(), false);
      assertThat(answered.status()).isEqualTo(400);
      assertThat(answered.body()).contains("<Code>ObstatBodyRefused</Code>");
    }
    installation.await(List.of("Dispatched", "Failed")::equals);
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @Test
  void aJournalThatCannotWriteLetsNothingOut() throws Exception {
    installation.journal.failWith("disk full");
    for (Agent.Answered answered : List.of(read(), write())) {
      assertThat(answered.status()).isEqualTo(403);
      assertThat(answered.body())
          .contains("<Code>ObstatFailed</Code>")
          .containsPattern(
              "Obstat could not decide or record this request, so nothing was forwarded. Tell its"
                  + " operator the request id `[0-9a-f-]{36}`.");
    }
    assertThat(installation.engine.arrived()).isEmpty();
    installation.journal.recover();
    assertThat(write().status()).isEqualTo(200);
  }

  @Test
  void aRefusalThatCannotBeRecordedIsAFailureToo() throws Exception {
    installation.journal.failWith("disk full");
    Agent.Answered answered = agent.json("dynamodb", "DynamoDB_20120810.EvaporateTable", "{}");
    assertThat(answered.body()).contains("\"__type\":\"ObstatFailed\"");
  }

  @Test
  void theSameSignedBytesDoNotChangeAnythingTwice() throws Exception {
    byte[] body = "november".getBytes(StandardCharsets.UTF_8);
    RawRequest signed = agent.signed("s3", "PUT", "/reports/key", Map.of(), body);
    assertThat(agent.send(signed, body).status()).isEqualTo(200);
    assertThat(agent.send(signed, body).status()).as("within the same second").isEqualTo(200);
    installation.clock.forward(Duration.ofSeconds(10));
    Agent.Answered replayed = agent.send(signed, body);
    assertThat(replayed.status()).isEqualTo(403);
    assertThat(replayed.body())
        .contains("<Code>ObstatReplayed</Code>")
        .contains("nothing was done: these very bytes were sent before: sign the request again");
    assertThat(installation.engine.arrived()).hasSize(2);
    assertThat(write().status()).as("signed anew").isEqualTo(200);
  }

  @Test
  void theSameSignedReadMayBeRepeated() throws Exception {
    RawRequest signed = agent.signed("s3", "GET", "/reports/list", Map.of(), new byte[0]);
    assertThat(agent.send(signed, new byte[0]).status()).isEqualTo(200);
    installation.clock.forward(Duration.ofSeconds(10));
    assertThat(agent.send(signed, new byte[0]).status()).isEqualTo(200);
  }
}
