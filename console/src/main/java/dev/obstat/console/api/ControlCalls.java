package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Scope;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.incident.Incident;
import dev.obstat.http.Exchange;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Halts, freezes and incidents.
final class ControlCalls {
  private final Desks desks;
  private final Supplier<Catalog> catalogs;
  private final ConsoleSettings settings;

  ControlCalls(Desks desks, Supplier<Catalog> catalog, ConsoleSettings settings) {
    this.desks = desks;
    this.catalogs = catalog;
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
    requireLooser(visitor, "a halt is resumed");
    return switch (desks.controls().resume(id, Api.person(visitor))) {
      case ControlDesk.Resumed.Lifted _ -> Api.Reply.ok(Json.object().put("resumed", true));
      case ControlDesk.Resumed.Asked asked -> {
        ObjectNode answer = Json.object().put("resumed", false);
        answer.set("halt", Json.halt(asked.halt()));
        yield Api.Reply.ok(answer);
      }
      case ControlDesk.Resumed.NotThere _ ->
          throw new Refused(404, "there is no halt `" + id + "` in force");
      case ControlDesk.Resumed.NotYou no -> throw new Refused(409, no.why());
    };
  }

  /// What loosens is a person's act, in a signed-in browser, as a vote is.
  private void requireLooser(Visitor visitor, String what) {
    if (!ReviewCalls.mayVote(visitor, settings)) {
      throw new Refused(
          403,
          what
              + " in a signed-in browser; tokens do it only where the configuration says"
              + " `reviews.votes-by-token: true`");
    }
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
    requireLooser(visitor, "a freeze is ended");
    if (!desks.controls().thaw(id, Api.person(visitor))) {
      throw new Refused(404, "there is no freeze `" + id + "`");
    }
    return new Api.Reply(204, Json.object());
  }

  /// A person's word. What loosens is no program's to say, unless programs may vote.
  Api.Reply restored(Exchange exchange, Visitor visitor) {
    refuseTokens(visitor, "that something is back");
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

  /// Saying that something is down only raises what actions would take, so a token may say it.
  Api.Reply openIncident(Exchange exchange, Visitor visitor) {
    Input input = Input.of(exchange, Set.of("what", "down"));
    String what = input.words("what");
    if (what.isBlank()) {
      throw new Refused(400, "say in `what` what is broken");
    }
    Catalog catalog = catalogs.get();
    Set<String> down = new TreeSet<>();
    for (String name : input.texts("down", Incident.MOST_DOWN)) {
      int index =
          catalog
              .indexOf(name)
              .orElseThrow(
                  () ->
                      new Refused(
                          404,
                          "the catalog has no `"
                              + Input.printable(name)
                              + "`: name a service, or `resource:NAME`"));
      down.add(catalog.name(index));
    }
    ObjectNode answer = Json.object();
    answer.set("incident", Json.incident(desks.controls().open(what, down, Api.person(visitor))));
    return new Api.Reply(201, answer);
  }

  /// What was down counts no longer as gone: a person's word, like that something is back.
  Api.Reply closeIncident(Visitor visitor, String id) {
    refuseTokens(visitor, "that an incident is over");
    if (!desks.controls().close(id, Api.person(visitor))) {
      throw new Refused(404, "there is no open incident `" + Input.printable(id) + "`");
    }
    return new Api.Reply(204, Json.object());
  }

  Api.Reply catalog() {
    ObjectNode answer = Json.object().put("digest", catalogs.get().digest());
    desks
        .catalogs()
        .waiting()
        .ifPresent(
            waiting ->
                answer
                    .putObject("waiting")
                    .put("digest", waiting.digest())
                    .put("since", waiting.since().toString())
                    .set("loosened", Json.texts(waiting.loosened())));
    return Api.Reply.ok(answer);
  }

  Api.Reply confirmCatalog(Visitor visitor, String digest) {
    refuseTokens(visitor, "that a looser catalog may be in force");
    if (!desks.catalogs().confirm(digest, Api.person(visitor))) {
      throw new Refused(404, "no catalog of that digest waits: look at what waits now");
    }
    return new Api.Reply(204, Json.object());
  }

  private void refuseTokens(Visitor visitor, String what) {
    if (!ReviewCalls.mayVote(visitor, settings)) {
      throw new Refused(
          403,
          what
              + " is said from a signed-in browser; tokens say it only where the configuration says"
              + " `reviews.votes-by-token: true`");
    }
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
