package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.people.Person;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What somebody sees who is the agent, with a client of their own.
final class HandsOnTest {
  private static final String KEY = "reports/2026-11/harbour-mills.csv";

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void readsFlowADeletionInProductionIsHeldAndGoesOnceAfterTwoApprovals() {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    HandsOn demo =
        new HandsOn(
            new Telling(new PrintStream(told, true, StandardCharsets.UTF_8)),
            new DataDirectory(folder.resolve("data")),
            Installation.Ports.FREE,
            new TableEngine.Absent(),
            Duration.ofMinutes(15),
            Clock.systemUTC());

    LedgerCheck check =
        demo.play(
            (obstat, access) -> {
              visit(obstat, access);
              stop.complete(null);
            },
            stop);

    assertThat(check.verified()).as(check.verdict()).isTrue();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:", "export AWS_ACCESS_KEY_ID=OBST")
        .contains("aws s3api delete-object --bucket cost-reports-eu --key " + KEY)
        .contains("YOU DECIDE", "./obstat review approve ")
        .contains("is approved: ", "lost          1 of ");
  }

  private static void visit(Installation obstat, AwsAccess access) {
    Person peer = obstat.person(Installation.PEER);
    Person owner = obstat.person(Installation.OWNER);
    try (AwsClients aws = AwsClients.to(access)) {
      assertThat(
              aws.s3()
                  .listObjectsV2(
                      request -> request.bucket(CostEnvironment.REPORTS).prefix("reports/2026-11/"))
                  .contents())
          .isNotEmpty();
      assertThatThrownBy(() -> delete(aws))
          .isInstanceOf(S3Exception.class)
          .hasMessageContaining("nothing was done; repeat the same command after approval");
      peer.approve(peer.review(peer.waiting().getFirst().id()), "");
      owner.approve(owner.review(owner.waiting().getFirst().id()), "");
      delete(aws);
      assertThatThrownBy(() -> delete(aws))
          .isInstanceOf(S3Exception.class)
          .hasMessageContaining("held for review");
    }
  }

  private static void delete(AwsClients aws) {
    aws.s3().deleteObject(request -> request.bucket(CostEnvironment.REPORTS).key(KEY));
  }
}
