package dev.obstat.console.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Outcome;
import dev.obstat.core.gate.Preview;
import dev.obstat.core.gate.Upstream;
import dev.obstat.core.review.Review;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides. With a token for enforcing, what is allowed is on record before it is answered, as if
/// it had gone out, and a grant is used up by the answer. With one for asking, nothing is recorded
/// and no grant is used.
///
/// A hold is a denial that says how to ask for approval; no review is opened before that is done.
final class Evaluations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_REASONS = 20;

  private final Gate gate;
  private final Preview preview;
  private final Journal journal;
  private final Sittings sittings;
  private final Bindings bindings;
  private final String requests;
  private final Clock clock;

  /// @param requests the address where approval is asked for
  Evaluations(
      Gate gate,
      Preview preview,
      Journal journal,
      Sittings sittings,
      Bindings bindings,
      String requests,
      Clock clock) {
    this.gate = gate;
    this.preview = preview;
    this.journal = journal;
    this.sittings = sittings;
    this.bindings = bindings;
    this.requests = requests;
    this.clock = clock;
  }

  /// The API's answer to one question: `decision`, and `context` with what there is to say.
  ObjectNode decide(Query query, AccessToken token) {
    boolean enforce = token.scopes().contains(TokenScope.ENFORCE);
    String caller = token.person();
    Sittings.Sitting sitting = sittings.of(query.subject(), caller, enforce);
    Action action = Translation.action(query, sitting.principal(), sitting.session(), caller);
    Decision decision = preview.of(action, sitting.session());
    if (!enforce) {
      return asked(decision, action, caller);
    }
    Optional<ObjectNode> strange =
        query.approved().flatMap(approval -> strangeApproval(approval, action));
    if (strange.isPresent()) {
      return strange.get();
    }
    if (decision instanceof Decision.Hold(var _, List<Reason> reasons)
        && journal.read(books -> books.grants().usable(action.digest())).isEmpty()) {
      return requestable(reasons, action, caller);
    }
    return switch (gate.pass(action, DONE)) {
      case Outcome.Sent(String dispatch, Upstream.End _) -> {
        ObjectNode answer = JSON.objectNode().put("decision", true);
        ObjectNode context = answer.putObject("context").put("dispatch", dispatch);
        query.approved().ifPresent(id -> context.putObject("approval").put("id", id));
        yield answer;
      }
      case Outcome.Held(Review review) -> requestable(review.reasons(), action, caller);
      case Outcome.TurnedDown(Review review) -> {
        ObjectNode answer = denied("turned_down", List.of());
        answer.withObject("/context").put("review", review.id()).put("comment", comment(review));
        yield answer;
      }
      case Outcome.Denied(List<Reason> reasons) -> denied("denied", reasons);
      case Outcome.Unsettled _ ->
          throw new Problem(503, "", "what the decision stood on kept moving: ask again");
    };
  }

  /// What people said when they turned it down.
  static String comment(Review review) {
    return switch (review.state()) {
      case Review.State.Rejected no -> no.comment();
      case Review.State.SentBack back -> back.condition();
      case Review.State.Open _, Review.State.Approved _, Review.State.Expired _ -> "";
    };
  }

  /// The enforcement point acts, not this side: it is told, and that is the end of it here.
  private static final Upstream DONE =
      (_, _) -> new Upstream.End.Completed("allowed to an enforcement point");

  private ObjectNode asked(Decision decision, Action action, String caller) {
    ObjectNode answer =
        switch (decision) {
          case Decision.Allow _ -> JSON.objectNode().put("decision", true);
          case Decision.Deny(List<Reason> reasons, var _) -> denied("denied", reasons);
          case Decision.Hold(var _, List<Reason> reasons) -> requestable(reasons, action, caller);
        };
    answer.withObject("/context").put("recorded", false);
    return answer;
  }

  /// An approval is for exactly one action; one of another is not looked past.
  private Optional<ObjectNode> strangeApproval(String approval, Action action) {
    boolean its =
        journal
            .read(books -> books.reviews().find(approval))
            .filter(review -> review.digest().equals(action.digest()))
            .isPresent();
    return its
        ? Optional.empty()
        : Optional.of(
            denied(
                "approval_not_for_this",
                List.of(
                    Reason.builtIn(
                        "grant", "the approval is for another action, or for nobody's", ""))));
  }

  private ObjectNode requestable(List<Reason> reasons, Action action, String caller) {
    ObjectNode answer = denied("approval_required", reasons);
    Instant expires = clock.instant().plus(Bindings.LIFE);
    answer
        .withObject("/context")
        .putObject("access_request")
        .put("endpoint", requests)
        .put("binding_token", bindings.token(action.digest().hex(), caller, expires))
        .put("expires_at", Instant.ofEpochSecond(expires.getEpochSecond()).toString());
    return answer;
  }

  static ObjectNode denied(String reason, List<Reason> reasons) {
    ObjectNode answer = JSON.objectNode().put("decision", false);
    ObjectNode context = answer.putObject("context").put("reason", reason);
    ArrayNode all = context.putArray("reasons");
    reasons.stream()
        .limit(MOST_REASONS)
        .forEach(
            each -> all.addObject().put("policy", each.policy()).put("because", each.sentence()));
    return answer;
  }

  /// A whole batch, with the semantics that it asks for.
  ObjectNode decideAll(JsonNode body, AccessToken token) {
    JsonNode items = body.path("evaluations");
    if (!items.isMissingNode() && !items.isArray()) {
      throw Problem.malformed("`evaluations` is not an array");
    }
    if (items.isEmpty()) {
      return decide(Query.of(body, Query.nothing()), token);
    }
    if (items.size() > MOST_AT_ONCE) {
      throw Problem.malformed("a batch has at most " + MOST_AT_ONCE + " evaluations");
    }
    String semantic = body.path("options").path("evaluations_semantic").asText("execute_all");
    boolean untilDeny = semantic.equals("deny_on_first_deny");
    boolean untilPermit = semantic.equals("permit_on_first_permit");
    if (!untilDeny && !untilPermit && !semantic.equals("execute_all")) {
      throw Problem.malformed(
          "`options.evaluations_semantic` is `execute_all`, `deny_on_first_deny` or"
              + " `permit_on_first_permit`");
    }
    ObjectNode answer = JSON.objectNode();
    ArrayNode answers = answer.putArray("evaluations");
    for (JsonNode item : items) {
      ObjectNode one = one(item, body, token);
      answers.add(one);
      boolean permitted = one.path("decision").asBoolean();
      if ((untilDeny && !permitted) || (untilPermit && permitted)) {
        break;
      }
    }
    return answer;
  }

  private static final int MOST_AT_ONCE = 500;

  /// What is wrong with one question is said of that one alone.
  private ObjectNode one(JsonNode item, JsonNode defaults, AccessToken token) {
    try {
      if (!item.isObject()) {
        throw Problem.malformed("an evaluation is not an object");
      }
      return decide(Query.of(item, defaults), token);
    } catch (Problem problem) {
      ObjectNode answer = JSON.objectNode().put("decision", false);
      answer
          .putObject("context")
          .putObject("error")
          .put("status", problem.status())
          .put("message", problem.getMessage());
      return answer;
    }
  }
}
