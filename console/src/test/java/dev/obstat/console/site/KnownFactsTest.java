package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.context.Live;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.review.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a reviewer is shown of live facts.
class KnownFactsTest {
  private final TestSite site = new TestSite();
  private final Browsers.SignedIn rosa = site.signIn("rosa");

  @BeforeEach
  void begin() {
    Story.tell(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whatProtectsTheTargetStandsFirstAndWhatDoesNotIsBad() {
    String html = page(new Live.DryRun.WouldBeRefused("deletion protection is on"));
    String words = PagesTest.text(html);
    assertThat(words)
        .contains("What is known")
        .contains("newest backup 2 days 2 h ago")
        .contains("point in time recovery off")
        .contains("deletion protection on")
        .contains("tag owner shop")
        .contains("It would be refused anyway: deletion protection is on");
    assertThat(words.indexOf("newest backup")).isLessThan(words.indexOf("deletion protection on"));
    assertThat(words.indexOf("gigabytes")).isLessThan(words.indexOf("tag owner"));
    assertThat(html).containsPattern("<dd class=\"bad\">(<[^>]*>|\\s)*off");
  }

  @Test
  void whatIsNotKnownIsNamedWithItsReason() {
    assertThat(PagesTest.text(page(new Live.DryRun.Unknown("no answer in 2000 ms"))))
        .contains("Not known")
        .contains("live facts of db-orders: recovery points: the answer was HTTP 403")
        .contains("live facts of db-other: nobody is asked about such a thing")
        .contains("whether it would be refused anyway: no answer in 2000 ms")
        .doesNotContain("It would be refused anyway");
  }

  @Test
  void whereNobodyWasAskedNothingIsSaid() {
    assertThat(PagesTest.text(site.page(rosa, "/reviews/" + Story.REVIEW).body()))
        .doesNotContain("What is known");
  }

  private String page(Live.DryRun dryRun) {
    Instant now = site.clock.instant();
    Review plain = Story.review("r-live", Story.deletion(), Impact.NONE, Story.terms(), now);
    Live live =
        new Live(
            new TreeMap<>(
                Map.of(
                    "db-orders",
                    new Live.Answer.Known(
                        new TreeMap<>(
                            Map.of(
                                "deletion-protection",
                                "on",
                                "point-in-time-recovery",
                                "off",
                                "newest-backup",
                                now.minus(Duration.ofHours(50)).toString(),
                                "gigabytes",
                                "200",
                                "tag:owner",
                                "shop")),
                        new TreeMap<>(Map.of("recovery-points", "the answer was HTTP 403")),
                        now,
                        new Reversibility.Unknown(),
                        Set.of()),
                    "db-other",
                    new Live.Answer.Unknown("nobody is asked about such a thing"))),
            dryRun);
    site.record(
        new Fact.ReviewOpened(
            new Review(
                plain.id(),
                plain.action(),
                plain.digest(),
                plain.intent(),
                plain.terms(),
                plain.reasons(),
                plain.seen(),
                live,
                plain.barred(),
                plain.electorate(),
                plain.opened(),
                plain.votes(),
                plain.state())));
    return site.page(rosa, "/reviews/r-live").body();
  }
}
