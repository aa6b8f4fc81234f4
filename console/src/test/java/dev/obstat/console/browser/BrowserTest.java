package dev.obstat.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.review.Review;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages in a real browser. `-Dobstat.screenshots=true` writes the pictures in `docs/images`
/// anew; otherwise none are taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private @Nullable Chromium launched;
  private TestSite site = new TestSite();
  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  void launch() {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(),
        "no Chromium here: how pages look and act in a browser stays untested");
    launched = Chromium.launch();
  }

  @BeforeEach
  void open() {
    site.close();
    site = new TestSite();
    Story.tell(site);
    complaints.clear();
  }

  @AfterEach
  void stop() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    site.close();
    Assertions.assertThat(complaints).isEmpty();
  }

  @AfterAll
  void quit() {
    Chromium chromium = launched;
    if (chromium != null) {
      chromium.close();
    }
  }

  private Browser browser() {
    Chromium chromium = launched;
    if (chromium == null) {
      throw new IllegalStateException("the browser was not launched");
    }
    return chromium.browser();
  }

  @Test
  void aPersonSignsInSeesTheReviewAndRejectsWithAReason() {
    Page page = signedIn("rosa", "/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delete the S3 bucket"))
        .first()
        .click();
    assertThat(page.locator("h1")).containsText("Cost Explorer and report-api stop for 41,000");
    page.getByLabel("Why not: the agent is told this").fill("The rounding is one line. Fix that.");
    page.keyboard().press("Enter");
    assertThat(page.locator(".over")).containsText("rejected by rosa");
    assertThat(page.locator(".over")).containsText("The rounding is one line. Fix that.");
    assertThat(page.locator(".decide")).hasCount(0);
    Assertions.assertThat(site.review(Story.REVIEW).state())
        .isInstanceOf(Review.State.Rejected.class);
  }

  @Test
  void twoPeopleApproveAndEachSeesTheOthersVoteWithoutLoadingThePageAgain() {
    Page rosa = signedIn("rosa", "/reviews/" + Story.REVIEW);
    Page sam = signedIn("sam", "/reviews/" + Story.REVIEW);
    rosa.getByLabel("Why not").fill("half a thought");
    approve(sam);
    assertThat(rosa.locator("#live-terms")).containsText("sam approves");
    assertThat(rosa.getByLabel("Why not")).hasValue("half a thought");
    approve(rosa);
    assertThat(rosa.locator(".over")).containsText("approved by sam, rosa");
    assertThat(sam.locator(".over")).containsText("approved by sam, rosa");
    assertThat(sam.locator(".decide")).hasCount(0);
  }

  @Test
  void theQueueShowsANewReviewWithoutBeingLoadedAgain() {
    Page page = signedIn("rosa", "/");
    assertThat(page.locator(".item")).hasCount(1);
    page.evaluate("window.sameDocument = true");
    second();
    assertThat(page.locator(".item")).hasCount(2);
    assertThat(page.locator("#said")).hasText("2 waiting");
    assertThat(page).hasTitle("Queue (2) · Obstat");
    Assertions.assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
  }

  @Test
  void everythingCanBeDoneWithTheKeyboard() {
    Page page = signedIn("sam", "/reviews/" + Story.REVIEW);
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.locator("#reason").focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.locator("#approve > summary")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Space");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#live-terms")).containsText("sam approves");
  }

  @Test
  void theCatalogIsDrawnAndTheOutageFollowsItsSlider() {
    Page page = signedIn("rosa", "/impact?target=resource:orders");
    assertThat(page.locator("#graph")).hasAttribute("data-drawn", "6");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("All of it")).click();
    page.navigate(site.address() + "/outage?place=aws/us-east-1&hours=15");
    assertThat(page.locator("#answer")).containsText("262,500 USD");
    page.locator("#hours-range").fill("20");
    assertThat(page.locator("#answer")).containsText("350,000 USD");
    assertThat(page.locator("#hours")).hasValue("20");
  }

  @Test
  void pagesAreReadAndVotesAreCastWithoutScripts() {
    BrowserContext context =
        browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    contexts.add(context);
    Page page = signIn(context, "rosa", "/reviews/" + Story.REVIEW);
    page.getByLabel("Why not").fill("no");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reject")).click();
    assertThat(page.locator(".over")).containsText("rejected by rosa");
  }

  @Test
  void everyPageMeetsTheAccessibilityRulesInLightAndDarkAndOnAPhone() throws IOException {
    String axe = axe();
    second();
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1280, 390}) {
        BrowserContext context = context(scheme, width);
        Page page = signIn(context, "rosa", "/");
        for (String path :
            new String[] {
              "/",
              "/reviews/" + Story.REVIEW,
              "/sessions",
              "/sessions/" + Story.SESSION,
              "/brakes",
              "/impact",
              "/impact?target=resource:orders",
              "/outage?place=aws/us-east-1&hours=15",
              "/concentration",
              "/you",
              "/nothing",
              "/signin",
              "/signin?code=x"
            }) {
          page.navigate(site.address() + path);
          if (path.startsWith("/reviews/")) {
            page.locator("#approve > summary").click();
          }
          page.evaluate(axe);
          Object found =
              page.evaluate(
                  "async () => (await axe.run()).violations.map(v => v.id + ': ' +"
                      + " v.nodes.map(n => n.html + ' ' + n.failureSummary).join('; '))");
          Assertions.assertThat((List<?>) found).as("%s %s %s", path, scheme, width).isEmpty();
          Assertions.assertThat(
                  page.evaluate(
                      "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
              .as("%s fits a width of %s", path, width)
              .isEqualTo(true);
        }
      }
    }
    complaints.removeIf(complaint -> complaint.contains("404"));
  }

  @Test
  void thePagesArePictured() {
    Assumptions.assumeTrue(
        Boolean.getBoolean("obstat.screenshots"),
        "pictures are taken with -Dobstat.screenshots=true only");
    third();
    second();
    shot("console-queue.png", ColorScheme.LIGHT, 1280, "/");
    shot("console-review.png", ColorScheme.LIGHT, 1280, "/reviews/" + Story.REVIEW);
    shot("console-review-dark.png", ColorScheme.DARK, 1280, "/reviews/" + Story.REVIEW);
    shot("console-review-phone.png", ColorScheme.LIGHT, 390, "/reviews/" + Story.REVIEW);
    shot("console-impact.png", ColorScheme.LIGHT, 1280, "/impact?target=resource:orders");
    shot("console-outage.png", ColorScheme.LIGHT, 1280, "/outage?place=aws/us-east-1&hours=15");
    shot("console-concentration.png", ColorScheme.LIGHT, 1280, "/concentration");
    shot("console-brakes.png", ColorScheme.LIGHT, 1280, "/brakes");
    shot("console-session.png", ColorScheme.LIGHT, 1280, "/sessions/" + Story.SESSION);
  }

  private void shot(String name, ColorScheme scheme, int width, String path) {
    BrowserContext context = context(scheme, width);
    Page page = signIn(context, "rosa", path);
    Object height = page.evaluate("document.documentElement.scrollHeight");
    page.setViewportSize(width, ((Number) height).intValue());
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of(System.getProperty("obstat.root"), "docs", "images", name)));
  }

  private static void approve(Page page) {
    page.locator("#approve > summary").click();
    page.getByLabel("I have seen what breaks").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve this, once"))
        .click();
  }

  private Page signedIn(String person, String path) {
    return signIn(context(ColorScheme.LIGHT, 1280), person, path);
  }

  private BrowserContext context(ColorScheme scheme, int width) {
    BrowserContext context =
        browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setViewportSize(width, width < 500 ? 844 : 900));
    contexts.add(context);
    return context;
  }

  /// Goes where a stranger is sent, and comes in by the code.
  private Page signIn(BrowserContext context, String person, String path) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(site.address()) && !request.url().startsWith("data:")) {
            complaints.add("another host was asked: " + request.url());
          }
        });
    page.navigate(site.address() + path);
    page.getByLabel("Code").fill(site.browsers.code(person).code());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForURL(site.address() + path);
    return page;
  }

  /// A small change of another agent, held too.
  private void second() {
    Instant now = site.clock.instant();
    Principal.Agent atlas = new Principal.Agent("atlas", "ines");
    site.record(
        new Fact.SessionOpened(
            Story.session(
                "s-atlas00000000001",
                atlas,
                "Let usage events wait longer for a slow reader.",
                now.minus(Duration.ofMinutes(3)))));
    Action action =
        Story.action(
            "s-atlas00000000001",
            atlas,
            "sqs",
            "SetQueueAttributes",
            Effect.UPDATE,
            Map.of("VisibilityTimeout", Value.Numeric.of(120)),
            Target.Known.unharmed("arn:aws:sqs:eu-west-1:111122223333:usage-events"));
    Terms onePeer =
        new Terms(
            List.of(new Terms.Approvals(new Group.Peers(), 1)),
            Duration.ZERO,
            Duration.ofMinutes(8));
    site.record(
        new Fact.ReviewOpened(
            Story.review("r-usage00000000001", action, Impact.NONE, onePeer, now)));
  }

  /// Something that people decided on before.
  private void third() {
    Instant now = site.clock.instant();
    Action action =
        Story.action(
            Story.SESSION,
            "s3",
            "DeleteBucket",
            Effect.DELETE,
            Story.lost("arn:aws:s3:::cost-reports-archive"));
    Review review =
        Story.review(
            "r-archive000000001", action, Story.outage(), Story.terms(), now.minusSeconds(700));
    site.record(
        new Fact.ReviewOpened(review),
        new Fact.ReviewRejected(
            review.id(),
            "sam",
            "The archive is what the auditors read. Leave it alone.",
            now.minusSeconds(560)));
  }

  private static String axe() throws IOException {
    try (InputStream stream = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
      Assertions.assertThat(stream).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
