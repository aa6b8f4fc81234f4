package dev.obstat.demo;

import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.AgentWatcher;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.agent.ScriptedAgent;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.people.Person;
import dev.obstat.demo.people.Person.OpenedSession;
import dev.obstat.demo.people.ReviewWatch;
import dev.obstat.demo.people.ScriptedReviewers;
import dev.obstat.demo.people.SeenReview;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The story as it goes when the agent has a session with Obstat in place of production's keys: it
/// looks around and changes staging freely, what it wants of production waits for people, and what
/// they say is what happens.
///
/// The same agent as in [WithoutObstat]; it is told another address and another key pair, and
/// nothing else.
final class WithObstat {
  private static final String AGENT = "kiro";
  private static final String INTENT = ScriptedAgent.TASK;
  private static final Duration SESSION = Duration.ofHours(8);

  /// How the time of a story is spent: watching before the agent comes, the agent's own pace,
  /// watching after it has gone.
  record Timing(Duration before, Pace pace, Duration after) {
    private static final Duration THINKING = Duration.ofMillis(900);

    /// Slow enough to follow on a screen, quick enough to wait for.
    static Timing forScript() {
      return new Timing(
          Duration.ofSeconds(3),
          new Pace(THINKING, Duration.ofMillis(700), Duration.ofMinutes(2)),
          Duration.ofSeconds(4));
    }

    /// @param limit how long people may take for each command that waits
    static Timing forPeople(Duration limit) {
      return new Timing(
          Duration.ofSeconds(3),
          new Pace(THINKING, Duration.ofSeconds(1), limit),
          Duration.ofSeconds(4));
    }
  }

  /// Who reviews.
  sealed interface Reviewers {
    /// People, in the console or on the command line.
    record People() implements Reviewers {}

    /// Two scripts, each of which looks for so long before it votes.
    record Scripts(Duration looking) implements Reviewers {}
  }

  /// How a story ended.
  sealed interface End {
    record Played(GuardedSummary summary) implements End {}

    /// Somebody pressed Ctrl-C.
    record Stopped() implements End {}
  }

  private final Telling telling;
  private final Timing timing;
  private final Reviewers reviewers;
  private final DataDirectory directory;
  private final Installation.Ports ports;
  private final TableEngine tables;
  private final Path pictureFolder;
  private final Clock clock;

  WithObstat(
      Telling telling,
      Timing timing,
      Reviewers reviewers,
      DataDirectory directory,
      Installation.Ports ports,
      TableEngine tables,
      Path pictureFolder,
      Clock clock) {
    this.telling = telling;
    this.timing = timing;
    this.reviewers = reviewers;
    this.directory = directory;
    this.ports = ports;
    this.tables = tables;
    this.pictureFolder = pictureFolder;
    this.clock = clock;
  }

  /// What is left of a story when everything that ran for it has stopped.
  private sealed interface Finished {
    record Whole(AgentReport agent, Scene.Outcome outcome, List<SeenReview> reviews)
        implements Finished {}

    record Cut(Scene.Outcome outcome) implements Finished {}
  }

  End play() {
    Installation.makeDirectory(directory);
    Pictures.prepare(pictureFolder);
    telling.title("The agent has a session of its own. Obstat stands before production.");
    telling.incident();
    telling.line("starting", "an S3 and an SQS server on loopback, the service, and Obstat");
    Marks marks = new Marks();
    try (Interruption interruption = Interruption.watch()) {
      return switch (live(marks, interruption)) {
        case Finished.Whole whole -> new End.Played(sum(whole, marks));
        case Finished.Cut cut -> {
          telling.title("Stopped");
          telling.measured(cut.outcome());
          tell(LedgerCheck.of(directory));
          yield new End.Stopped();
        }
      };
    }
  }

  /// Everything that runs stops before this returns, so that the record is complete.
  private Finished live(Marks marks, Interruption interruption) {
    try (Scene scene = Scene.open(tables, clock);
        Installation obstat =
            Installation.start(
                scene.access(), directory, ports, Installation.catalog(tables), clock)) {
      telling.scene(scene);
      introduce(obstat);
      Person operator = obstat.person(Installation.OPERATOR);
      ReviewTelling reviews = new ReviewTelling(telling, obstat, directory, operator, audience());
      Runnable stopReviewing = startReviewing(obstat, reviews);
      try (var _ = ReviewWatch.start(operator, reviews)) {
        Optional<AgentReport> agent =
            Visit.pay(() -> work(obstat, operator, telling.and(marks).and(reviews)), interruption);
        Scene.Outcome outcome = scene.finish();
        return agent.isPresent()
            ? new Finished.Whole(agent.get(), outcome, operator.reviews())
            : new Finished.Cut(outcome);
      } finally {
        stopReviewing.run();
      }
    }
  }

  /// The agent's whole visit.
  private AgentReport work(Installation obstat, Person operator, AgentWatcher watcher) {
    rest(timing.before());
    OpenedSession session = operator.openSession(AGENT, INTENT, SESSION);
    telling.line(
        "session",
        "`%s` for `%s`, operated by %s: \"%s\""
            .formatted(session.id(), AGENT, operator.name(), INTENT));
    telling.line("", "its key pair is good here and nowhere else, until the session ends");
    AgentReport report =
        new ScriptedAgent(obstat.reachOf(session), timing.pace(), watcher, clock).run();
    rest(timing.after());
    operator.closeSession(session);
    return report;
  }

  private void introduce(Installation obstat) {
    telling.line("Obstat", "console " + obstat.console() + ", AWS gateway " + obstat.gateway());
    telling.line("data", directory.path().toString());
    telling.paragraph(
        "catalog",
        "`%s`: who owns what and what it is worth; customers and revenue are invented"
            .formatted(directory.path().resolve("catalog.yaml").getFileName()));
    telling.paragraph(
        "people",
        "%s operates the agent and so never votes; %s is of the owning team, %s of another"
            .formatted(Installation.OPERATOR, Installation.OWNER, Installation.PEER));
    telling.paragraph("WARNING", Installation.VOTES_BY_TOKEN);
    obstat.remarks().forEach(remark -> telling.paragraph("note", remark));
  }

  private ReviewTelling.Audience audience() {
    return switch (reviewers) {
      case Reviewers.People _ -> new ReviewTelling.Audience.Asked(timing.pace().patience());
      case Reviewers.Scripts _ -> new ReviewTelling.Audience.Scripted();
    };
  }

  /// What ends it again.
  private Runnable startReviewing(Installation obstat, ReviewTelling watcher) {
    Person peer = obstat.person(Installation.PEER);
    Person owner = obstat.person(Installation.OWNER);
    return switch (reviewers) {
      case Reviewers.People _ -> () -> {};
      case Reviewers.Scripts(Duration looking) ->
          ScriptedReviewers.start(peer, owner, looking, watcher)::close;
    };
  }

  private GuardedSummary sum(Finished.Whole whole, Marks marks) {
    Pictures pictures =
        Pictures.write(
            pictureFolder,
            "with-obstat",
            whole
                .outcome()
                .picture("An agent wants to delete and recreate production", "With Obstat", marks));
    Summary story = new Summary("with-obstat", whole.agent(), whole.outcome(), pictures);
    GuardedSummary summary =
        new GuardedSummary(story, whole.reviews(), LedgerCheck.of(directory), directory);
    telling.title("What it came to");
    telling.line("agent", story.ending());
    telling.line(
        "its commands",
        "%d held, %d of them approved, %d rejected, %d denied"
            .formatted(
                whole.agent().held(),
                whole.agent().approved(),
                whole.agent().rejected(),
                whole.agent().denied()));
    telling.measured(whole.outcome());
    tell(summary.ledger());
    telling.drawn(pictures);
    telling.title("What to look at next");
    telling.line("the record", "./obstat ledger verify --data " + directory.path());
    telling.line("", "./obstat ledger export --to FOLDER --data " + directory.path());
    telling.line(
        "without", "./obstat demo --without-obstat   the same agent with production's keys");
    telling.line("the rules", "examples/policies and examples/catalogs/cost-reporting");
    telling.line("to clear up", "rm -r " + directory.path());
    telling.blank();
    return summary;
  }

  private void tell(LedgerCheck check) {
    telling.paragraph(
        "ledger",
        "%s, %d entries: %s"
            .formatted(
                check.verified() ? "verified" : "NOT VERIFIED", check.entries(), check.verdict()));
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telling the story", interrupted);
    }
  }
}
