package dev.obstat.console.site;

import dev.obstat.console.Desks;
import dev.obstat.console.page.Frame;
import dev.obstat.console.page.Pages;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.action.Digest;
import dev.obstat.core.control.Scope;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.StepUp;
import dev.obstat.core.review.Vote;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The forms of a signed-in person. Every one carries the page's token and comes from a page of the
/// console; what was done is seen on the page that follows.
final class Acting {
  private static final int LONGEST_WHY = 1_000;
  private static final int LONGEST_NAME = 200;

  private final Doorkeeper doorkeeper;
  private final Desks desks;
  private final Pages pages;
  private final Frames frames;
  private final Answers answers;
  private final Paces paces;
  private final Passkeys passkeys;
  private final Yours yours;
  private final Clock clock;

  Acting(
      Doorkeeper doorkeeper,
      Desks desks,
      Pages pages,
      Frames frames,
      Answers answers,
      Paces paces,
      Passkeys passkeys,
      Yours yours,
      Clock clock) {
    this.doorkeeper = doorkeeper;
    this.desks = desks;
    this.pages = pages;
    this.frames = frames;
    this.answers = answers;
    this.paces = paces;
    this.passkeys = passkeys;
    this.yours = yours;
    this.clock = clock;
  }

  void serve(Exchange exchange, Visitor.InBrowser browser) {
    String[] path = exchange.request().path().substring(1).split("/", -1);
    String id = path.length > 1 ? path[1] : "";
    String rest =
        path.length > 2 ? "/" + String.join("/", List.of(path).subList(2, path.length)) : "";
    switch (path[0] + (path.length > 1 ? "/{id}" : "") + rest) {
      case "reviews/{id}" -> vote(exchange, browser, id);
      case "reviews/{id}/withdraw" -> withdraw(exchange, browser, id);
      case "sessions/{id}/revoke" -> revoke(exchange, browser, id);
      case "tokens" -> yours.makeToken(exchange, browser, form(exchange, browser, Yours.FIELDS));
      case "tokens/{id}/revoke" -> {
        form(exchange, browser, Set.of("csrf"));
        yours.revokeToken(exchange, browser, id);
      }
      case "brakes" -> halt(exchange, browser);
      case "halts/{id}/resume" -> resume(exchange, browser, id);
      case "freezes/{id}/thaw" -> thaw(exchange, browser, id);
      case "incidents/{id}/close" -> close(exchange, browser, id);
      case "catalog/{id}/confirm" -> confirm(exchange, browser, id);
      default -> throw new Unserved(404, "the console has no such form");
    }
  }

  private Form form(Exchange exchange, Visitor.InBrowser browser, Set<String> known) {
    Form form = Unserved.form(Form.of(exchange, known));
    Optional<Refusal> turnedAway =
        doorkeeper.mayChange(browser, exchange.request(), form.text("csrf"));
    if (turnedAway.isPresent()) {
      throw new Unserved(turnedAway.get().status(), turnedAway.get().reason());
    }
    return form;
  }

  private void vote(Exchange exchange, Visitor.InBrowser browser, String id) {
    Form form =
        form(
            exchange,
            browser,
            Set.of("csrf", "choice", "comment", "digest", "shown", "sure", "touch"));
    paces
        .vote(browser.person(), exchange.client())
        .ifPresent(
            wait -> {
              throw new Unserved(429, wait);
            });
    String comment = form.text("comment").replace("\r\n", "\n").strip();
    Vote.Choice choice =
        switch (form.text("choice")) {
          case "approve" -> Vote.Choice.APPROVE;
          case "reject" -> Vote.Choice.REJECT;
          case "send-back" -> Vote.Choice.SEND_BACK;
          default -> throw new Unserved(400, "a vote is `approve`, `reject` or `send-back`");
        };
    if (choice == Vote.Choice.APPROVE && !form.text("sure").equals("yes")) {
      notCounted(
          exchange, browser, id, "say that you have seen what breaks, then approve", comment);
      return;
    }
    Vote vote =
        new Vote(
            browser.person(),
            choice,
            comment,
            digest(form.text("digest")),
            form.text("shown"),
            "console",
            clock.instant());
    String touch = form.text("touch");
    if (touch.isEmpty()) {
      answer(exchange, browser, id, desks.reviews().vote(id, vote), comment);
      return;
    }
    String about = StepUp.statement(id, choice, vote.by(), vote.digest(), vote.shown());
    Passkeys.Signed signed =
        Passkeys.Signed.parse(touch)
            .orElseThrow(() -> new Unserved(400, "the touch cannot be read: load the page again"));
    switch (passkeys.signed(signed, browser.person(), browser.csrf(), about)) {
      case Passkeys.Answer.Bad<Touch>(String why) ->
          notCounted(exchange, browser, id, why, comment);
      case Passkeys.Answer.Good<Touch>(Touch good) ->
          answer(exchange, browser, id, desks.reviews().vote(id, vote, Optional.of(good)), comment);
    }
  }

  private void withdraw(Exchange exchange, Visitor.InBrowser browser, String id) {
    form(exchange, browser, Set.of("csrf"));
    answer(exchange, browser, id, desks.reviews().withdraw(id, browser.person()), "");
  }

  private void answer(
      Exchange exchange,
      Visitor.InBrowser browser,
      String id,
      ReviewDesk.Answer answer,
      String comment) {
    switch (answer) {
      case ReviewDesk.Answer.Counted _ ->
          answers.seeOther(exchange, "/reviews/" + id, Headers.empty());
      case ReviewDesk.Answer.NotCounted(String why) ->
          notCounted(exchange, browser, id, why, comment);
    }
  }

  private void notCounted(
      Exchange exchange, Visitor.InBrowser browser, String id, String why, String comment) {
    Frame frame = frames.signedIn(browser);
    answers.page(
        exchange,
        409,
        "review",
        pages.review(frame, id, why, comment).orElseThrow(Reading.noReview(id)));
  }

  private static Digest digest(String hex) {
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException _) {
      throw new Unserved(400, "the form does not say what it is about: load the page again");
    }
  }

  private void revoke(Exchange exchange, Visitor.InBrowser browser, String id) {
    Form form = form(exchange, browser, Set.of("csrf", "why"));
    String why = why(form);
    if (desks.sessions().revoke(id, browser.person(), why).isEmpty()) {
      throw Reading.noSession(id).get();
    }
    answers.seeOther(exchange, "/sessions/" + id, Headers.empty());
  }

  private void halt(Exchange exchange, Visitor.InBrowser browser) {
    Form form = form(exchange, browser, Set.of("csrf", "scope", "name", "why"));
    String why = why(form);
    var halted = desks.controls().halt(scope(form), browser.person(), why);
    int running = halted.running().size();
    answers.page(
        exchange,
        200,
        "brakes",
        pages.brakes(
            frames.signedIn(browser),
            "Halted: "
                + halted.halt().scope().words()
                + ". Nothing in it goes out any more. "
                + (running == 0
                    ? "Nothing was running."
                    : running + " already out: see what is running below.")));
  }

  private void resume(Exchange exchange, Visitor.InBrowser browser, String id) {
    form(exchange, browser, Set.of("csrf"));
    switch (desks.controls().resume(id, browser.person())) {
      case ControlDesk.Resumed.Lifted _, ControlDesk.Resumed.Asked _ ->
          answers.seeOther(exchange, "/brakes", Headers.empty());
      case ControlDesk.Resumed.NotThere _ ->
          throw new Unserved(404, "there is no halt `" + id + "` in force");
      case ControlDesk.Resumed.NotYou(String why) -> throw new Unserved(409, why);
    }
  }

  private void thaw(Exchange exchange, Visitor.InBrowser browser, String id) {
    form(exchange, browser, Set.of("csrf"));
    if (!desks.controls().thaw(id, browser.person())) {
      throw new Unserved(404, "there is no freeze `" + id + "`");
    }
    answers.seeOther(exchange, "/brakes", Headers.empty());
  }

  private void close(Exchange exchange, Visitor.InBrowser browser, String id) {
    form(exchange, browser, Set.of("csrf"));
    if (!desks.controls().close(id, browser.person())) {
      throw new Unserved(404, "there is no open incident `" + id + "`");
    }
    answers.seeOther(exchange, "/brakes", Headers.empty());
  }

  private void confirm(Exchange exchange, Visitor.InBrowser browser, String digest) {
    form(exchange, browser, Set.of("csrf"));
    if (!desks.catalogs().confirm(digest, browser.person())) {
      throw new Unserved(404, "no such catalog waits any more: look at what waits now");
    }
    answers.seeOther(exchange, "/brakes", Headers.empty());
  }

  private static String why(Form form) {
    String why = form.text("why").strip();
    if (why.isEmpty() || why.length() > LONGEST_WHY) {
      throw new Unserved(400, "say why, in 1 to " + LONGEST_WHY + " characters");
    }
    return why;
  }

  private static Scope scope(Form form) {
    String name = form.text("name").strip();
    String kind = form.text("scope");
    if (kind.equals("everything")) {
      return new Scope.Everything();
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new Unserved(
          400, "say which " + (kind.isEmpty() ? "scope" : kind) + ": its name, or its id");
    }
    return switch (kind) {
      case "agent" -> new Scope.OfAgent(name);
      case "session" -> new Scope.OfSession(name);
      case "service" -> new Scope.OfService(name);
      case "stage" -> new Scope.OfStage(name);
      default ->
          throw new Unserved(
              400, "a halt is for everything, or for an agent, a session, a service or a stage");
    };
  }
}
