package dev.obstat.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.SessionAccess;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import dev.obstat.http.RequestHead;
import dev.obstat.http.ResponseHead;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Everything under `/api/`: finds the call, asks who it is, and answers in JSON.
public final class Api implements Handler {
  private final Doorkeeper doorkeeper;
  private final SessionCalls sessions;
  private final ReviewCalls reviews;
  private final ControlCalls controls;
  private final AccessCalls access;
  private final QuestionCalls questions;
  private final NoticeCalls notices;
  private final FatigueCalls fatigue;
  private final PasskeyCalls passkeys;
  private final Events events;

  public Api(
      Doorkeeper doorkeeper,
      Desks desks,
      ConsoleSettings settings,
      SessionAccess sessionAccess,
      Supplier<Catalog> catalog,
      Tokens tokens,
      Browsers browsers,
      Paces paces,
      Passkeys passkeys,
      Clock clock) {
    this.doorkeeper = doorkeeper;
    this.sessions = new SessionCalls(desks, sessionAccess, settings);
    this.reviews = new ReviewCalls(desks, settings, paces, clock);
    this.controls = new ControlCalls(desks, catalog, settings);
    this.access = new AccessCalls(tokens, browsers, desks, settings);
    this.questions = new QuestionCalls(catalog);
    this.fatigue = new FatigueCalls(desks.journal(), clock);
    this.notices = new NoticeCalls(desks.channels());
    this.passkeys = new PasskeyCalls(passkeys, desks);
    this.events = new Events(desks.journal());
  }

  /// What a call answers.
  ///
  /// @param status 200, 201 or 204
  record Reply(int status, JsonNode body) {
    static Reply ok(JsonNode body) {
      return new Reply(200, body);
    }
  }

  @Override
  public void handle(Exchange exchange) {
    RequestHead request = exchange.request();
    try {
      Visitor visitor = doorkeeper.who(request);
      if (visitor instanceof Visitor.Stranger) {
        throw new Refused(401, "sign in first: a token goes into `Authorization: Bearer TOKEN`");
      }
      if (request.path().equals("/api/events") && request.method().equals("GET")) {
        Reach.check(visitor, "GET events");
        events.serve(exchange);
        return;
      }
      if (!request.method().equals("GET")) {
        String csrf = request.headers().first(Doorkeeper.CSRF_HEADER).orElse("");
        Optional<Refusal> turnedAway = doorkeeper.mayChange(visitor, request, csrf);
        if (turnedAway.isPresent()) {
          throw new Refused(turnedAway.get().status(), turnedAway.get().reason());
        }
      }
      Reply reply = call(exchange, visitor);
      answer(exchange, reply.status(), reply.status() == 204 ? "" : reply.body().toString());
    } catch (Refused refused) {
      answer(exchange, refused.status(), error(String.valueOf(refused.getMessage())));
    } catch (JournalUnavailable unavailable) {
      answer(exchange, 503, error("nothing can be recorded: " + unavailable.getMessage()));
    }
  }

  private Reply call(Exchange exchange, Visitor visitor) {
    String method = exchange.request().method();
    List<String> path =
        List.of(exchange.request().path().substring("/api/".length()).split("/", -1));
    String id = path.size() > 1 ? path.get(1) : "";
    String what =
        method
            + " "
            + path.getFirst()
            + (path.size() > 1 ? "/{id}" : "")
            + (path.size() > 2 ? "/" + String.join("/", path.subList(2, path.size())) : "");
    Reach.check(visitor, what);
    return switch (what) {
      case "GET me" -> access.me(visitor);
      case "POST signin-codes" -> access.code(exchange, visitor);
      case "POST tokens" -> access.token(exchange, visitor);
      case "GET tokens" -> access.tokens(visitor);
      case "DELETE tokens/{id}" -> access.revoke(visitor, id);
      case "POST enrolments" -> passkeys.beginEnrolment(visitor);
      case "POST passkeys" -> passkeys.enrol(exchange, visitor);
      case "POST passkeys/{id}/challenge" -> passkeys.beginRemoval(visitor, id);
      case "DELETE passkeys/{id}" -> passkeys.remove(exchange, visitor, id);
      case "POST reviews/{id}/challenge" -> passkeys.beginApproval(exchange, visitor, id);
      case "POST forgotten-passkeys" -> access.forget(exchange, visitor);
      case "POST sessions" -> sessions.open(exchange, visitor);
      case "GET sessions" -> sessions.list();
      case "GET sessions/{id}" -> sessions.show(id);
      case "POST sessions/{id}/close" -> sessions.close(id);
      case "POST sessions/{id}/revoke" -> sessions.revoke(exchange, visitor, id);
      case "GET reviews" -> reviews.list(exchange.request().query().orElse("state=open"));
      case "GET reviews/{id}" -> reviews.show(id);
      case "POST reviews/{id}/votes" -> reviews.vote(exchange, visitor, id);
      case "DELETE reviews/{id}/votes/mine" -> reviews.withdraw(visitor, id);
      case "GET halts" -> controls.halts();
      case "POST halts" -> controls.halt(exchange, visitor);
      case "DELETE halts/{id}" -> controls.resume(visitor, id);
      case "GET freezes" -> controls.freezes();
      case "POST freezes" -> controls.freeze(exchange, visitor);
      case "DELETE freezes/{id}" -> controls.thaw(visitor, id);
      case "GET impact" -> questions.impact(exchange.request().query().orElse(""));
      case "GET outage" -> questions.outage(exchange.request().query().orElse(""));
      case "GET concentration" -> questions.concentration(exchange.request().query().orElse(""));
      case "GET incidents" -> controls.incidents();
      case "GET fatigue" -> fatigue.fatigue(exchange.request().query().orElse(""));
      case "GET notices" -> notices.all();
      case "POST notices/{id}/test" -> notices.tryOut(visitor, id);
      case "POST incidents" -> controls.openIncident(exchange, visitor);
      case "POST incidents/{id}/close" -> controls.closeIncident(visitor, id);
      case "GET catalog" -> controls.catalog();
      case "POST catalog/{id}/confirm" -> controls.confirmCatalog(visitor, id);
      case "POST restored" -> controls.restored(exchange, visitor);
      default -> throw new Refused(404, "there is no such call: docs/api.md has them all");
    };
  }

  /// The person whom a visitor acts as.
  static String person(Visitor visitor) {
    return switch (visitor) {
      case Visitor.InBrowser browser -> browser.person();
      case Visitor.ByToken token -> token.person();
      case Visitor.Owner owner -> owner.person();
      case Visitor.Stranger _ -> throw new Refused(401, "sign in first");
    };
  }

  private static String error(String reason) {
    return Json.object().put("error", reason).toString();
  }

  private static void answer(Exchange exchange, int status, String json) {
    Headers headers =
        Headers.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "no-store",
            "x-content-type-options", "nosniff");
    Body body = status == 204 ? new Body.None() : new Body.Whole(Content.text(json + "\n"));
    exchange.answer(new ResponseHead(status, headers), body);
  }
}
