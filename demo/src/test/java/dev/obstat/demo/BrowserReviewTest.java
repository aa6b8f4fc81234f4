package dev.obstat.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.obstat.cli.DataDirectory;
import dev.obstat.console.browser.Chromium;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.agent.StepResult;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.people.SeenReview;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The story as people live it: two reviewers follow the links that the terminal shows, each in a
/// browser of their own, read what the agent wants, and decide there while it waits.
final class BrowserReviewTest {
  private static final String REASON = "One report is wrong. Fix that one and leave the others.";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Obstat goes on for so long after the agent is done: the reviewers close their browsers first.
  private static final Duration TO_LEAVE_IN = Duration.ofSeconds(3);

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void twoReviewersSignInByTheirLinksRejectTheDestructionAndApproveTheFix(@TempDir Path folder)
      throws Exception {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(),
        "no Chromium here: that people can decide in a browser while an agent waits stays untested");
    WithObstat.End end;
    try (Chromium chromium = Chromium.launch();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<WithObstat.End> story = threads.submit(() -> story(folder).play());
      Page rosa = signedIn(chromium.browser(), Installation.OWNER, story);
      Page sam = signedIn(chromium.browser(), Installation.PEER, story);

      openTheOneThatWaits(rosa);
      assertThat(rosa.locator("h1")).containsText("stop");
      assertThat(rosa.locator("h1")).containsText("43,600");
      rosa.getByLabel("Why not: the agent is told this").fill(REASON);
      rosa.getByRole(AriaRole.BUTTON, named("Reject")).click();
      assertThat(rosa.locator(".over")).containsText("rejected by rosa");

      // A new object takes nothing away, so one peer is enough.
      openTheOneThatWaits(sam);
      approve(sam);
      assertThat(sam.locator(".over")).containsText("approved by sam");

      openTheOneThatWaits(sam);
      approve(sam);
      assertThat(sam.locator("#live-terms")).containsText("sam approves");
      openTheOneThatWaits(rosa);
      approve(rosa);
      assertThat(rosa.locator(".over")).containsText("approved by sam, rosa");
      rosa.context().close();
      sam.context().close();
      end = story.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(end).isInstanceOfSatisfying(WithObstat.End.Played.class, this::cameToItsGoodEnd);
    assertThat(complaints).as("what the browsers complained of").isEmpty();
  }

  private void cameToItsGoodEnd(WithObstat.End.Played played) {
    GuardedSummary summary = played.summary();
    AgentReport agent = summary.story().agent();
    assertThat(agent.ending()).isInstanceOf(AgentReport.Ending.FixedInPlace.class);
    assertThat(agent.steps())
        .filteredOn(step -> step.result() instanceof StepResult.Rejected)
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.result().toString()).as("what the agent is told").contains(REASON));
    assertThat(summary.isGood()).as("nothing lost, the record whole").isTrue();
    assertThat(summary.reviews())
        .extracting(SeenReview::state)
        .containsExactly("rejected", "approved", "approved");
    assertThat(summary.reviews())
        .flatExtracting(SeenReview::votes)
        .extracting(vote -> vote.by() + " " + vote.choice() + " " + vote.manner())
        .containsExactly(
            "rosa reject console",
            "sam approve console",
            "sam approve console",
            "rosa approve console");
  }

  private WithObstat story(Path folder) {
    return new WithObstat(
        new Telling(new PrintStream(told, true, StandardCharsets.UTF_8)),
        new WithObstat.Timing(
            Duration.ofMillis(500),
            new Pace(Duration.ZERO, Duration.ofMillis(200), PATIENCE),
            TO_LEAVE_IN),
        new WithObstat.Reviewers.People(),
        new DataDirectory(folder.resolve("data")),
        Installation.Ports.FREE,
        new TableEngine.Absent(),
        folder,
        Clock.systemUTC());
  }

  /// Follows the link in the terminal, in a browser that has no cookies yet.
  private Page signedIn(Browser browser, String person, Future<?> story) throws Exception {
    BrowserContext context = browser.newContext();
    context.setDefaultTimeout((double) PATIENCE.toMillis());
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(link(person, story));
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page).hasTitle(Pattern.compile("Queue.*"));
    return page;
  }

  private String link(String person, Future<?> story) throws Exception {
    Pattern line = Pattern.compile("(?m)^ *" + person + " +(http://\\S+/signin\\?code=\\S+)");
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp && !story.isDone()) {
      Matcher found = line.matcher(told.toString(StandardCharsets.UTF_8));
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        "no link for " + person + " was told: " + told.toString(StandardCharsets.UTF_8));
  }

  /// Waits on the queue, which renews itself, and opens what comes.
  private static void openTheOneThatWaits(Page page) {
    page.navigate(URI.create(page.url()).resolve("/").toString());
    Locator waiting = page.locator(".item h2 a");
    assertThat(waiting)
        .hasCount(
            1, new LocatorAssertions.HasCountOptions().setTimeout((double) PATIENCE.toMillis()));
    waiting.click();
    assertThat(page.locator(".decide")).isVisible();
  }

  private static void approve(Page page) {
    page.locator("#approve > summary").click();
    page.getByLabel("I have seen what breaks").check();
    page.getByRole(AriaRole.BUTTON, named("Approve this, once")).click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
