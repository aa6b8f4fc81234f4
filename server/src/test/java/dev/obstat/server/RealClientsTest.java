package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.catalogs.CatalogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole story with every client that is installed here, through both ways in. Which were
/// missing is said by the tests that are skipped.
@DisplayName("Clients that know nothing of Obstat read, are held, and go once:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealClientsTest {
  private static final int MOST_STORIES = 12;

  /// A bucket of production for each story, with a service that hangs on it.
  private static final String ENTITIES =
      """
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata:
        name: client-N
        annotations:
          obstat.dev/stage: production
          obstat.dev/recovery: PT1H
          obstat.dev/match: |
            arn:aws:s3:::client-N
            arn:aws:s3:::client-N/*
      spec:
        type: s3-bucket
        owner: cost-reporting-owners
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: tool-N
        annotations:
          obstat.dev/stage: production
          obstat.dev/tier: "3"
          obstat.dev/customers: "0"
          obstat.dev/revenue-per-hour: 0 USD
          obstat.dev/recovery: PT1H
      spec:
        type: service
        lifecycle: production
        owner: cost-reporting-owners
        dependsOn:
          - resource:client-N
      """;

  @TempDir private static Path folder;
  private S3Double engine;
  private Installed installed;

  record Story(RealClient client, String way) {
    @Override
    public String toString() {
      return client.name() + ", " + (way.isEmpty() ? "endpoint" : way);
    }
  }

  @BeforeAll
  void start() throws IOException {
    engine = new S3Double();
    StringBuilder catalog =
        new StringBuilder(Files.readString(Settings.CATALOG.resolve("catalog.yaml")));
    for (int n = 1; n <= MOST_STORIES; n++) {
      catalog.append(ENTITIES.replace("-N", "-" + n));
    }
    Path file = Files.writeString(folder.resolve("catalog.yaml"), catalog);
    installed =
        Installed.start(
            new Settings()
                .catalog(List.of(new CatalogSource.Backstage(file)))
                .votesByToken()
                .upstream("s3", engine.port()),
            folder.resolve("data"));
  }

  @AfterAll
  void stop() {
    installed.close();
    engine.close();
  }

  private List<Story> stories() throws IOException {
    List<Story> stories = new ArrayList<>();
    // Version 2 before 2.13 does not know AWS_ENDPOINT_URL.
    RealClient.awsClis("--endpoint-url \"$AWS_ENDPOINT_URL\"")
        .forEach(client -> stories.add(new Story(client, "")));
    RealClient.awsClis("").forEach(client -> stories.add(new Story(client, "--proxy")));
    for (String way : List.of("", "--proxy")) {
      stories.add(new Story(RealClient.botocore(folder), way));
      stories.add(new Story(RealClient.javaScript(folder), way));
      String bucket = "client-" + (stories.size() + 1);
      stories.add(new Story(RealClient.terraform(folder, bucket), way));
    }
    assertThat(stories).hasSizeLessThanOrEqualTo(MOST_STORIES);
    for (int i = 0; i < stories.size(); i++) {
      Story story = stories.get(i);
      stories.set(i, new Story(story.client().on("client-" + (i + 1)), story.way()));
    }
    return stories;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void story(Story story) throws IOException {
    RealClient client = story.client();
    client.skipIfMissing();
    AgentShell shell =
        new AgentShell(folder.resolve("data"), folder.resolve("output"), "client-agent");

    AgentShell.Ended read = shell.run(story.way(), client.read());
    assertThat(read.printed()).contains(client.shows());
    assertThat(read.exit()).isZero();
    assertThat(read.said()).contains(", 0 held, 0 denied");

    AgentShell.Ended held = shell.run(story.way(), client.delete());
    assertThat(held.exit()).isNotZero();
    assertThat(held.printed()).contains("ObstatReviewRequired");
    String review = review(held.printed());
    assertThat(held.said()).as("it asked once").contains(", 1 held, 0 denied");
    assertThat(arrived()).doesNotContain(client.deletes());

    approve(review);
    AgentShell.Ended gone = shell.run(story.way(), client.delete());
    assertThat(gone.exit()).as(gone.printed()).isZero();
    assertThat(arrived()).containsOnlyOnce(client.deletes());

    AgentShell.Ended again = shell.run(story.way(), client.delete());
    assertThat(again.exit()).as("the leave was for once").isNotZero();
    assertThat(arrived()).containsOnlyOnce(client.deletes());
  }

  /// What reached the other side. A bucket by its host arrives with the slash that its path had.
  private List<String> arrived() {
    return engine.arrived().stream().map(one -> one.replaceFirst("(?<=\\w)/$", "")).toList();
  }

  /// From the review's address, which has to be whole in what the client printed, though it may
  /// have broken lines.
  private String review(String printed) {
    String address = installed.obstat.consoleAddress() + "/reviews/";
    Matcher whole = Pattern.compile(Pattern.quote(address) + "(r-\\w+)").matcher(printed);
    assertThat(whole.find()).as(printed).isTrue();
    return whole.group(1);
  }

  private void approve(String review) {
    JsonNode seen = installed.get("/api/reviews/" + review);
    String vote =
        "{\"choice\":\"approve\",\"comment\":\"moved\",\"digest\":\"%s\",\"shown\":\"%s\"}"
            .formatted(seen.path("digest").asText(), seen.path("shown").asText());
    installed.postAs("rosa", "/api/reviews/" + review + "/votes", vote);
    JsonNode second = installed.postAs("sam", "/api/reviews/" + review + "/votes", vote);
    assertThat(second.path("state").asText()).isEqualTo("approved");
  }
}
