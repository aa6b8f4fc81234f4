package dev.obstat.console.site;

import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.page.SignInPage;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Visitor;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Signing in with a one-time code, and out. Following the link uses nothing up: a chat or a mail
/// scanner that looks at links would burn the code. The button on the page does.
final class SignIns {
  private static final int LONGEST_PATH = 1_000;
  private static final String HOME = "/";

  private final Doorkeeper doorkeeper;
  private final Browsers browsers;
  private final ConsoleSettings settings;
  private final Frames frames;
  private final Answers answers;

  SignIns(
      Doorkeeper doorkeeper,
      Browsers browsers,
      ConsoleSettings settings,
      Frames frames,
      Answers answers) {
    this.doorkeeper = doorkeeper;
    this.browsers = browsers;
    this.settings = settings;
    this.frames = frames;
    this.answers = answers;
  }

  void serve(Exchange exchange) {
    switch (exchange.request().method()) {
      case "GET", "HEAD" -> show(exchange);
      case "POST" -> signIn(exchange);
      default -> throw new Unserved(405, "a page is read or a form is sent, nothing else");
    }
  }

  /// Sends a stranger to the sign-in page, which remembers where they wanted to go.
  void askIn(Exchange exchange) {
    String wanted = exchange.request().target();
    String path =
        wanted.equals(HOME)
            ? "/signin"
            : "/signin?to=" + URLEncoder.encode(local(wanted), StandardCharsets.UTF_8);
    answers.seeOther(exchange, path, Headers.empty());
  }

  void signOut(Exchange exchange, Visitor.InBrowser browser) {
    Form form = Unserved.form(Form.of(exchange, Set.of("csrf")));
    Optional<Refusal> turnedAway =
        doorkeeper.mayChange(browser, exchange.request(), form.text("csrf"));
    if (turnedAway.isPresent()) {
      throw new Unserved(turnedAway.get().status(), turnedAway.get().reason());
    }
    Doorkeeper.cookie(exchange.request().headers()).ifPresent(browsers::signOut);
    answers.seeOther(exchange, "/signin", Headers.of("set-cookie", cookie("", 0)));
  }

  private void show(Exchange exchange) {
    Form query =
        Unserved.form(Form.query(exchange.request().query().orElse(""), Set.of("code", "to")));
    answers.page(
        exchange,
        200,
        "signin",
        new SignInPage(frames.stranger(), query.text("code"), local(query.text("to")), ""));
  }

  /// A page elsewhere must not sign a person in as somebody else, so the form has to come from a
  /// page of ours.
  private void signIn(Exchange exchange) {
    Form form = Unserved.form(Form.of(exchange, Set.of("code", "to")));
    if (!doorkeeper.isFromOurPages(exchange.request())) {
      throw new Unserved(403, "this did not come from a page of the console: load it again");
    }
    Optional<Browsers.SignedIn> browser = browsers.signIn(form.text("code").strip());
    if (browser.isEmpty()) {
      answers.page(
          exchange,
          403,
          "signin",
          new SignInPage(
              frames.stranger(),
              "",
              local(form.text("to")),
              "This code is not valid: it was used already, it is older than ten minutes, or it was"
                  + " never made. Ask for a new one."));
      return;
    }
    Doorkeeper.cookie(exchange.request().headers()).ifPresent(browsers::signOut);
    answers.seeOther(
        exchange,
        local(form.text("to")),
        Headers.of("set-cookie", cookie(browser.get().cookie(), Browsers.SIGNED_IN.toSeconds())));
  }

  private String cookie(String value, long seconds) {
    return Doorkeeper.COOKIE
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
        + seconds
        + (settings.address().startsWith("https:") ? "; Secure" : "");
  }

  /// The path, when it is one of this console's pages; the first page otherwise. `//host` and
  /// `/\host` are other hosts to a browser.
  private static String local(String path) {
    boolean ours =
        path.length() <= LONGEST_PATH
            && path.matches("/[A-Za-z0-9._~/?=&%:-]*")
            && !path.startsWith("//")
            && !path.startsWith("/signin")
            && !path.startsWith("/signout");
    return ours ? path : HOME;
  }
}
