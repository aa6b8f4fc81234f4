package dev.obstat.console.site;

import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.PublicLog;
import dev.obstat.console.Surroundings;
import dev.obstat.console.Vitals;
import dev.obstat.console.api.Api;
import dev.obstat.console.api.Signals;
import dev.obstat.console.authzen.AuthZen;
import dev.obstat.console.page.Pages;
import dev.obstat.console.page.ProblemPage;
import dev.obstat.console.page.Shown;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.http.Body;
import dev.obstat.http.ClientGone;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import dev.obstat.http.RequestHead;
import dev.obstat.http.ResponseHead;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// Everything on the port for people and programs. A request for a name that is not the console's
/// is turned away before anything else is looked at.
///
/// | path | what |
/// |---|---|
/// | `/api/…` | for programs: [Api] |
/// | `/signals/…` | signed webhooks that halt: [Signals] |
/// | `/access/v1/…` | decisions for enforcement points of others: [AuthZen] |
/// | `/log/…` | the ledger as anyone may read it |
/// | `/health` | whether anything can be recorded |
/// | `/assets/…` | style, script, icon |
/// | all else | pages for a person in a signed-in browser |
public final class Console implements Handler {
  private static final Logger LOG = System.getLogger(Console.class.getName());

  private final Doorkeeper doorkeeper;
  private final Api api;
  private final Signals signals;
  private final Handler authZen;
  private final PublicLog log;
  private final Vitals vitals;
  private final Assets assets = new Assets();
  private final Answers answers = new Answers(new Templates());
  private final Frames frames;
  private final SignIns signIns;
  private final Reading reading;
  private final Acting acting;

  /// @param surroundings what pages may say about the catalog; [Surroundings#unknown()] for nothing
  /// @param catalog the one in force, for questions about it
  public Console(
      Doorkeeper doorkeeper,
      Ways ways,
      Api api,
      Signals signals,
      Handler authZen,
      PublicLog log,
      Desks desks,
      Surroundings surroundings,
      Supplier<Catalog> catalog,
      ConsoleSettings settings,
      Vitals vitals,
      Paces paces,
      Clock clock) {
    this.doorkeeper = doorkeeper;
    this.api = api;
    this.signals = signals;
    this.authZen = authZen;
    this.log = log;
    this.vitals = vitals;
    this.frames = new Frames(desks, settings, vitals, assets, clock);
    Pages pages = new Pages(desks, surroundings, catalog, clock);
    Yours yours = new Yours(desks, ways, frames, answers, clock);
    this.signIns =
        new SignIns(doorkeeper, ways, desks.credentials(), settings, frames, answers, paces, clock);
    this.reading = new Reading(pages, frames, answers, desks.reviews(), yours);
    this.acting =
        new Acting(doorkeeper, desks, pages, frames, answers, paces, ways.passkeys(), yours, clock);
  }

  @Override
  public void handle(Exchange exchange) {
    Optional<Refusal> turnedAway = doorkeeper.turnAway(exchange.request());
    if (turnedAway.isPresent()) {
      exchange.refuse(turnedAway.get());
      return;
    }
    String path = exchange.request().path();
    if (path.startsWith("/signals/")) {
      signals.handle(exchange);
    } else if (path.startsWith("/api/")) {
      api.handle(exchange);
    } else if (path.startsWith(AuthZen.PREFIX) || path.equals(AuthZen.DESCRIPTION)) {
      authZen.handle(exchange);
    } else if (path.startsWith("/log/")) {
      log(exchange, path.substring("/log/".length()));
    } else if (path.equals("/health")) {
      health(exchange);
    } else if (!isReading(exchange.request()) || !assets.serve(exchange)) {
      page(exchange);
    }
  }

  private void page(Exchange exchange) {
    try {
      dispatch(exchange);
    } catch (Unserved unserved) {
      problem(exchange, unserved.refusal());
    } catch (JournalUnavailable unavailable) {
      problem(
          exchange, new Refusal(503, "nothing can be recorded now: " + unavailable.getMessage()));
    } catch (ClientGone gone) {
      throw gone;
    } catch (RuntimeException broken) {
      LOG.log(Level.ERROR, "a page could not be made: " + exchange.request().path(), broken);
      if (exchange.answered()) {
        throw broken;
      }
      problem(exchange, new Refusal(500, "this page could not be made; the server's log has why"));
    }
  }

  private void dispatch(Exchange exchange) {
    RequestHead request = exchange.request();
    if (request.path().equals("/signin") || request.path().startsWith("/signin/")) {
      signIns.serve(exchange);
      return;
    }
    switch (doorkeeper.who(request)) {
      case Visitor.InBrowser browser -> {
        if (isReading(request)) {
          reading.serve(exchange, browser);
        } else if (!request.method().equals("POST")) {
          throw new Unserved(405, "a page is read or a form is sent, nothing else");
        } else if (request.path().equals("/signout")) {
          signIns.signOut(exchange, browser);
        } else {
          acting.serve(exchange, browser);
        }
      }
      case Visitor.ByToken _, Visitor.Owner _, Visitor.Stranger _ -> {
        if (!isReading(request)) {
          throw new Unserved(401, "you are not signed in, so this was not done");
        }
        signIns.askIn(exchange);
      }
    }
  }

  private static boolean isReading(RequestHead request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private void problem(Exchange exchange, Refusal refusal) {
    var frame =
        doorkeeper.inBrowser(exchange.request()).map(frames::signedIn).orElseGet(frames::stranger);
    String title =
        switch (refusal.status()) {
          case 401 -> "Sign in first";
          case 403 -> "Not from here";
          case 404 -> "There is no such page";
          case 503 -> "Nothing can be recorded";
          case 500 -> "Something is broken here";
          default -> "This cannot be served";
        };
    answers.page(
        exchange,
        refusal.status(),
        "problem",
        new ProblemPage(frame, refusal.status(), title, Shown.of(refusal.reason(), 600)));
  }

  private void health(Exchange exchange) {
    Optional<String> trouble = vitals.trouble().get();
    String json =
        trouble.isPresent()
            ? "{\"status\":\"cannot record\"}"
            : vitals.caution().get().isPresent()
                ? "{\"status\":\"ok\",\"caution\":\"the console's pages say what needs attention\"}"
                : "{\"status\":\"ok\"}";
    Headers headers =
        Headers.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "no-store",
            "x-content-type-options", "nosniff");
    exchange.answer(
        new ResponseHead(trouble.isEmpty() ? 200 : 503, headers),
        new Body.Whole(Content.text(json + "\n")));
  }

  /// Tiles never change once they are there; the checkpoint does.
  private void log(Exchange exchange, String path) {
    if (!isReading(exchange.request())) {
      exchange.answer(405, "the log is read, nothing else");
      return;
    }
    Optional<byte[]> file = log.file(path);
    if (file.isEmpty()) {
      exchange.answer(404, "the log has no such file");
      return;
    }
    boolean checkpoint = path.equals("checkpoint");
    Headers headers =
        Headers.of(
            "content-type", checkpoint ? "text/plain; charset=utf-8" : "application/octet-stream",
            "cache-control", checkpoint ? "no-store" : "public, max-age=31536000, immutable",
            "x-content-type-options", "nosniff");
    exchange.answer(new ResponseHead(200, headers), new Body.Whole(Content.of(file.get())));
  }
}
