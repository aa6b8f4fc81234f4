package dev.obstat.gateways.aws.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.gateways.aws.sign.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class RepliesTest {

  private static final URI REVIEW = URI.create("http://localhost:8470/reviews/7");

  private static String text(Answer answer, Dialect dialect) {
    return new String(Replies.of(answer, dialect, false).body(), StandardCharsets.UTF_8);
  }

  @Test
  void theMessagesSayWhatHappenedAndWhatToDo() {
    assertThat(Answer.held("p-1", "two peers must agree", REVIEW, "r-1"))
        .isEqualTo(
            new Answer(
                403,
                "ObstatReviewRequired",
                "held for review by policy `p-1`: two peers must agree. Review:"
                    + " http://localhost:8470/reviews/7 - nothing was done; repeat the same command"
                    + " after approval.",
                "r-1"));
    assertThat(Answer.denied("p-2", "freeze until Monday", "r-1"))
        .isEqualTo(
            new Answer(
                403,
                "ObstatDenied",
                "denied by policy `p-2`: freeze until Monday. Nothing was done; do not repeat it.",
                "r-1"));
    assertThat(Answer.rejected("p-1", "wrong bucket", REVIEW, "r-1"))
        .isEqualTo(
            new Answer(
                403,
                "ObstatRejected",
                "rejected in review (policy `p-1`): wrong bucket. Review:"
                    + " http://localhost:8470/reviews/7 - nothing was done; change the request before"
                    + " you ask again.",
                "r-1"));
    assertThat(Answer.failed("r-1"))
        .isEqualTo(
            new Answer(
                403,
                "ObstatFailed",
                "Obstat could not decide or record this request, so nothing was forwarded. Tell its"
                    + " operator the request id `r-1`.",
                "r-1"));
  }

  @Test
  void eachProtocolHasItsOwnForm() {
    Answer answer = new Answer(403, "ObstatDenied", "no", "r-1");
    assertThat(text(answer, Dialect.JSON_1_0))
        .isEqualTo("{\"__type\":\"ObstatDenied\",\"message\":\"no\"}");
    assertThat(text(answer, Dialect.REST_JSON))
        .isEqualTo("{\"code\":\"ObstatDenied\",\"message\":\"no\"}");
    assertThat(text(answer, Dialect.QUERY))
        .endsWith(
            "<ErrorResponse><Error><Type>Sender</Type><Code>ObstatDenied</Code><Message>no</Message>"
                + "</Error><RequestId>r-1</RequestId></ErrorResponse>\n");
    assertThat(text(answer, Dialect.EC2))
        .endsWith(
            "<Response><Errors><Error><Code>ObstatDenied</Code><Message>no</Message></Error>"
                + "</Errors><RequestID>r-1</RequestID></Response>\n");
    assertThat(text(answer, Dialect.S3))
        .endsWith(
            "<Error><Code>ObstatDenied</Code><Message>no</Message><RequestId>r-1</RequestId>"
                + "</Error>\n");
    assertThat(Replies.of(answer, Dialect.JSON_1_1, false).headers())
        .contains(
            new Header("x-amzn-errortype", "ObstatDenied"),
            new Header("content-type", "application/x-amz-json-1.1"));
    assertThat(Replies.of(answer, Dialect.CBOR, false).body())
        .isEqualTo(bytes(0xa2, 0x66, "__type", 0x6c, "ObstatDenied", 0x67, "message", 0x62, "no"));
  }

  private static byte[] bytes(Object... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof Integer number) {
        out.write(number);
      } else {
        out.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void longTextsInCborHaveTheirLengthInOneOrTwoBytes() {
    byte[] body = Cbor.map(List.of("k", "x".repeat(200), "l", "y".repeat(1000)));
    assertThat(body).startsWith(bytes(0xa2, 0x61, "k", 0x78, 200, "x"));
    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .contains("l" + (char) 0x79 + (char) 3 + (char) 0xe8 + "yyy");
  }

  @Test
  void aHeadRequestIsAnsweredInHeaders() {
    Answer answer = new Answer(403, "ObstatDenied", "no \u20ac\n\u202e", "r-1");
    for (Dialect dialect : Dialect.values()) {
      Reply reply = Replies.of(answer, dialect, true);
      assertThat(reply.body()).isEmpty();
      assertThat(reply.headers())
          .contains(
              new Header("x-amz-error-code", "ObstatDenied"),
              new Header("x-amz-error-message", "no ???"));
    }
  }

  @Test
  void anyTextComesBackWholeFromEveryFormatAndControlsNothing() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      StringBuilder wild = new StringBuilder();
      for (int n = random.nextInt(60); n >= 0; n--) {
        wild.appendCodePoint(
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(0x20);
              case 1 -> "<>&\"'\\]`{}/".charAt(random.nextInt(11));
              case 2 -> 0x2000 + random.nextInt(0x70);
              default -> random.nextInt(0x110000);
            });
      }
      Answer answer = new Answer(403, "ObstatDenied", wild.toString(), "r-1");
      assertThat(answer.message())
          .doesNotContain("\n", "\r", "\u001b", "\u202e", "\u200b", "\u2028", "\ufeff");
      assertThat(json(answer).get("message").asText()).isEqualTo(answer.message());
      for (Dialect dialect : List.of(Dialect.QUERY, Dialect.EC2, Dialect.S3)) {
        Document document = xml(answer, dialect);
        assertThat(document.getElementsByTagName("Message").item(0).getTextContent())
            .isEqualTo(answer.message());
      }
      for (Header header : Replies.of(answer, Dialect.S3, true).headers()) {
        assertThat(header.value()).matches("[ -~]*");
      }
    }
  }

  private static JsonNode json(Answer answer) throws IOException {
    return new ObjectMapper().readTree(Replies.of(answer, Dialect.JSON_1_1, false).body());
  }

  private static Document xml(Answer answer, Dialect dialect)
      throws IOException, SAXException, ParserConfigurationException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Replies.of(answer, dialect, false).body()));
  }

  @Test
  void whatNoFormatCanCarryIsRefusedWhereItIsMade() {
    assertThatThrownBy(() -> new Answer(403, "a b", "m", "r"))
        .hasMessage("not a code that every format can carry: `a b`");
    assertThatThrownBy(() -> new Answer(200, "a", "m", "r"))
        .hasMessage("not the status of an error: 200");
    assertThatThrownBy(() -> new Answer(403, "a", "m", "r\n"))
        .hasMessageStartingWith("not a request id");
    assertThat(new Answer(403, "a", "m".repeat(9000), "r").message())
        .hasSize(4003)
        .endsWith("m...");
  }
}
