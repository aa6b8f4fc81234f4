package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.catalog.People;
import dev.obstat.http.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/// How people get in.
final class AccessCalls {
  private static final int MOST_HOURS = 24 * 30;

  private final Tokens tokens;
  private final Browsers browsers;
  private final Supplier<? extends People> people;
  private final ConsoleSettings settings;
  private final Clock clock;

  AccessCalls(
      Tokens tokens,
      Browsers browsers,
      Supplier<? extends People> people,
      ConsoleSettings settings,
      Clock clock) {
    this.tokens = tokens;
    this.browsers = browsers;
    this.people = people;
    this.settings = settings;
    this.clock = clock;
  }

  Api.Reply me(Visitor visitor) {
    String manner =
        switch (visitor) {
          case Visitor.InBrowser _ -> "browser";
          case Visitor.ByToken _ -> "token";
          case Visitor.Owner _ -> "installation";
          case Visitor.Stranger _ -> "none";
        };
    ObjectNode me = Json.object().put("person", Api.person(visitor)).put("manner", manner);
    return Api.Reply.ok(me.put("mayVote", ReviewCalls.mayVote(visitor, settings)));
  }

  Api.Reply code(Exchange exchange, Visitor visitor) {
    ownerOnly(visitor);
    String person = known(Input.of(exchange, Set.of("person")).text("person"));
    Browsers.Code code = browsers.code(person);
    return new Api.Reply(
        201,
        Json.object()
            .put("person", person)
            .put("code", code.code())
            .put("url", settings.address() + "/signin?code=" + code.code())
            .put("expires", code.expires().toString()));
  }

  Api.Reply token(Exchange exchange, Visitor visitor) {
    ownerOnly(visitor);
    Input input = Input.of(exchange, Set.of("person", "hours"));
    String person = known(input.text("person"));
    Instant expires = clock.instant().plus(Duration.ofHours(input.number("hours", 8, MOST_HOURS)));
    return new Api.Reply(
        201,
        Json.object()
            .put("person", person)
            .put("token", tokens.issue(person, expires))
            .put("expires", expires.toString()));
  }

  private static void ownerOnly(Visitor visitor) {
    if (!(visitor instanceof Visitor.Owner)) {
      throw new Refused(
          403, "only the owner of the installation can let people in: use its data directory");
    }
  }

  private String known(String person) {
    if (!people.get().knows(person)) {
      throw new Refused(400, "`" + person + "` is nobody the catalog knows");
    }
    return person;
  }
}
