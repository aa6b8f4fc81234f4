package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.desk.CredentialDesk.Answer;
import dev.obstat.http.Exchange;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How people and their programs get in.
final class AccessCalls {
  private static final int MOST_HOURS = (int) AccessToken.LONGEST.toHours();
  private static final String USUAL_NAME = "made without a name";

  private final Tokens tokens;
  private final Browsers browsers;
  private final Desks desks;
  private final ConsoleSettings settings;

  AccessCalls(Tokens tokens, Browsers browsers, Desks desks, ConsoleSettings settings) {
    this.tokens = tokens;
    this.browsers = browsers;
    this.desks = desks;
    this.settings = settings;
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

  /// The owner of the installation makes a token for anybody, a person in a browser for themselves.
  /// A token makes no token: what finds one must not be able to keep itself alive.
  Api.Reply token(Exchange exchange, Visitor visitor) {
    Input input = Input.of(exchange, Set.of("person", "name", "scopes", "hours"));
    String by = Api.person(visitor);
    String person =
        switch (visitor) {
          case Visitor.Owner _ -> known(input.text("person"));
          case Visitor.InBrowser _ -> own(by, input.text("person", by));
          case Visitor.ByToken _, Visitor.Stranger _ ->
              throw new Refused(
                  403, "a token makes no token: use a browser, or the data directory's owner");
        };
    Answer<AccessToken> answer =
        desks
            .credentials()
            .issue(
                person,
                input.text("name", USUAL_NAME),
                scopes(input.texts("scopes", 10)),
                by,
                Duration.ofHours(input.number("hours", 8, MOST_HOURS)));
    return switch (answer) {
      case Answer.NotDone<AccessToken>(String why) -> throw new Refused(400, why);
      case Answer.Done<AccessToken>(AccessToken made) ->
          new Api.Reply(201, shown(made).put("token", tokens.text(made)));
    };
  }

  /// The owner of the installation sees all, a person their own.
  Api.Reply tokens(Visitor visitor) {
    ObjectNode answer = Json.object();
    ArrayNode all = answer.putArray("tokens");
    desks.credentials().tokens().stream()
        .filter(token -> isTheirs(token, visitor))
        .forEach(token -> all.add(shown(token)));
    return Api.Reply.ok(answer);
  }

  Api.Reply revoke(Visitor visitor, String id) {
    boolean theirs =
        desks.credentials().token(id).filter(token -> isTheirs(token, visitor)).isPresent();
    if (!theirs || !desks.credentials().revoke(id, Api.person(visitor))) {
      throw new Refused(404, "there is no token `" + id + "` of yours");
    }
    return new Api.Reply(204, Json.object());
  }

  /// For a person who lost their passkeys.
  Api.Reply forget(Exchange exchange, Visitor visitor) {
    ownerOnly(visitor);
    String person = Input.of(exchange, Set.of("person")).text("person");
    int forgotten = desks.credentials().forget(person, Api.person(visitor));
    return Api.Reply.ok(Json.object().put("person", person).put("removed", forgotten));
  }

  private static boolean isTheirs(AccessToken token, Visitor visitor) {
    return visitor instanceof Visitor.Owner || token.person().equals(Api.person(visitor));
  }

  private Set<TokenScope> scopes(List<String> words) {
    if (words.isEmpty()) {
      Set<TokenScope> usual = EnumSet.of(TokenScope.READ, TokenScope.SESSIONS, TokenScope.BRAKES);
      if (settings.votesByToken()) {
        usual.add(TokenScope.VOTES);
      }
      return usual;
    }
    Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    for (String word : words) {
      scopes.add(
          TokenScope.of(word)
              .orElseThrow(
                  () ->
                      new Refused(
                          400,
                          "`"
                              + Input.printable(word)
                              + "` is no scope: there are "
                              + Arrays.stream(TokenScope.values())
                                  .map(TokenScope::word)
                                  .collect(Collectors.joining(", ")))));
    }
    if (scopes.contains(TokenScope.VOTES) && !settings.votesByToken()) {
      throw new Refused(
          400, "tokens vote only where the configuration says `reviews.votes-by-token: true`");
    }
    return scopes;
  }

  private static ObjectNode shown(AccessToken token) {
    ObjectNode shown =
        Json.object()
            .put("id", token.id())
            .put("person", token.person())
            .put("name", token.name())
            .put("by", token.by())
            .put("issued", token.issued().toString())
            .put("expires", token.expires().toString());
    ArrayNode scopes = shown.putArray("scopes");
    token.scopes().forEach(scope -> scopes.add(scope.word()));
    return shown;
  }

  private static void ownerOnly(Visitor visitor) {
    if (!(visitor instanceof Visitor.Owner)) {
      throw new Refused(
          403, "only the owner of the installation can let people in: use its data directory");
    }
  }

  private static String own(String by, String person) {
    if (!person.equals(by)) {
      throw new Refused(403, "in a browser people make tokens for themselves alone");
    }
    return person;
  }

  private String known(String person) {
    if (!desks.people().get().knows(person)) {
      throw new Refused(400, "`" + Input.printable(person) + "` is nobody the catalog knows");
    }
    return person;
  }
}
