package dev.obstat.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.oidc.Providers;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Review;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Passkeys in a real browser, with an authenticator that the browser itself plays (WebAuthn's
/// virtual authenticator): keys and signatures are real, only the finger is not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class PasskeyTest {
  private static final String REVIEW = "r-passkey000000001";

  private @Nullable Chromium launched;
  private TestSite site = new TestSite();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  void launch() {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(), "no Chromium here: passkeys stay untested");
    launched = Chromium.launch();
  }

  /// A context that is closed while its page waits for an authenticator never comes back: the pages
  /// go elsewhere first.
  @AfterEach
  @Timeout(30)
  void stop() {
    contexts.forEach(context -> context.pages().forEach(page -> page.navigate("about:blank")));
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    site.close();
  }

  @AfterAll
  void quit() {
    Chromium chromium = launched;
    if (chromium != null) {
      chromium.close();
    }
  }

  private void open(boolean required) {
    site.close();
    site = new TestSite(false, _ -> Providers.Settings.NONE, required);
    Story.tell(site);
  }

  private String address() {
    return "http://localhost:" + site.port();
  }

  /// A page of a browser that this person is signed in with, at the name that passkeys work at.
  private Page signedIn(String person) {
    Chromium chromium = launched;
    if (chromium == null) {
      throw new IllegalStateException("the browser was not launched");
    }
    Browsers.SignedIn in = site.signIn(person);
    BrowserContext context = chromium.browser().newContext();
    contexts.add(context);
    context.addCookies(List.of(new Cookie("obstat", in.cookie()).setUrl(address())));
    return context.newPage();
  }

  private static CDPSession authenticator(Page page) {
    CDPSession devtools = page.context().newCDPSession(page);
    devtools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject arguments = new JsonObject();
    arguments.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", arguments);
    return devtools;
  }

  private void enrol(Page page, String name) {
    page.navigate(address() + "/you");
    page.getByLabel("Name of the new passkey").fill(name);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enrol a passkey")).click();
  }

  /// A review that is opened after what was enrolled until now.
  private void openReview() {
    site.record(
        new Fact.ReviewOpened(
            Story.review(
                REVIEW,
                Story.deletion(),
                Story.outage(),
                Story.terms(),
                site.clock.instant().plus(Duration.ofMillis(5)))));
  }

  private void approve(Page page) {
    page.navigate(address() + "/reviews/" + REVIEW);
    page.getByText("Approve…").click();
    page.getByLabel("I have seen what breaks").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve this, once"))
        .click();
  }

  private List<Touch> touches() {
    List<Touch> touches = new ArrayList<>();
    site.journal
        .read(books -> books.entries(0, 1_000))
        .forEach(
            entry -> {
              if (entry.fact() instanceof Fact.Touched(Touch touch)) {
                touches.add(touch);
              }
            });
    return touches;
  }

  @Test
  void anEnrolledPasskeyIsTouchedForExactlyWhatIsApproved() {
    open(false);
    Page rosa = signedIn("rosa");
    authenticator(rosa);
    enrol(rosa, "laptop");
    assertThat(rosa.locator("main")).containsText("laptop");
    openReview();
    approve(rosa);
    assertThat(rosa.locator("#live-terms")).containsText("rosa approves");
    Review review = site.review(REVIEW);
    Touch touch = touches().getLast();
    Passkey passkey = site.credentials.passkeysOf("rosa").getFirst();
    Assertions.assertThat(touch.passkey()).isEqualTo(passkey.id());
    Assertions.assertThat(touch.statement())
        .startsWith(
            "obstat vote.1\nby rosa\nreview "
                + REVIEW
                + "\nchoice approve\ndigest "
                + review.digest().hex()
                + "\nshown action:");
    Assertions.assertThat(
            new String(Base64.getUrlDecoder().decode(touch.clientData()), StandardCharsets.UTF_8))
        .contains(Touch.challengeText(touch.statement()))
        .contains(address());
    Assertions.assertThat(passkey.count()).isEqualTo(touch.count());
  }

  @Test
  void withoutTheTouchTheApprovalDoesNotCountAndARejectionDoes() {
    open(false);
    Page rosa = signedIn("rosa");
    authenticator(rosa);
    enrol(rosa, "laptop");
    assertThat(rosa.locator("main")).containsText("laptop");
    openReview();
    Browsers.SignedIn other = site.signIn("rosa");
    Review review = site.review(REVIEW);
    String page = site.page(other, "/reviews/" + REVIEW).body();
    String shown = page.replaceAll("(?s).*name=\"shown\" value=\"([^\"]*)\".*", "$1");
    String vote =
        "choice=approve&sure=yes&digest="
            + review.digest().hex()
            + "&shown="
            + shown.replace(" ", "+").replace(":", "%3A");
    Assertions.assertThat(site.form(other, "/reviews/" + REVIEW, vote).body())
        .contains("approving this needs a touch of your passkey");
    Assertions.assertThat(site.form(other, "/reviews/" + REVIEW, vote + "&touch=%7B%7D").body())
        .contains("this passkey is not enrolled as yours");
    Assertions.assertThat(site.review(REVIEW).votes()).isEmpty();
    Assertions.assertThat(
            site.form(
                    other,
                    "/reviews/" + REVIEW,
                    "choice=reject&comment=no&digest=" + review.digest().hex())
                .status())
        .isEqualTo(303);
  }

  @Test
  void whereItIsRequiredNobodyApprovesWithoutOneThatWasThereBefore() {
    open(true);
    Page rosa = signedIn("rosa");
    openReview();
    rosa.navigate(address() + "/reviews/" + REVIEW);
    rosa.getByText("Approve…").click();
    assertThat(rosa.locator("#approve")).containsText("needs a passkey that you had enrolled");
    authenticator(rosa);
    enrol(rosa, "too late");
    assertThat(rosa.locator("main")).containsText("too late");
    rosa.navigate(address() + "/reviews/" + REVIEW);
    rosa.getByText("Approve…").click();
    assertThat(rosa.locator("#approve")).containsText("needs a passkey that you had enrolled");
  }

  @Test
  void aFurtherPasskeyAndARemovalAreConfirmedWithTheFirst() {
    open(false);
    Page rosa = signedIn("rosa");
    authenticator(rosa);
    enrol(rosa, "laptop");
    assertThat(rosa.locator("main")).containsText("laptop");
    Page stolen = signedIn("rosa");
    authenticator(stolen);
    enrol(stolen, "of somebody else");
    assertThat(stolen.locator("[role=alert]")).containsText("was not touched");
    Assertions.assertThat(site.credentials.passkeysOf("rosa")).hasSize(1);
    rosa.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove laptop")).click();
    assertThat(rosa.locator("section[aria-labelledby=keys-h]")).containsText("You have none.");
    Assertions.assertThat(site.credentials.passkeysOf("rosa")).isEmpty();
    Assertions.assertThat(touches().getLast().statement()).startsWith("obstat remove.1\nby rosa\n");
  }
}
