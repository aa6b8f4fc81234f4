package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Scope;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.http.Exchange;
import java.time.Instant;
import java.util.Set;

/// Halts, freezes and incidents.
final class ControlCalls {
  private final Desks desks;
  private final ConsoleSettings settings;

  ControlCalls(Desks desks, ConsoleSettings settings) {
    this.desks = desks;
    this.settings = settings;
  }

  Api.Reply halts() {
    ObjectNode answer = Json.object();
    ArrayNode halts = answer.putArray("halts");
    desks
        .journal()
        .read(books -> books.controls().halts())
        .forEach(halt -> halts.add(Json.halt(halt)));
    return Api.Reply.ok(answer);
  }

  Api.Reply halt(Exchange exchange, Visitor visitor) {
    Input input = Input.of(exchange, Set.of("scope", "why"));
    Scope scope = Scopes.parse(input.text("scope"));
    ControlDesk.Halted halted =
        desks.controls().halt(scope, Api.person(visitor), input.words("why"));
    ObjectNode answer = Json.object();
    answer.set("halt", Json.halt(halted.halt()));
    ArrayNode running = answer.putArray("running");
    halted.running().forEach(dispatch -> running.add(Json.dispatch(dispatch)));
    ArrayNode later = answer.putArray("later");
    halted.later().latest().forEach(dispatch -> later.add(Json.later(dispatch)));
    answer.put("moreLater", halted.later().more());
    return new Api.Reply(201, answer);
  }

  Api.Reply resume(Visitor visitor, String id) {
    if (!desks.controls().resume(id, Api.person(visitor))) {
      throw new Refused(404, "there is no halt `" + id + "` in force");
    }
    return new Api.Reply(204, Json.object());
  }

  Api.Reply freezes() {
    ObjectNode answer = Json.object();
    ArrayNode freezes = answer.putArray("freezes");
    desks
        .journal()
        .read(books -> books.controls().freezes())
        .forEach(freeze -> freezes.add(Json.freeze(freeze)));
    return Api.Reply.ok(answer);
  }

  Api.Reply freeze(Exchange exchange, Visitor visitor) {
    Input input = Input.of(exchange, Set.of("scope", "why", "from", "until"));
    Instant from = input.moment("from");
    Instant until = input.moment("until");
    if (!from.isBefore(until)) {
      throw new Refused(400, "a freeze ends after it begins");
    }
    Scope scope = Scopes.parse(input.text("scope"));
    Freeze freeze =
        desks.controls().freeze(scope, Api.person(visitor), input.words("why"), from, until);
    ObjectNode answer = Json.object();
    answer.set("freeze", Json.freeze(freeze));
    return new Api.Reply(201, answer);
  }

  Api.Reply thaw(Visitor visitor, String id) {
    if (!desks.controls().thaw(id, Api.person(visitor))) {
      throw new Refused(404, "there is no freeze `" + id + "`");
    }
    return new Api.Reply(204, Json.object());
  }

  /// A person's word. What loosens is no program's to say, unless programs may vote.
  Api.Reply restored(Exchange exchange, Visitor visitor) {
    if (!ReviewCalls.mayVote(visitor, settings)) {
      throw new Refused(
          403,
          "that something is back is said from a signed-in browser; tokens say it only where the"
              + " configuration says `reviews.votes-by-token: true`");
    }
    Input input = Input.of(exchange, Set.of("target", "why"));
    String target = input.text("target");
    String why = input.words("why");
    if (why.isBlank()) {
      throw new Refused(400, "say in `why` how you know that it is back");
    }
    return switch (desks.controls().restored(target, Api.person(visitor), why)) {
      case NOTED -> new Api.Reply(204, Json.object());
      case NOT_GONE ->
          throw new Refused(
              404,
              "`" + target + "` is not known to be gone: give its full name, as the review has it");
      case OWN ->
          throw new Refused(
              409, "you operated the agent that took it: somebody else has to say that it is back");
    };
  }

  Api.Reply incidents() {
    ObjectNode answer = Json.object();
    ArrayNode incidents = answer.putArray("incidents");
    desks
        .journal()
        .read(books -> books.incidents().open())
        .forEach(incident -> incidents.add(Json.incident(incident)));
    return Api.Reply.ok(answer);
  }
}
