package dev.obstat.demo;

import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.UsageTable;
import dev.obstat.demo.people.PeopleWatcher;
import dev.obstat.demo.people.Person;
import dev.obstat.demo.people.ReviewWatch;
import dev.obstat.demo.people.SeenReview;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The same stage without a scripted agent: whoever reads is the agent, with an AWS client of their
/// own, and the reviewer too. Runs until it is stopped.
final class HandsOn {
  private static final Duration SESSION = Duration.ofHours(8);

  private final Telling telling;
  private final DataDirectory directory;
  private final Installation.Ports ports;
  private final TableEngine tables;
  private final Duration patience;
  private final Clock clock;

  /// @param patience how long people are told they have for each command that waits
  HandsOn(
      Telling telling,
      DataDirectory directory,
      Installation.Ports ports,
      TableEngine tables,
      Duration patience,
      Clock clock) {
    this.telling = telling;
    this.directory = directory;
    this.ports = ports;
    this.tables = tables;
    this.patience = patience;
    this.clock = clock;
  }

  /// What somebody needs to be the agent.
  interface Guest {
    void comes(Installation obstat, AwsAccess access);
  }

  /// @param guest is told when everything stands
  /// @param stop done when it is to end
  /// @return how the record was found when everything had stopped
  LedgerCheck play(Guest guest, CompletableFuture<Void> stop) {
    Installation.makeDirectory(directory);
    telling.title("You are the agent. Obstat stands before production.");
    telling.line("starting", "an S3 and an SQS server on loopback, the service, and Obstat");
    try (Scene scene = Scene.open(tables, clock);
        Installation obstat =
            Installation.start(
                scene.access(), directory, ports, Installation.catalog(tables), clock)) {
      telling.scene(scene);
      Person operator = obstat.person(Installation.OPERATOR);
      Person peer = obstat.person(Installation.PEER);
      Person owner = obstat.person(Installation.OWNER);
      AwsAccess access = obstat.reachOf(operator.openSession("you", "try Obstat out", SESSION));
      introduce(obstat, access, List.of(peer.name(), owner.name()));
      ReviewTelling reviews =
          new ReviewTelling(
              telling, obstat, directory, operator, new ReviewTelling.Audience.Asked(patience));
      try (var _ = ReviewWatch.start(operator, new Introducing(reviews))) {
        guest.comes(obstat, access);
        stop.join();
      }
      telling.title("Stopped");
      telling.measured(scene.finish());
    }
    LedgerCheck check = LedgerCheck.of(directory);
    telling.paragraph("ledger", check.verdict());
    telling.line("to clear up", "rm -r " + directory.path());
    return check;
  }

  private void introduce(Installation obstat, AwsAccess access, List<String> reviewers) {
    telling.line("Obstat", "console " + obstat.console() + ", AWS gateway " + obstat.gateway());
    telling.line("data", directory.path().toString());
    telling.paragraph(
        "people",
        "%s operates you and so never votes; %s do"
            .formatted(Installation.OPERATOR, String.join(" and ", reviewers)));
    telling.paragraph("WARNING", Installation.VOTES_BY_TOKEN);
    telling.title("In another terminal, be the agent");
    telling.command("export AWS_ENDPOINT_URL=" + access.s3());
    telling.command("export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s".formatted(access.region()));
    telling.command("export AWS_ACCESS_KEY_ID=" + access.keyId());
    telling.command("export AWS_SECRET_ACCESS_KEY=" + access.secret());
    telling.blank();
    telling.line("flows", "reading, and what is not production");
    telling.command("aws s3 ls s3://" + CostEnvironment.REPORTS + "/reports/");
    telling.command("echo hello | aws s3 cp - s3://cost-explorer-staging/hello.txt");
    telling.line("is held", "whatever destroys in production; repeat it after two said yes");
    telling.command(
        "aws s3api delete-object --bucket "
            + CostEnvironment.REPORTS
            + " --key reports/2026-11/harbour-mills.csv");
    switch (access.tables()) {
      case TableEngine.Absent _ -> {}
      case TableEngine.At _ ->
          telling.command("aws dynamodb delete-table --table-name " + UsageTable.NAME);
    }
    telling.blank();
    telling.line("to end it", "Ctrl-C");
  }

  /// Tells of a review when it opens: nobody else here knows what the agent does.
  private record Introducing(ReviewTelling reviews) implements PeopleWatcher {
    @Override
    public void sees(String person, SeenReview review, String what) {
      reviews.sees(person, review, what);
    }

    @Override
    public void opened(SeenReview review) {
      reviews.introduce(review);
    }

    @Override
    public void voted(SeenReview review, SeenReview.CastVote vote) {
      reviews.voted(review, vote);
    }

    @Override
    public void ended(SeenReview review) {
      reviews.ended(review);
    }
  }
}
