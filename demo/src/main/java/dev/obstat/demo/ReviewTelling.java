package dev.obstat.demo;

import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Step;
import dev.obstat.demo.agent.StepResult;
import dev.obstat.demo.people.CallRefused;
import dev.obstat.demo.people.PeopleWatcher;
import dev.obstat.demo.people.Person;
import dev.obstat.demo.people.SeenReview;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Tells of what waits for people: what would break, whom it takes, where to look, and what they
/// then say.
final class ReviewTelling implements AgentWatcher, PeopleWatcher {
  /// Whether people are asked who sit in front of the screen.
  sealed interface Audience {
    /// The reviewers follow a script; nobody has to do anything.
    record Scripted() implements Audience {}

    /// People vote, within so much time for each command that waits.
    record Asked(Duration limit) implements Audience {}
  }

  private static final Duration LONGEST_INTRODUCTION = Duration.ofSeconds(5);

  private final Telling telling;
  private final Installation obstat;
  private final DataDirectory directory;
  private final Person reader;
  private final Audience audience;
  private final Set<String> introduced = new HashSet<>();
  private boolean linksGiven;

  /// @param reader reads the reviews
  ReviewTelling(
      Telling telling,
      Installation obstat,
      DataDirectory directory,
      Person reader,
      Audience audience) {
    this.telling = telling;
    this.obstat = obstat;
    this.directory = directory;
    this.reader = reader;
    this.audience = audience;
  }

  @Override
  public void thinks(Instant at, String thought) {
    // Only what waits is told here.
  }

  @Override
  public void did(Instant at, Step step, int attempt, StepResult result) {
    if (attempt == 1 && result instanceof StepResult.Held held) {
      held.review().ifPresent(this::waits);
    }
  }

  /// A script may be quicker than the telling of what it looks at.
  @Override
  public void sees(String person, SeenReview review, String what) {
    awaitIntroduction(review.id());
    telling.paragraph(person, "looks at " + review.id() + " and sees: " + what);
  }

  /// The agent's own steps tell of it, in their order.
  @Override
  public void opened(SeenReview review) {}

  @Override
  public void voted(SeenReview review, SeenReview.CastVote vote) {
    String word = vote.choice().equals("approve") ? "approves " : "rejects ";
    String comment = vote.comment().isEmpty() ? "" : ": \"" + vote.comment() + "\"";
    telling.paragraph(
        vote.by(), word + review.id() + comment + "  (by the " + place(vote.manner()) + ")");
  }

  @Override
  public void ended(SeenReview review) {
    telling.paragraph("review", review.id() + " is " + review.state() + ": " + review.what());
  }

  private void waits(URI page) {
    String path = page.getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    try {
      introduce(reader.review(id));
    } catch (CallRefused refused) {
      telling.line("review", page + " (" + refused.getMessage() + ")");
    }
    synchronized (introduced) {
      introduced.add(id);
      introduced.notifyAll();
    }
  }

  private void awaitIntroduction(String id) {
    long giveUp = System.nanoTime() + LONGEST_INTRODUCTION.toNanos();
    synchronized (introduced) {
      while (!introduced.contains(id) && System.nanoTime() < giveUp) {
        try {
          introduced.wait(LONGEST_INTRODUCTION.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /// What would break, whom it takes and where to look; and what to do, where people are asked.
  void introduce(SeenReview review) {
    synchronized (telling) {
      telling.paragraph("impact", review.impact().sentence());
      telling.paragraph("needs", review.needsInWords());
      telling.line("review", review.page());
      switch (audience) {
        case Audience.Scripted _ -> {}
        case Audience.Asked asked -> ask(review, asked.limit());
      }
    }
  }

  private void ask(SeenReview review, Duration limit) {
    telling.blank();
    telling.line("YOU DECIDE", "within " + limit.toMinutes() + " minutes; Ctrl-C ends the demo");
    if (!linksGiven) {
      linksGiven = true;
      telling.line(
          "in a browser",
          "each link signs in once, within ten minutes; use a private window for the second");
      telling.line("  rosa", obstat.signIn(Installation.OWNER) + "  (owns cost reporting)");
      telling.line("  sam", obstat.signIn(Installation.PEER) + "  (site reliability)");
    }
    String data = " --data " + directory.path();
    telling.line("or here", "in another terminal:");
    telling.line("", "./obstat review show " + review.id() + data + " --as sam");
    telling.line("", "./obstat review approve " + review.id() + data + " --as sam");
    telling.line(
        "",
        "./obstat review reject "
            + review.id()
            + " --comment \"fix the one report\""
            + data
            + " --as rosa");
    telling.blank();
  }

  private static String place(String manner) {
    return manner.equals("console") ? "console" : "API";
  }
}
