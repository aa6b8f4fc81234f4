package dev.obstat.console.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Outcome;
import dev.obstat.core.gate.Preview;
import dev.obstat.core.gate.Upstream;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks people for approval, and tells how it stands. A task is a review; its approval is the
/// review's grant, good for the same action of the same enforcement point, once.
final class Requests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_KEYS = 10_000;

  private final Gate gate;
  private final Preview preview;
  private final Journal journal;
  private final Sittings sittings;
  private final Bindings bindings;
  private final String address;
  private final Clock clock;

  /// Bodies of requests by their idempotency key, the oldest forgotten first. The same action joins
  /// the same review anyway.
  private final Map<String, String> bodies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /// @param address where requests are sent to
  Requests(
      Gate gate,
      Preview preview,
      Journal journal,
      Sittings sittings,
      Bindings bindings,
      String address,
      Clock clock) {
    this.gate = gate;
    this.preview = preview;
    this.journal = journal;
    this.sittings = sittings;
    this.bindings = bindings;
    this.address = address;
    this.clock = clock;
  }

  /// @param status 202 while people consider it, 201 when it is settled already
  record Reply(int status, ObjectNode body) {}

  Reply submit(JsonNode body, String idempotencyKey, AccessToken token) {
    String caller = token.person();
    sameAsBefore(body, idempotencyKey, caller);
    Query query = Query.of(body, Query.nothing());
    Sittings.Sitting sitting = sittings.of(query.subject(), caller, true);
    Action action = Translation.action(query, sitting.principal(), sitting.session(), caller);
    String binding = body.path("denial").path("binding_token").asText("");
    switch (bindings.check(binding, action.digest().hex(), caller, clock.instant())) {
      case Bindings.Answer.NotBound _ ->
          throw new Problem(
              400,
              "invalid_denial_binding",
              "`denial.binding_token` is not the one of this denial: ask for a decision first, and"
                  + " send the same subject, action and resource");
      case Bindings.Answer.Expired _ ->
          throw new Problem(
              410, "expired_denial", "the denial is too old: ask for a decision again");
      case Bindings.Answer.Bound _ -> {}
    }
    Optional<Reply> settled =
        journal.read(
            books ->
                books
                    .grants()
                    .usable(action.digest())
                    .flatMap(grant -> books.reviews().find(grant.review()))
                    .map(review -> new Reply(201, task(books, review))));
    if (settled.isPresent()) {
      return settled.get();
    }
    if (!(preview.of(action, sitting.session()) instanceof Decision.Hold)) {
      throw new Problem(
          400, "not_requestable", "people are not asked about this now: ask for a decision again");
    }
    return switch (gate.pass(action, NOTHING)) {
      case Outcome.Held(Review review) ->
          new Reply(202, journal.read(books -> task(books, review)));
      case Outcome.TurnedDown(Review review) ->
          new Reply(201, journal.read(books -> task(books, review)));
      case Outcome.Sent _, Outcome.Denied _, Outcome.Unsettled _ ->
          throw new Problem(
              400, "not_requestable", "that has just changed: ask for a decision again");
    };
  }

  /// Asking for approval does nothing by itself, also where a grant came in between.
  private static final Upstream NOTHING =
      (_, _) -> new Upstream.End.Failed("only approval was asked for");

  private void sameAsBefore(JsonNode body, String key, String caller) {
    if (key.isEmpty() || key.length() > 255) {
      throw Problem.malformed("the header `Idempotency-Key` is missing, or longer than 255");
    }
    String text = body.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > AuthZen.MOST_BYTES) {
      throw Problem.malformed("the request is too large");
    }
    synchronized (bodies) {
      @Nullable String before = bodies.putIfAbsent(caller + "\n" + key, text);
      if (before != null && !before.equals(text)) {
        throw new Problem(
            409, "duplicate_request", "this `Idempotency-Key` was used with another body");
      }
    }
  }

  /// How a task stands, for the enforcement point that asked and no other.
  ObjectNode status(String id, AccessToken token) {
    return journal.read(
        books ->
            books
                .reviews()
                .find(id)
                .filter(review -> isOf(review, token.person()))
                .map(review -> task(books, review))
                .orElseThrow(
                    () -> new Problem(404, "unknown_task", "there is no task `" + id + "`")));
  }

  private static boolean isOf(Review review, String caller) {
    return review.action().place().provider().equals(Translation.WIRE)
        && review.action().place().account().equals(caller);
  }

  private ObjectNode task(Books books, Review stored) {
    Instant now = clock.instant();
    Review review = ReviewState.at(books.reviews().find(stored.id()).orElse(stored), now);
    ObjectNode answer = JSON.objectNode();
    ObjectNode task =
        answer
            .putObject("task")
            .put("id", review.id())
            .put("status_endpoint", address + "/" + review.id())
            .put("expires_at", review.expires().toString());
    switch (review.state()) {
      case Review.State.Open _ -> task.put("status", "pending");
      case Review.State.Rejected _, Review.State.SentBack _ ->
          task.put("status", "denied").put("comment", Evaluations.comment(review));
      case Review.State.Expired _ -> task.put("status", "expired");
      case Review.State.Approved approved -> {
        Optional<Grant> good =
            books
                .grants()
                .find(approved.grant())
                .filter(grant -> grant.state() instanceof Grant.State.Usable)
                .filter(grant -> now.isBefore(grant.expires()));
        task.put("status", good.isPresent() ? "approved" : "expired");
        good.ifPresent(
            grant ->
                task.putObject("result")
                    .put("mode", "reevaluate")
                    .putObject("approval")
                    .put("id", review.id())
                    .put("approved_at", approved.at().toString())
                    .put("approved_until", grant.expires().toString()));
      }
    }
    return answer;
  }
}
