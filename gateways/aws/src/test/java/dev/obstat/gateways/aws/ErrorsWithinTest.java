package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer with status 200 that tells of errors:")
class ErrorsWithinTest {
  private static final String DELETE_TWO =
      "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>";

  private final Installation installation = new Installation();
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    installation.close();
  }

  private void answers(Headers headers, String body) {
    installation.engine.misbehave(
        exchange ->
            exchange.answer(new ResponseHead(200, headers), new Body.Whole(Content.text(body))));
  }

  private void answers(String body) {
    answers(Headers.of("content-type", "application/xml"), body);
  }

  private String deleteTwo() throws Exception {
    installation.rules.allow("DeleteObjects");
    String md5 =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("MD5")
                    .digest(DELETE_TWO.getBytes(StandardCharsets.UTF_8)));
    Agent.Answered answer =
        agent.send("s3", "POST", "/reports?delete", Map.of("content-md5", md5), DELETE_TWO);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.whole()).isTrue();
    return end();
  }

  private String end() throws InterruptedException {
    installation.await(
        kinds -> List.of("Completed", "Failed", "EndUnknown").stream().anyMatch(kinds::contains));
    for (Fact fact : installation.facts()) {
      switch (fact) {
        case Fact.Completed done -> {
          return "completed: " + done.outcome();
        }
        case Fact.Failed failed -> {
          return "failed: " + failed.outcome();
        }
        case Fact.EndUnknown unknown -> {
          return "unknown: " + unknown.why();
        }
        case Fact _ -> {}
      }
    }
    throw new AssertionError(installation.kinds());
  }

  @Test
  void noneIsCompleted() throws Exception {
    answers(
        "<DeleteResult><Deleted><Key>a</Key></Deleted><Deleted><Key>b</Key></Deleted></DeleteResult>");
    assertThat(deleteTwo()).isEqualTo("completed: HTTP 200");
  }

  @Test
  void someSayHowMany() throws Exception {
    answers(
        "<?xml version=\"1.0\"?>\n<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key>"
            + "<Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>");
    assertThat(deleteTwo()).isEqualTo("completed: HTTP 200; in part: 1 of 2 failed: AccessDenied");
  }

  @Test
  void allIsAFailure() throws Exception {
    answers(
        "<DeleteResult><Error><Code>AccessDenied</Code></Error><Error><Code>AccessDenied</Code>"
            + "</Error></DeleteResult>");
    assertThat(deleteTwo())
        .isEqualTo("failed: HTTP 200 with errors inside: 2 of 2 failed: AccessDenied");
  }

  @Test
  void aKeyThatIsCalledLikeAnErrorIsNone() throws Exception {
    answers(
        "<DeleteResult><Deleted><Key>&lt;Error&gt;&lt;Code&gt;x</Key></Deleted></DeleteResult>");
    assertThat(deleteTwo()).isEqualTo("completed: HTTP 200");
  }

  @Test
  void aCopyThatFailsAfterItsStatusIsAFailure() throws Exception {
    answers("   \n<?xml version=\"1.0\"?><Error><Code>SlowDown</Code></Error>");
    assertThat(copy()).isEqualTo("failed: HTTP 200 with an error inside: SlowDown");
    assertThat(installation.incidents()).isEmpty();
  }

  @Test
  void anInternalErrorLeavesAChangeUnknown() throws Exception {
    answers("<Error><Code>InternalError</Code></Error>");
    assertThat(copy())
        .isEqualTo("unknown: the other side answered with InternalError inside an HTTP 200");
    assertThat(installation.incidents()).hasSize(1);
  }

  private String copy() throws IOException, InterruptedException {
    installation.rules.allow("CopyObject");
    Agent.Answered answer =
        agent.send(
            "s3", "PUT", "/reports/b", Map.of("x-amz-copy-source", "/reports/a?versionId=1"), "");
    assertThat(answer.status()).isEqualTo(200);
    return end();
  }

  @Test
  void whatCannotBeReadIsUnknown() throws Exception {
    answers(Headers.of("content-encoding", "gzip"), "\u001f\u008b");
    assertThat(deleteTwo())
        .isEqualTo("unknown: an answer with status 200 that could not be read for errors");
  }

  @Test
  void whatIsNoXmlIsUnknown() throws Exception {
    answers("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><DeleteResult>&e;");
    assertThat(deleteTwo()).isEqualTo("unknown: an answer with status 200 that is no XML");
  }

  @Test
  void whatIsTooLargeIsUnknownAndStillPassesWhole() throws Exception {
    answers("<DeleteResult>" + " ".repeat(5 * 1024 * 1024) + "</DeleteResult>");
    assertThat(deleteTwo())
        .isEqualTo("unknown: an answer with status 200 that could not be read for errors");
  }

  @Test
  void otherOperationsAreNotRead() throws IOException, InterruptedException {
    answers("<Error><Code>AccessDenied</Code></Error>");
    assertThat(agent.get("s3", "/reports/key").status()).isEqualTo(200);
    assertThat(end()).isEqualTo("completed: HTTP 200");
  }
}
