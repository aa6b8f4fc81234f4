package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoteTest {
  private static final String PATH = "/reviews/" + Story.REVIEW;

  private final TestSite site = new TestSite();

  /// What every form says that it is about.
  private String about = "";

  @BeforeEach
  void begin() {
    Story.tell(site);
    about =
        "digest="
            + Story.deletion().digest().hex()
            + "&shown="
            + URLEncoder.encode(site.shown(Story.REVIEW), StandardCharsets.UTF_8);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aRejectionWithItsReasonEndsTheReviewAndThePageSaysSo() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    Reply voted = site.form(rosa, PATH, "choice=reject&comment=fix+the+rounding+only&" + about);
    assertThat(voted.status()).isEqualTo(303);
    assertThat(voted.header("location")).isEqualTo(PATH);
    assertThat(site.review(Story.REVIEW).state())
        .isInstanceOfSatisfying(
            Review.State.Rejected.class,
            no -> {
              assertThat(no.by()).isEqualTo("rosa");
              assertThat(no.comment()).isEqualTo("fix the rounding only");
            });
    assertThat(site.page(rosa, PATH).body())
        .contains("tag rejected")
        .contains("fix the rounding only")
        .contains("The agent is told so, with the reason")
        .doesNotContain("id=\"live-decide\"");
  }

  @Test
  void aRejectionWithoutAReasonDoesNotCountAndSaysWhy() {
    Reply voted = site.form(site.signIn("rosa"), PATH, "choice=reject&comment=++&" + about);
    assertThat(voted.status()).isEqualTo(409);
    assertThat(voted.body())
        .contains("Your vote does not count:")
        .contains("a rejection needs a reason: the agent is told it");
    assertThat(site.review(Story.REVIEW).isOpen()).isTrue();
  }

  @Test
  void twoPeersOneOfThemAnOwnerApproveAndTheGrantIsShown() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    assertThat(site.form(rosa, PATH, "choice=approve&sure=yes&" + about).status()).isEqualTo(303);
    assertThat(site.review(Story.REVIEW).isOpen()).isTrue();
    assertThat(site.page(rosa, PATH).body())
        .contains("<strong>1 of 2</strong>")
        .contains("<strong>0 of 1</strong>")
        .contains("owners of cost-explorer (team-cost)");
    Browsers.SignedIn sam = site.signIn("sam");
    assertThat(site.page(sam, PATH).body())
        .contains("Your vote counts for: peers (anyone but the operator), owners of cost-explorer");
    assertThat(site.form(sam, PATH, "choice=approve&sure=yes&" + about).status()).isEqualTo(303);
    assertThat(site.review(Story.REVIEW).state()).isInstanceOf(Review.State.Approved.class);
    assertThat(site.page(sam, PATH).body())
        .contains("tag approved")
        .contains("The agent may do exactly this, once, until")
        .contains("Take my approval back");

    assertThat(site.form(sam, PATH + "/withdraw", "").status()).isEqualTo(303);
    assertThat(site.page(sam, PATH).body())
        .contains("The grant is void: sam took their approval back, and the others are not enough");
    assertThat(site.form(sam, PATH + "/withdraw", "").body()).contains("it is too late");
  }

  @Test
  void whatIsSentBackSaysOnWhatConditionAndEndsTheReview() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    assertThat(site.form(rosa, PATH, "choice=send-back&comment=+&" + about).body())
        .contains("say on what condition");
    assertThat(site.form(rosa, PATH, "choice=send-back&comment=with+a+snapshot&" + about).status())
        .isEqualTo(303);
    assertThat(site.page(rosa, PATH).body())
        .contains("sent back")
        .contains("with a snapshot")
        .contains("The agent is told the condition");
  }

  @Test
  void anApprovalOfAPageThatShowsSomethingElseByNowDoesNotCountAndSaysWhatChanged() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    site.record(
        new Fact.IncidentOpened(
            new Incident("i-1", "reports are slow", "d-1", site.clock.instant())));
    Reply voted = site.form(rosa, PATH, "choice=approve&sure=yes&" + about);
    assertThat(voted.status()).isEqualTo(409);
    assertThat(voted.body()).contains("this changed since you looked: brakes");
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();
  }

  @Test
  void whoLatelyChangedWhatDecidesCannotVoteAndThePageSaysWhoDid() {
    site.record(
        new Fact.PolicySetInForce(
            "p2",
            Map.of("2-production.cedar", "02"),
            Map.of("2-production.cedar", Set.of("rosa"), "3-elsewhere.cedar", Set.of()),
            site.clock.instant()));
    Browsers.SignedIn rosa = site.signIn("rosa");
    assertThat(site.page(rosa, PATH).body())
        .contains("You cannot vote: you lately changed the policies or the catalog")
        .contains("2-production.cedar changed")
        .contains("by rosa, who cannot vote")
        .contains("nobody can say who did it");
    assertThat(site.form(rosa, PATH, "choice=approve&sure=yes&" + about).body())
        .contains("you lately changed the policies");
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();
  }

  @Test
  void anApprovalNeedsAWordThatTheImpactWasSeen() {
    Reply voted = site.form(site.signIn("rosa"), PATH, "choice=approve&comment=ok&" + about);
    assertThat(voted.status()).isEqualTo(409);
    assertThat(voted.body()).contains("say that you have seen what breaks, then approve");
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();
  }

  @Test
  void theOperatorCannotVoteAndIsToldWhy() {
    Browsers.SignedIn olga = site.signIn("olga");
    assertThat(site.page(olga, PATH).body())
        .contains(
            "You cannot vote: you operate this agent or opened its session, so another person must")
        .doesNotContain("value=\"approve\"");
    Reply voted = site.form(olga, PATH, "choice=approve&sure=yes&" + about);
    assertThat(voted.status()).isEqualTo(409);
    assertThat(voted.body())
        .contains("you operate this agent or opened its session, so another person must decide");
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();
  }

  @Test
  void whoTheCatalogDoesNotKnowCannotVoteAndIsToldWhy() {
    Browsers.SignedIn mallory = site.signIn("mallory");
    assertThat(site.page(mallory, PATH).body()).contains("the catalog does not know you");
    assertThat(site.form(mallory, PATH, "choice=reject&comment=no&" + about).body())
        .contains("`mallory` is nobody the catalog knows");
  }

  @Test
  void aVoteIsBoundToWhatWasShown() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    Reply other = site.form(rosa, PATH, "choice=approve&sure=yes&digest=" + "0".repeat(64));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body()).contains("what you had in front of you is not what this review is");
    assertThat(site.form(rosa, PATH, "choice=approve&sure=yes").body())
        .contains("the form does not say what it is about");
    assertThat(site.form(rosa, PATH, "choice=perhaps&" + about).status()).isEqualTo(400);
    assertThat(site.form(rosa, "/reviews/r-none", "choice=reject&comment=x&" + about).status())
        .isEqualTo(404);
  }

  @Test
  void withoutThePagesTokenOrFromElsewhereNoVoteIsTaken() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    String vote = "choice=reject&comment=no&" + about;
    assertThat(post(rosa, "csrf=wrong&" + vote, site.address())).isEqualTo(403);
    assertThat(post(rosa, vote, site.address())).isEqualTo(403);
    String right = "csrf=" + rosa.csrf() + "&" + vote;
    assertThat(post(rosa, right, "http://evil.example")).isEqualTo(403);
    assertThat(post(rosa, right, "null")).isEqualTo(403);
    assertThat(post(rosa, right, "ftp://127.0.0.1:" + site.port())).isEqualTo(403);
    assertThat(post(site.signIn("sam"), right, site.address())).isEqualTo(403);
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();
    assertThat(post(rosa, right, site.address())).isEqualTo(303);
  }

  @Test
  void nothingIsVotedWhileNothingCanBeRecorded() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    site.journal.failWith("the disk is full");
    Reply voted = site.form(rosa, PATH, "choice=reject&comment=no&" + about);
    assertThat(voted.status()).isEqualTo(503);
    assertThat(voted.body()).contains("nothing can be recorded now: the disk is full");
  }

  private int post(Browsers.SignedIn browser, String fields, String origin) {
    return site.send(
            "POST",
            PATH,
            fields,
            "cookie",
            "obstat=" + browser.cookie(),
            "origin",
            origin,
            "content-type",
            "application/x-www-form-urlencoded")
        .status();
  }
}
