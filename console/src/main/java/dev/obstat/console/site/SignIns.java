package dev.obstat.console.site;

import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.oidc.Answered;
import dev.obstat.console.oidc.Began;
import dev.obstat.console.oidc.ClaimedGroups;
import dev.obstat.console.oidc.Providers;
import dev.obstat.console.page.SignInPage;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.core.desk.Strangers;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Signing in with a one-time code or at a provider, and out.
///
/// Following the link with a code uses nothing up: a chat or a mail scanner that looks at links
/// would burn it. The button on the page does.
///
/// | path | what |
/// |---|---|
/// | `/signin` | the page, and its form for codes |
/// | `/signin/with/{provider}` | sends the browser to a provider |
/// | `/signin/from/{provider}` | takes it back |
final class SignIns {
  private static final int LONGEST_PATH = 1_000;
  private static final String HOME = "/";
  private static final String WITH = "/signin/with/";
  private static final String UNDER_WAY = "obstat-signin";
  private static final Set<String> BACK =
      Set.of("state", "code", "iss", "error", "error_description", "error_uri", "session_state");

  private final Doorkeeper doorkeeper;
  private final Browsers browsers;
  private final Providers providers;
  private final ClaimedGroups groups;
  private final CredentialDesk desk;
  private final Strangers strangers;
  private final ConsoleSettings settings;
  private final Frames frames;
  private final Answers answers;
  private final Paces paces;
  private final Clock clock;

  SignIns(
      Doorkeeper doorkeeper,
      Ways ways,
      CredentialDesk desk,
      ConsoleSettings settings,
      Frames frames,
      Answers answers,
      Paces paces,
      Clock clock) {
    this.doorkeeper = doorkeeper;
    this.browsers = ways.browsers();
    this.providers = ways.providers();
    this.groups = ways.groups();
    this.strangers = ways.strangers();
    this.desk = desk;
    this.settings = settings;
    this.frames = frames;
    this.answers = answers;
    this.paces = paces;
    this.clock = clock;
  }

  void serve(Exchange exchange) {
    String path = exchange.request().path();
    String method = exchange.request().method();
    if (path.equals("/signin")) {
      switch (method) {
        case "GET", "HEAD" -> show(exchange);
        case "POST" -> signIn(exchange);
        default -> throw new Unserved(405, "a page is read or a form is sent, nothing else");
      }
    } else if (!method.equals("GET")) {
      throw new Unserved(405, "signing in at a provider begins and ends with a link");
    } else if (path.startsWith(WITH)) {
      begin(exchange, path.substring(WITH.length()));
    } else if (path.startsWith(Providers.BACK)) {
      end(exchange, path.substring(Providers.BACK.length()));
    } else {
      throw noProvider(path);
    }
  }

  /// Sends a stranger to the sign-in page, which remembers where they wanted to go.
  void askIn(Exchange exchange) {
    String wanted = exchange.request().target();
    String path = wanted.equals(HOME) ? "/signin" : "/signin?to=" + encoded(local(wanted));
    answers.seeOther(exchange, path, Headers.empty());
  }

  void signOut(Exchange exchange, Visitor.InBrowser browser) {
    Form form = Unserved.form(Form.of(exchange, Set.of("csrf", "everywhere")));
    Optional<Refusal> turnedAway =
        doorkeeper.mayChange(browser, exchange.request(), form.text("csrf"));
    if (turnedAway.isPresent()) {
      throw new Unserved(turnedAway.get().status(), turnedAway.get().reason());
    }
    if (form.text("everywhere").equals("yes")) {
      browsers.signOutEverywhere(browser.person());
    }
    Doorkeeper.cookie(exchange.request().headers()).ifPresent(browsers::signOut);
    answers.seeOther(exchange, "/signin", Headers.of("set-cookie", cookie("", 0)));
  }

  private void show(Exchange exchange) {
    Form query =
        Unserved.form(Form.query(exchange.request().query().orElse(""), Set.of("code", "to")));
    page(exchange, 200, query.text("code"), local(query.text("to")), "");
  }

  private void page(Exchange exchange, int status, String code, String to, String said) {
    List<SignInPage.Way> ways =
        providers.all().stream()
            .map(
                provider ->
                    new SignInPage.Way(
                        provider.title(), WITH + provider.name() + "?to=" + encoded(to)))
            .toList();
    answers.page(
        exchange, status, "signin", new SignInPage(frames.stranger(), code, to, said, ways));
  }

  /// A page elsewhere must not sign a person in as somebody else, so the form has to come from a
  /// page of ours.
  private void signIn(Exchange exchange) {
    Form form = Unserved.form(Form.of(exchange, Set.of("code", "to")));
    if (!doorkeeper.isFromOurPages(exchange.request())) {
      throw new Unserved(403, "this did not come from a page of the console: load it again");
    }
    keepPace(exchange);
    Optional<Browsers.SignedIn> browser = browsers.signIn(form.text("code").strip());
    if (browser.isEmpty()) {
      strangers.refused("console", "code");
      page(
          exchange,
          403,
          "",
          local(form.text("to")),
          "This code is not valid: it was used already, it is older than ten minutes, or it was"
              + " never made. Ask for a new one.");
      return;
    }
    desk.signedIn(SignIn.byCode(browser.get().person(), clock.instant()));
    goIn(exchange, browser.get(), form.text("to"));
  }

  private void begin(Exchange exchange, String name) {
    keepPace(exchange);
    Form query = Unserved.form(Form.query(exchange.request().query().orElse(""), Set.of("to")));
    String to = local(query.text("to"));
    // The provider sends people back to the console's address; a cookie of another name of this
    // machine would not be there.
    String host = exchange.request().headers().first("host").orElse("");
    if (!settings.address().endsWith("://" + host)) {
      answers.seeOther(
          exchange, settings.address() + WITH + name + "?to=" + encoded(to), Headers.empty());
      return;
    }
    String secret = underWay(exchange);
    switch (providers.begin(name, secret, to).orElseThrow(() -> noProvider(name))) {
      case Began.NotNow(String why) -> page(exchange, 502, "", to, sentence(why));
      case Began.GoThere(String address, String kept) ->
          answers.seeOther(
              exchange, address, Headers.of("set-cookie", named(UNDER_WAY, "/signin", kept, 600)));
    }
  }

  private void end(Exchange exchange, String name) {
    keepPace(exchange);
    Map<String, String> back = new TreeMap<>();
    Form query = Unserved.form(Form.query(exchange.request().query().orElse(""), BACK));
    BACK.forEach(field -> back.put(field, query.text(field)));
    switch (providers.end(name, back, underWay(exchange)).orElseThrow(() -> noProvider(name))) {
      case Answered.NotIn(String code, String why) -> {
        strangers.refused("console", code);
        page(exchange, 403, "", HOME, sentence(why));
      }
      case Answered.In(SignIn signIn, String to) -> {
        desk.signedIn(signIn);
        groups.noted(signIn);
        goIn(exchange, browsers.admit(signIn.person()), to);
      }
    }
  }

  private void goIn(Exchange exchange, Browsers.SignedIn browser, String to) {
    Doorkeeper.cookie(exchange.request().headers()).ifPresent(browsers::signOut);
    answers.seeOther(
        exchange,
        local(to),
        Headers.of("set-cookie", cookie(browser.cookie(), Browsers.SIGNED_IN.toSeconds())));
  }

  private void keepPace(Exchange exchange) {
    paces
        .signIn(exchange.client())
        .ifPresent(
            wait -> {
              throw new Unserved(429, wait);
            });
  }

  private static Unserved noProvider(String name) {
    return new Unserved(404, "nobody can sign in with `" + name + "` here");
  }

  private static String underWay(Exchange exchange) {
    return Doorkeeper.cookie(exchange.request().headers(), UNDER_WAY).orElse("");
  }

  private static String sentence(String why) {
    return why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ".";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String cookie(String value, long seconds) {
    return named(Doorkeeper.COOKIE, "/", value, seconds);
  }

  private String named(String name, String path, String value, long seconds) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; HttpOnly; SameSite=Lax; Max-Age="
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
