package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.cli.DataDirectory;
import dev.obstat.demo.agent.AgentReport;
import dev.obstat.demo.agent.Pace;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.UsageTable;
import dev.obstat.demo.people.Person;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The stories with a table, on a real engine that somebody else started and uses for another table
/// too. After every story that table is there and the demo's is not.
final class TableStoryTest {
  private static final String ANOTHER = "somebody-elses";
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30));
  private static final Duration A_MOMENT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path installed;
  private static Dynalite engine;
  private static TableEngine tables;
  private static AwsClients aws;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    engine = Dynalite.start(installed);
    tables = new TableEngine.At(engine.address());
    aws =
        AwsClients.to(
            new AwsAccess(
                engine.address(), engine.address(), tables, Engines.REGION, "owner", "any"));
    make(ANOTHER);
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      aws.close();
      engine.close();
    }
  }

  @BeforeEach
  @AfterEach
  void onlyWhatWasThereIsThere() {
    assertThat(client().listTables().tableNames()).containsExactly(ANOTHER);
  }

  @Test
  void withoutObstatItsItemsAreLostAndThePagesGoDownWithIt() throws Exception {
    WithoutObstat.End end =
        new WithoutObstat(
                telling(),
                new WithoutObstat.Timing(A_MOMENT, QUICK, A_MOMENT),
                tables,
                folder,
                Clock.systemUTC())
            .play();

    assertThat(end).isInstanceOf(WithoutObstat.End.Played.class);
    Summary summary = ((WithoutObstat.End.Played) end).summary();
    assertThat(summary.agent().ending()).isInstanceOf(AgentReport.Ending.Recreated.class);
    assertThat(summary.outcome().loss().tableItems()).isEqualTo(144);
    ObjectNode json = summary.json();
    assertThat(json.at("/lost/items").asInt()).as("400 messages, 144 table items").isEqualTo(544);
    assertThat(summary.outcome().timeline().samples().getFirst().served()).isTrue();
    assertThat(summary.outcome().timeline().reasons().keySet())
        .as("what customers got when the table was the first to go")
        .anyMatch(reason -> reason.startsWith("503 no hours used: ResourceNotFoundException"));
    assertThat(Files.readString(folder.resolve("without-obstat.svg")))
        .contains("DeleteTable usage: the table and its items", "144 table items");
    assertThat(story()).contains("400 of 400 messages, 144 of 144 table items, counted");
  }

  @Test
  void withObstatItsDeletionIsHeldAndRejectedAndNothingIsLost() throws Exception {
    WithObstat.End end =
        new WithObstat(
                telling(),
                new WithObstat.Timing(A_MOMENT, QUICK, A_MOMENT),
                new WithObstat.Reviewers.Scripts(Duration.ofMillis(100)),
                new DataDirectory(folder.resolve("data")),
                Installation.Ports.FREE,
                tables,
                folder,
                Clock.systemUTC())
            .play();

    assertThat(end).isInstanceOf(WithObstat.End.Played.class);
    GuardedSummary summary = ((WithObstat.End.Played) end).summary();
    assertThat(summary.isGood()).as(story()).isTrue();
    assertThat(summary.story().outcome().before().tableItemCount()).isEqualTo(UsageTable.size());
    ObjectNode json = summary.json();
    assertThat(json.at("/lost/items").asInt(-1)).isZero();
    assertThat(json.path("availability").asDouble()).isGreaterThan(0.98);
    assertThat(json.path("rejected").asInt()).isEqualTo(2);
    assertThat(json.at("/reviews/0/operation").asText()).isEqualTo("aws:dynamodb:DeleteTable");
    assertThat(json.at("/reviews/0/state").asText()).isEqualTo("rejected");
    assertThat(json.at("/reviews/0/impact").asText())
        .startsWith("cost-explorer stops: 41,000 customers, 18,400 USD an hour")
        .contains("usage");
    assertThat(json.at("/reviews/1/operation").asText()).isEqualTo("aws:s3:DeleteObjects");
    assertThat(Files.readString(folder.resolve("with-obstat.svg")))
        .contains("DeleteTable usage: held for review");
  }

  @Test
  void whoIsTheAgentDeletesItOnceTwoApproved() {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    LedgerCheck check =
        new HandsOn(
                telling(),
                new DataDirectory(folder.resolve("data")),
                Installation.Ports.FREE,
                tables,
                Duration.ofMinutes(15),
                Clock.systemUTC())
            .play(
                (obstat, access) -> {
                  deleteTwice(obstat, access);
                  stop.complete(null);
                },
                stop);

    assertThat(check.verified()).as(check.verdict()).isTrue();
    assertThat(story())
        .contains("aws dynamodb delete-table --table-name usage")
        .contains("0 of 400 messages, 144 of 144 table items, counted");
  }

  @Test
  void aTableOfThatNameThatIsThereIsLeftAloneAndNoStoryBegins() throws Exception {
    make(UsageTable.NAME);
    try {
      int exit =
          Demo.run(
              new PrintStream(told, true, StandardCharsets.UTF_8),
              new PrintStream(errors, true, StandardCharsets.UTF_8),
              "--without-obstat",
              "--with-dynamodb",
              engine.address().toString());
      assertThat(exit).isEqualTo(1);
      assertThat(errors.toString(StandardCharsets.UTF_8))
          .startsWith("demo: the engine at " + engine.address() + " has a table `usage` already")
          .contains("aws dynamodb delete-table --table-name usage --endpoint-url ");
      assertThat(told.size()).isZero();
      assertThatThrownBy(() -> OwnTable.make(aws, tables))
          .as("made by somebody after it was asked for")
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has a table `usage` already");
      assertThat(client().listTables().tableNames()).containsExactly(ANOTHER, UsageTable.NAME);
    } finally {
      table().delete();
    }
  }

  @Test
  void aStoryThatIsStoppedFromOutsideRemovesItBeforeTheProcessEnds() throws Exception {
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.obstat.demo.Demo",
                "--without-obstat",
                "--with-dynamodb",
                engine.address().toString(),
                "--pictures",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (table().count() < UsageTable.size()) {
        assertThat(demo.isAlive()).as(Files.readString(folder.resolve("output"))).isTrue();
        assertThat(System.nanoTime()).as("the table was not filled").isLessThan(deadline);
        Thread.sleep(50);
      }
      demo.destroy();
      assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("output"))).contains("Stopped");
  }

  private static void deleteTwice(Installation obstat, AwsAccess access) {
    Person peer = obstat.person(Installation.PEER);
    Person owner = obstat.person(Installation.OWNER);
    try (AwsClients agent = AwsClients.to(access)) {
      UsageTable usage = UsageTable.in(agent).orElseThrow();
      assertThat(usage.count()).as("reading flows").isEqualTo(UsageTable.size());
      assertThatThrownBy(usage::delete)
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("nothing was done; repeat the same command after approval");
      assertThat(table().count()).isEqualTo(UsageTable.size());
      peer.approve(peer.review(peer.waiting().getFirst().id()), "");
      owner.approve(owner.review(owner.waiting().getFirst().id()), "");
      usage.delete();
      assertThatThrownBy(usage::delete)
          .as("the leave was for once")
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("held for review");
    }
  }

  private static void make(String name) {
    client()
        .createTable(
            request ->
                request
                    .tableName(name)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  private static DynamoDbClient client() {
    return aws.dynamoDb().orElseThrow();
  }

  private static UsageTable table() {
    return UsageTable.in(aws).orElseThrow();
  }

  private Telling telling() {
    return new Telling(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private String story() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
