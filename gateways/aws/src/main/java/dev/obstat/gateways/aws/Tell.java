package dev.obstat.gateways.aws;

import dev.obstat.core.context.Live;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.gate.Outcome;
import dev.obstat.core.review.Review;
import dev.obstat.gateways.aws.answer.Answer;
import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.answer.Replies;
import dev.obstat.gateways.aws.answer.Reply;
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

  /// What is said of each outcome.
  ///
  /// @param sent what is said of a request that went out when no answer of the other side was
  ///   relayed
  Answer answer(Outcome outcome, Answer sent, String requestId) {
    return switch (outcome) {
      case Outcome.Held held -> held(held.review(), requestId);
      case Outcome.TurnedDown no ->
          Answer.rejected(
              policies(no.review().reasons()), why(no.review()), address(no.review()), requestId);
      case Outcome.Denied denied ->
          Answer.denied(policies(denied.reasons()), sentences(denied.reasons()), requestId);
      case Outcome.Unsettled _ ->
          new Answer(
              403,
              "ObstatUnsettled",
              "what the decision stands on kept changing; nothing was done; try again",
              requestId);
      case Outcome.Sent _ -> sent;
    };
  }

  private Answer held(Review review, String requestId) {
    List<String> unpinned = review.action().unpinned();
    if (!unpinned.isEmpty()) {
      return new Answer(
          403,
          "ObstatReviewRequired",
          "held for review by policy `"
              + policies(review.reasons())
              + "`: "
              + sentences(review.reasons())
              + ". Review: "
              + address(review)
              + " - nothing was done, and as it is no approval can let it go, because what it names"
              + " can change before it goes: "
              + String.join("; ", unpinned),
          requestId);
    }
    return switch (review.state()) {
      case Review.State.Approved _ ->
          new Answer(
              403,
              "ObstatReviewRequired",
              "approved, and not to go before "
                  + review.opened().plus(review.terms().coolOff())
                  + " by policy `"
                  + policies(review.reasons())
                  + "`. Review: "
                  + address(review)
                  + " - nothing was done; repeat the same command then.",
              requestId);
      case Review.State.Open _,
          Review.State.Rejected _,
          Review.State.SentBack _,
          Review.State.Expired _ ->
          Answer.held(
              policies(review.reasons()),
              sentences(review.reasons()) + anyway(review),
              address(review),
              requestId);
    };
  }

  /// Whoever approves it would do so in vain.
  private static String anyway(Review review) {
    return switch (review.live().dryRun()) {
      case Live.DryRun.WouldBeRefused no ->
          "; and it would be refused anyway, as far as can be told beforehand: " + no.why();
      case Live.DryRun.NotMade _, Live.DryRun.WouldGo _, Live.DryRun.Unknown _ -> "";
    };
  }

  private static String why(Review review) {
    return switch (review.state()) {
      case Review.State.Rejected no -> no.comment() + " (" + no.by() + ")";
      case Review.State.SentBack back ->
          "sent back, on this condition: " + back.condition() + " (" + back.by() + ")";
      case Review.State.Open _, Review.State.Approved _, Review.State.Expired _ ->
          review.state().word();
    };
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

  static void send(Exchange exchange, Answer answer, Dialect dialect) {
    boolean head = exchange.request().method().equals("HEAD");
    Reply reply = Replies.of(answer, dialect, head);
    List<Header> fields =
        reply.headers().stream().map(field -> new Header(field.name(), field.value())).toList();
    Body body = head ? new Body.None() : new Body.Whole(Content.of(reply.body()));
    exchange.answer(new ResponseHead(reply.status(), new Headers(fields)), body);
  }
}
