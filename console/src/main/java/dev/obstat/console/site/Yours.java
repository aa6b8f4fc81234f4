package dev.obstat.console.site;

import dev.obstat.console.Desks;
import dev.obstat.console.page.Amounts;
import dev.obstat.console.page.Shown;
import dev.obstat.console.page.YouPage;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// A person's own page, and its forms for tokens. Passkeys are enrolled and removed by its script.
final class Yours {
  static final Set<String> FIELDS =
      Set.of("csrf", "name", "days", "read", "sessions", "brakes", "ask", "enforce");

  private final Desks desks;
  private final Tokens tokens;
  private final Passkeys passkeys;
  private final Frames frames;
  private final Answers answers;
  private final Clock clock;

  Yours(Desks desks, Ways ways, Frames frames, Answers answers, Clock clock) {
    this.desks = desks;
    this.tokens = ways.tokens();
    this.passkeys = ways.passkeys();
    this.frames = frames;
    this.answers = answers;
    this.clock = clock;
  }

  void show(Exchange exchange, Visitor.InBrowser browser) {
    page(exchange, browser, 200, "", "");
  }

  void makeToken(Exchange exchange, Visitor.InBrowser browser, Form form) {
    Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    for (TokenScope scope : TokenScope.values()) {
      if (form.text(scope.word()).equals("yes")) {
        scopes.add(scope);
      }
    }
    String days = form.text("days");
    if (!days.matches("[1-9]\\d{0,2}")) {
      page(exchange, browser, 400, "", "say for how many days the token is good, from 1 to 366");
      return;
    }
    Duration life = Duration.ofDays(Integer.parseInt(days));
    switch (desks
        .credentials()
        .issue(browser.person(), form.text("name").strip(), scopes, browser.person(), life)) {
      case CredentialDesk.Answer.NotDone<AccessToken>(String why) ->
          page(exchange, browser, 400, "", why);
      case CredentialDesk.Answer.Done<AccessToken>(AccessToken made) ->
          page(exchange, browser, 200, tokens.text(made), "");
    }
  }

  void revokeToken(Exchange exchange, Visitor.InBrowser browser, String id) {
    boolean theirs =
        desks
            .credentials()
            .token(id)
            .filter(token -> token.person().equals(browser.person()))
            .isPresent();
    if (!theirs || !desks.credentials().revoke(id, browser.person())) {
      throw new Unserved(404, "you have no token `" + id + "`");
    }
    answers.seeOther(exchange, "/you", Headers.empty());
  }

  private void page(
      Exchange exchange, Visitor.InBrowser browser, int status, String fresh, String said) {
    YouPage page =
        new YouPage(
            frames.signedIn(browser),
            passkeys.place().origin(),
            desks.credentials().passkeysOf(browser.person()).stream()
                .map(
                    key ->
                        new YouPage.Key(
                            key.id(),
                            Shown.of(key.name()),
                            Amounts.ago(key.enrolled(), clock.instant())))
                .toList(),
            desks.credentials().tokens().stream()
                .filter(token -> token.person().equals(browser.person()))
                .map(
                    token ->
                        new YouPage.Token(
                            token.id(),
                            Shown.of(token.name()),
                            token.scopes().stream()
                                .map(TokenScope::word)
                                .collect(Collectors.joining(", ")),
                            Shown.of(token.by()),
                            Amounts.moment(token.expires())))
                .toList(),
            fresh,
            said);
    answers.page(exchange, status, "you", page);
  }
}
