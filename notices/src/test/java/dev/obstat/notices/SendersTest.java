package dev.obstat.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Message MESSAGE =
      new Message(
          "notice-7-chat",
          "review",
          "r-1",
          NOON,
          "kiro waits: aws:s3:DeleteBucket on <https://evil.example|safe> *bold* [x](https://evil)",
          List.of("Operated by ana.", "Stops reports & more."),
          "https://obstat.example.com/reviews/r-1",
          "Decide");

  private final Receiver receiver = new Receiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void slackGetsForeignTextWhereItMakesNoLinksOrFormatsOfIt() throws Exception {
    assertThat(new SlackSender(receiver.address()).send(MESSAGE))
        .isEqualTo(new Sender.Answer.Taken());
    Receiver.Posted posted = receiver.next();
    assertThat(posted.headers()).containsEntry("content-type", "application/json");
    JsonNode slack = JSON.readTree(posted.body());
    assertThat(slack.path("text").asText()).contains("&lt;https://evil.example|safe&gt;");
    assertThat(slack.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
    assertThat(slack.at("/blocks/1/text/type").asText()).isEqualTo("plain_text");
    assertThat(slack.at("/blocks/1/text/text").asText())
        .isEqualTo("Operated by ana.\nStops reports & more.");
    assertThat(slack.at("/blocks/2/text/text").asText())
        .isEqualTo("<https://obstat.example.com/reviews/r-1|Decide>");
    assertThat(posted.body()).doesNotContain("\"button\"");
  }

  @Test
  void teamsGetsForeignTextInRunsThatKnowNoMarkdown() throws Exception {
    assertThat(new TeamsSender(receiver.address()).send(MESSAGE))
        .isEqualTo(new Sender.Answer.Taken());
    JsonNode card = JSON.readTree(receiver.next().body()).at("/attachments/0/content");
    assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
    card.path("body")
        .forEach(
            block -> {
              assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
              assertThat(block.at("/inlines/0/type").asText()).isEqualTo("TextRun");
            });
    assertThat(card.at("/body/0/inlines/0/text").asText()).isEqualTo(MESSAGE.title());
    assertThat(card.at("/actions/0/type").asText()).isEqualTo("Action.OpenUrl");
    assertThat(card.at("/actions/0/url").asText()).isEqualTo(MESSAGE.link());
  }

  @Test
  void aWebhookIsSignedOverItsIdItsTimeAndItsBody() throws Exception {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    new WebhookSender(receiver.address(), secret, CLOCK).send(MESSAGE);
    Receiver.Posted posted = receiver.next();
    assertThat(posted.headers())
        .containsEntry("webhook-id", "notice-7-chat")
        .containsEntry("webhook-timestamp", "1772366400");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    String signed = "notice-7-chat.1772366400." + posted.body();
    assertThat(posted.headers())
        .containsEntry(
            "webhook-signature",
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    JsonNode body = JSON.readTree(posted.body());
    assertThat(body.path("type").asText()).isEqualTo("review");
    assertThat(body.at("/data/id").asText()).isEqualTo("r-1");
    assertThat(body.at("/data/link").asText()).isEqualTo(MESSAGE.link());
  }

  @Test
  void aRefusalIsNotTakenAndSaysWhatWasAnsweredAndHowLongToWait() {
    receiver.withHeaders(Map.of("retry-after", "120"));
    assertThat(new SlackSender(receiver.answering(429).address()).send(MESSAGE))
        .isEqualTo(new Sender.Answer.NotTaken("it answered HTTP 429", Duration.ofMinutes(2)));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    receiver.withHeaders(Map.of("location", receiver.address() + "/elsewhere"));
    assertThat(new SlackSender(receiver.answering(307).address()).send(MESSAGE))
        .isEqualTo(new Sender.Answer.NotTaken("it answered HTTP 307", Duration.ZERO));
    receiver.next();
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void whatCannotBeReachedIsNotTakenAndItsSecretAddressNotTold() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI secret = URI.create("http://127.0.0.1:" + free + "/services/T0/B0/secret");
    assertThat(new SlackSender(secret).send(MESSAGE))
        .isEqualTo(
            new Sender.Answer.NotTaken("it cannot be reached (ConnectException)", Duration.ZERO));
  }

  @Test
  void linesAreCutAndShowWhatWouldNotBeSeen() {
    assertThat(Plain.line("a\u202eb\nc", 100)).isEqualTo("a⟨U+202E⟩b⟨U+000A⟩c");
    assertThat(Plain.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Plain.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Plain.line("\ud83d", 9)).isEqualTo("⟨U+D83D⟩");
  }
}
