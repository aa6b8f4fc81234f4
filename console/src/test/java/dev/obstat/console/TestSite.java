package dev.obstat.console;

import dev.obstat.console.api.Api;
import dev.obstat.console.api.Signals;
import dev.obstat.console.oidc.ClaimedGroups;
import dev.obstat.console.oidc.Providers;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.passkey.Place;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Tokens;
import dev.obstat.console.site.Console;
import dev.obstat.console.site.Ways;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.People;
import dev.obstat.core.control.Halt;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.desk.CatalogDesk;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.core.desk.Placing;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.desk.SignalDesk;
import dev.obstat.core.desk.StepUp;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.review.Review;
import dev.obstat.http.Handler;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/// The whole console on a real server on loopback, over a journal in memory.
public final class TestSite implements AutoCloseable {
  public static final String OWNER_TOKEN = "owner-token-of-this-installation";

  public final InMemoryJournal journal;
  public final Browsers browsers;
  public final CredentialDesk credentials;
  public final ClaimedGroups groups;
  public final Tokens tokens;
  public final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  public final AtomicReference<Optional<Instant>> checkpoint;
  public final AtomicReference<Catalog> catalog = new AtomicReference<>(Shop.catalog());
  public final TestChannels channels = new TestChannels();
  public final Clock clock = Clock.systemUTC();
  public final CatalogDesk catalogDesk;

  private final HttpServer server;
  private final HttpClient client = HttpClient.newBuilder().build();
  private final AtomicInteger keys = new AtomicInteger();

  public TestSite() {
    this(false);
  }

  public TestSite(boolean votesByToken) {
    this(votesByToken, _ -> Providers.Settings.NONE);
  }

  /// @param providers where people can sign in besides, by the console's address
  public TestSite(boolean votesByToken, Function<String, Providers.Settings> providers) {
    this(votesByToken, providers, false);
  }

  /// @param passkeysRequired whether only people with a passkey approve what takes tier 0 down
  public TestSite(
      boolean votesByToken,
      Function<String, Providers.Settings> providers,
      boolean passkeysRequired) {
    journal = new InMemoryJournal(clock);
    browsers = new Browsers(new SecureRandom(), clock);
    checkpoint = new AtomicReference<>(Optional.of(clock.instant().minusSeconds(41)));
    AtomicReference<Handler> handler = new AtomicReference<>();
    server = start(handler);
    ConsoleSettings settings = new ConsoleSettings(address(), votesByToken, true, "");
    Providers.Settings signIn = providers.apply(address());
    groups = new ClaimedGroups(signIn.providers(), journal, clock);
    Supplier<People> people = () -> groups.over(Story.people());
    Ids ids = new Ids(new SecureRandom());
    Electorates electorates = new Electorates(people);
    credentials = new CredentialDesk(journal, ids, clock);
    tokens = new Tokens(new byte[32], credentials);
    catalogDesk = new CatalogDesk(journal, clock);
    Paces paces = new Paces(clock);
    Passkeys passkeys = new Passkeys(Place.of(address()), journal, new SecureRandom(), clock);
    Desks desks =
        new Desks(
            journal,
            new SessionDesk(
                journal,
                () -> "OBSTAT" + keys.incrementAndGet(),
                (_, _, asked) -> new Placing.Answer.In(asked),
                ids,
                clock),
            new ReviewDesk(journal, electorates, new StepUp(passkeysRequired), ids, clock),
            new ControlDesk(journal, Story::people, ids, clock),
            catalogDesk,
            people,
            channels,
            electorates,
            credentials);
    Doorkeeper doorkeeper =
        new Doorkeeper(
            Set.of("127.0.0.1:" + server.port(), "localhost:" + server.port()),
            tokens,
            browsers,
            OWNER_TOKEN,
            "olga",
            people);
    Api api =
        new Api(
            doorkeeper,
            desks,
            settings,
            session ->
                new SessionAccess.Aws(
                    "http://127.0.0.1:8471",
                    "eu-west-1",
                    session.accessKeyId(),
                    "not-a-secret",
                    new SessionAccess.Proxy("http://127.0.0.1:8471", "not-a-password", "PEM")),
            catalog::get,
            tokens,
            browsers,
            paces,
            passkeys,
            clock);
    Map<String, byte[]> log =
        Map.of(
            "checkpoint",
            "obstat.test\n1\n".getBytes(StandardCharsets.UTF_8),
            "tile/0/000",
            new byte[] {1, 2, 3});
    handler.set(
        new Console(
            doorkeeper,
            new Ways(
                browsers,
                new Providers(signIn, address(), journal, people, new SecureRandom(), clock),
                groups,
                passkeys,
                tokens,
                new Strangers(journal, clock)),
            api,
            new Signals(new SignalDesk(journal, ids, clock), Map.of("pager", new byte[32])),
            exchange -> exchange.answer(404, "no enforcement point asks here"),
            path -> Optional.ofNullable(log.get(path)),
            desks,
            Story.surroundings(),
            catalog::get,
            settings,
            new Vitals(trouble::get, Optional::empty, checkpoint::get),
            paces,
            clock));
  }

  private static HttpServer start(AtomicReference<Handler> handler) {
    return switch (HttpServer.start(
        ServerSettings.loopback(0),
        Clock.systemUTC(),
        exchange -> handler.get().handle(exchange))) {
      case HttpServer.Start.Started(HttpServer started) -> started;
      case HttpServer.Start.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  public String address() {
    return "http://127.0.0.1:" + server.port();
  }

  public int port() {
    return server.port();
  }

  public void record(Fact... facts) {
    journal.write(
        books -> {
          List.of(facts).forEach(books::record);
          return facts.length;
        });
  }

  public Review review(String id) {
    return journal.read(books -> books.reviews().find(id)).orElseThrow();
  }

  /// What a vote on it says that it has seen.
  public String shown(String id) {
    return journal.read(
        books ->
            Electorates.showing(books, books.reviews().find(id).orElseThrow(), clock.instant())
                .text());
  }

  public List<Halt> halts() {
    return journal.read(books -> books.controls().halts());
  }

  /// A browser that this person is signed in with.
  public Browsers.SignedIn signIn(String person) {
    return browsers.signIn(browsers.code(person).code()).orElseThrow();
  }

  /// A token of this person's that is good for everything.
  public String token(String person) {
    return token(person, TokenScope.values());
  }

  public String token(String person, TokenScope... scopes) {
    return switch (credentials.issue(
        person, "of the test", Set.of(scopes), person, Duration.ofHours(1))) {
      case CredentialDesk.Answer.Done<AccessToken>(AccessToken made) -> tokens.text(made);
      case CredentialDesk.Answer.NotDone<AccessToken>(String why) ->
          throw new IllegalStateException(why);
    };
  }

  /// What came back.
  public record Reply(int status, String body, Map<String, List<String>> headers) {
    public String header(String name) {
      List<String> values = headers.getOrDefault(name, List.of());
      return values.isEmpty() ? "" : values.getFirst();
    }
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /// A page as this browser sees it.
  public Reply page(Browsers.SignedIn browser, String path) {
    return get(path, "cookie", "obstat=" + browser.cookie());
  }

  /// A form as this browser sends it from one of our pages.
  public Reply form(Browsers.SignedIn browser, String path, String fields) {
    return send(
        "POST",
        path,
        "csrf=" + browser.csrf() + "&" + fields,
        "cookie",
        "obstat=" + browser.cookie(),
        "origin",
        address(),
        "content-type",
        "application/x-www-form-urlencoded");
  }

  public Reply send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body(), answer.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
