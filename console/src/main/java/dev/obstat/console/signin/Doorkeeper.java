package dev.obstat.console.signin;

import dev.obstat.core.catalog.People;
import dev.obstat.http.Headers;
import dev.obstat.http.Refusal;
import dev.obstat.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Who is asking, and whether the request may come from where it comes from.
///
/// - `Host` must be one of the console's own names, or a page of an attacker whose name suddenly
///   means this machine (DNS rebinding) would be the console.
/// - A browser's request that changes something must come from the console's own pages: its
///   `Origin` is one of ours and it carries the page's token. The cookie is `SameSite=Lax` and
///   `HttpOnly` besides.
/// - A program's request carries a token, which no browser sends by itself, and needs no more.
public final class Doorkeeper {
  public static final String COOKIE = "obstat";
  public static final String CSRF_HEADER = "x-obstat-csrf";

  private final Set<String> hosts;
  private final Tokens tokens;
  private final Browsers browsers;
  private final String ownerToken;
  private final String owner;
  private final Supplier<? extends People> people;

  /// @param hosts the console's names, each with its port where it is not the scheme's own
  /// @param ownerToken the installation's own token
  /// @param owner the person that it stands for
  /// @param people tokens of whoever is not among them any more are good for nothing
  public Doorkeeper(
      Set<String> hosts,
      Tokens tokens,
      Browsers browsers,
      String ownerToken,
      String owner,
      Supplier<? extends People> people) {
    this.hosts = Set.copyOf(hosts);
    this.tokens = tokens;
    this.browsers = browsers;
    this.ownerToken = ownerToken;
    this.owner = owner;
    this.people = people;
  }

  /// What is wrong with where a request comes from, before anyone asks who it is.
  public Optional<Refusal> turnAway(RequestHead request) {
    String host = request.headers().first("host").orElse("").toLowerCase(Locale.ROOT);
    if (!hosts.contains(host)) {
      return Optional.of(
          new Refusal(421, "`" + printable(host) + "` is not a name of this console"));
    }
    return Optional.empty();
  }

  public Visitor who(RequestHead request) {
    List<String> authorization = request.headers().all("authorization");
    if (!authorization.isEmpty()) {
      return authorization.size() == 1 ? bearer(authorization.getFirst()) : new Visitor.Stranger();
    }
    return inBrowser(request).<Visitor>map(browser -> browser).orElseGet(Visitor.Stranger::new);
  }

  /// The person whose browser sends this.
  public Optional<Visitor.InBrowser> inBrowser(RequestHead request) {
    return cookie(request.headers())
        .flatMap(browsers::by)
        .map(browser -> new Visitor.InBrowser(browser.person(), browser.csrf()));
  }

  /// Whether a request of this visitor may change something.
  ///
  /// @param csrf the token that the page sent along, in the header or in the form; may be empty
  public Optional<Refusal> mayChange(Visitor visitor, RequestHead request, String csrf) {
    return switch (visitor) {
      case Visitor.Stranger _ -> Optional.of(new Refusal(401, "sign in first"));
      case Visitor.ByToken _, Visitor.Owner _ -> Optional.empty();
      case Visitor.InBrowser browser -> {
        if (!isFromOurPages(request) || !same(csrf, browser.csrf())) {
          yield Optional.of(
              new Refusal(403, "this did not come from a page of the console: load it again"));
        }
        yield Optional.empty();
      }
    };
  }

  /// Whether a browser says that the request was made by a page of the console. Only browsers'
  /// requests that change something say so.
  public boolean isFromOurPages(RequestHead request) {
    List<String> origins = request.headers().all("origin");
    if (origins.size() != 1) {
      return false;
    }
    String origin = origins.getFirst();
    int scheme = origin.indexOf("://");
    return (origin.startsWith("http://") || origin.startsWith("https://"))
        && hosts.contains(origin.substring(scheme + 3));
  }

  public static Optional<String> cookie(Headers headers) {
    return cookie(headers, COOKIE);
  }

  public static Optional<String> cookie(Headers headers, String name) {
    for (String line : headers.all("cookie")) {
      for (String pair : line.split(";", -1)) {
        String trimmed = pair.strip();
        if (trimmed.startsWith(name + "=")) {
          return Optional.of(trimmed.substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  private Visitor bearer(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return new Visitor.Stranger();
    }
    String token = authorization.substring(7).strip();
    if (same(token, ownerToken)) {
      return new Visitor.Owner(owner);
    }
    return tokens
        .of(token)
        .filter(good -> people.get().knows(good.person()))
        .<Visitor>map(Visitor.ByToken::new)
        .orElseGet(Visitor.Stranger::new);
  }

  private static boolean same(String given, String expected) {
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static String printable(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) : text;
    return cut.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
