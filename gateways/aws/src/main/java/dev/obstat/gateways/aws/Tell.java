package dev.obstat.gateways.aws;

import dev.obstat.core.decision.Reason;
import dev.obstat.core.gate.Outcome;
import dev.obstat.core.review.Review;
import dev.obstat.gateways.aws.answer.Answer;
import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.answer.Replies;
import dev.obstat.gateways.aws.answer.Reply;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Header;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// Tells an agent's client what became of its request, in the service's own error format.
final class Tell {
  private final String reviewAddress;

  Tell(String reviewAddress) {
    this.reviewAddress = reviewAddress;
  }

  /// What is said when nothing was sent; an outcome that was sent has its own answer.
  Answer answer(Outcome outcome, String requestId) {
    return switch (outcome) {
      case Outcome.Held held -> held(held.review(), requestId);
      case Outcome.TurnedDown no ->
          Answer.rejected(
              policies(no.review().reasons()),
              no.comment() + " (" + no.by() + ")",
              address(no.review()),
              requestId);
      case Outcome.Denied denied ->
          Answer.denied(policies(denied.reasons()), sentences(denied.reasons()), requestId);
      case Outcome.Unsettled _ ->
          new Answer(
              403,
              "ObstatUnsettled",
              "what the decision stands on kept changing; nothing was done; try again",
              requestId);
      case Outcome.Sent _ -> throw new IllegalStateException("what was sent has its own answer");
    };
  }

  private Answer held(Review review, String requestId) {
    return Answer.held(
        policies(review.reasons()), sentences(review.reasons()), address(review), requestId);
  }

  private URI address(Review review) {
    return URI.create(reviewAddress + "/reviews/" + review.id());
  }

  private static String policies(List<Reason> reasons) {
    return reasons.stream().map(Reason::policy).distinct().collect(Collectors.joining("`, `"));
  }

  private static String sentences(List<Reason> reasons) {
    return reasons.stream().map(Reason::sentence).distinct().collect(Collectors.joining("; "));
  }

  static void send(Exchange exchange, Answer answer, Dialect dialect, boolean head) {
    Reply reply = Replies.of(answer, dialect, head);
    List<Header> fields =
        reply.headers().stream().map(field -> new Header(field.name(), field.value())).toList();
    Body body = head ? new Body.None() : new Body.Whole(Content.of(reply.body()));
    exchange.answer(new ResponseHead(reply.status(), new Headers(fields)), body);
  }

  /// The format that a service reports its errors in.
  static Dialect dialect(String signingName, Protocol protocol, String jsonVersion) {
    return switch (protocol) {
      case JSON -> jsonVersion.equals("1.0") ? Dialect.JSON_1_0 : Dialect.JSON_1_1;
      case REST_JSON -> Dialect.REST_JSON;
      case QUERY -> Dialect.QUERY;
      case EC2 -> Dialect.EC2;
      case REST_XML -> signingName.startsWith("s3") ? Dialect.S3 : Dialect.REST_XML;
      case CBOR -> Dialect.CBOR;
    };
  }
}
