package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontTest {
  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void anotherHostNameIsTurnedAwayBeforeAnythingElse() throws IOException {
    for (String path : new String[] {"/", "/health", "/api/me", "/log/checkpoint", "/signin"}) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      assertThat(answer)
          .startsWith("HTTP/1.1 421")
          .contains("`evil.example` is not a name of this console");
    }
  }

  @Test
  void everyPageCarriesTheHeadersThatKeepItWhatItIs() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    for (String path : new String[] {"/", "/sessions", "/brakes", "/nothing-here"}) {
      Reply page = site.page(rosa, path);
      assertThat(page.header("content-security-policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
                  + " 'none'");
      assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(page.header("x-frame-options")).isEqualTo("DENY");
      assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
      assertThat(page.header("cache-control")).isEqualTo("no-store");
      assertThat(page.body()).doesNotContain("<script>", "style=", "onclick=", "https://", "//cdn");
    }
  }

  @Test
  void assetsAreKeptByTheirHashAndAnyOtherHashIsNotFound() {
    String page = site.get("/signin").body();
    Matcher style = Pattern.compile("/assets/console\\.[0-9a-f]{16}\\.css").matcher(page);
    assertThat(style.find()).isTrue();
    Reply css = site.get(style.group());
    assertThat(css.status()).isEqualTo(200);
    assertThat(css.header("content-type")).isEqualTo("text/css; charset=utf-8");
    assertThat(css.header("cache-control")).contains("immutable");
    assertThat(site.get("/assets/console.0000000000000000.css").status()).isNotEqualTo(200);
    assertThat(site.send("HEAD", style.group(), "").status()).isEqualTo(200);
  }

  @Test
  void healthIsOkUntilNothingCanBeRecorded() {
    assertThat(site.get("/health").status()).isEqualTo(200);
    assertThat(site.get("/health").body()).isEqualTo("{\"status\":\"ok\"}\n");
    site.trouble.set(Optional.of("the disk is full"));
    assertThat(site.get("/health").status()).isEqualTo(503);
    assertThat(site.page(site.signIn("rosa"), "/").body())
        .contains("Nothing can be recorded, so nothing passes:")
        .contains("the disk is full");
  }

  @Test
  void theLogIsReadByAnyone() {
    Reply checkpoint = site.get("/log/checkpoint");
    assertThat(checkpoint.status()).isEqualTo(200);
    assertThat(checkpoint.body()).isEqualTo("obstat.test\n1\n");
    assertThat(checkpoint.header("cache-control")).isEqualTo("no-store");
    assertThat(site.get("/log/tile/0/000").header("cache-control")).contains("immutable");
    assertThat(site.get("/log/tile/0/001").status()).isEqualTo(404);
    assertThat(site.send("DELETE", "/log/checkpoint", "").status()).isEqualTo(405);
  }

  @Test
  void pagesThatAreNotThereSaySo() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    Reply page = site.page(rosa, "/reviews/r-%3Cscript%3E");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page").doesNotContain("<script>");
    assertThat(site.page(rosa, "/sessions/s-none").body()).contains("there is no session `s-none`");
    assertThat(site.send("PUT", "/", "x", "cookie", "obstat=" + rosa.cookie()).status())
        .isEqualTo(405);
    assertThat(site.form(rosa, "/nothing", "a=b").status()).isEqualTo(404);
  }

  @Test
  void modeWarningsAndCheckpointAreInSightOnEveryPage() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    for (String path : new String[] {"/", "/sessions", "/brakes"}) {
      assertThat(site.page(rosa, path).body())
          .contains(">enforced<")
          .contains("checkpoint 41 s ago")
          .doesNotContain("Votes by token are allowed");
    }
    site.checkpoint.set(Optional.of(Instant.now().minusSeconds(3_000)));
    assertThat(site.page(rosa, "/").body()).contains("pill stale").contains("50 min ago");
    site.checkpoint.set(Optional.empty());
    assertThat(site.page(rosa, "/").body()).contains("no checkpoint yet");
    try (TestSite loud = new TestSite(true)) {
      assertThat(loud.page(loud.signIn("rosa"), "/brakes").body())
          .contains("Votes by token are allowed here");
    }
  }

  @Test
  void theEmptyQueueSaysWhatItIsFor() {
    assertThat(site.page(site.signIn("rosa"), "/").body())
        .contains("Nothing stands in the way")
        .contains("No agent has a session");
  }

  @Test
  void everyPageIsSmall() {
    Story.tell(site);
    Browsers.SignedIn rosa = site.signIn("rosa");
    for (String path :
        new String[] {
          "/", "/reviews/" + Story.REVIEW, "/sessions", "/sessions/" + Story.SESSION, "/brakes"
        }) {
      Reply page = site.page(rosa, path);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
