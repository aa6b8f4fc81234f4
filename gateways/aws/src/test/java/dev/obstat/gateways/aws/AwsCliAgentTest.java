package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The AWS CLI as the agent:")
class AwsCliAgentTest {
  @TempDir private Path home;

  private final Installation installation = new Installation();

  @AfterEach
  void stop() {
    installation.close();
  }

  /// Every CLI on the path: there may be several of different age.
  static Stream<String> installed() throws IOException {
    Set<String> found = new LinkedHashSet<>();
    List<String> directories =
        new ArrayList<>(
            List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    directories.add("/usr/bin");
    for (String directory : directories) {
      Path aws = Path.of(directory, "aws");
      if (!directory.isEmpty() && Files.isExecutable(aws)) {
        found.add(aws.toRealPath().toString());
      }
    }
    return found.isEmpty() ? Stream.of("") : found.stream();
  }

  /// How a command ended.
  private record Ended(int code, String printed) {}

  private Ended run(String aws, String... words) throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        aws.isEmpty(), "no AWS CLI here: whether it works through the gateway stays untested");
    List<String> line = new ArrayList<>(List.of(aws));
    line.addAll(List.of(words));
    line.addAll(List.of("--endpoint-url", installation.url().toString()));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    String id = installation.session.accessKeyId();
    environment.put("AWS_ACCESS_KEY_ID", id);
    environment.put("AWS_SECRET_ACCESS_KEY", installation.keys.secretOf(id));
    environment.put("AWS_DEFAULT_REGION", "eu-west-1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
    environment.put("AWS_PAGER", "");
    environment.put("LC_ALL", "C.UTF-8");
    Path output = home.resolve("output");
    Process process = builder.redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError("the command did not end: " + line);
    }
    return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private void assertHeld(Ended ended, String operation) {
    assertThat(installation.openReviews()).hasSize(1);
    assertThat(ended.printed())
        .contains(
            "An error occurred (ObstatReviewRequired) when calling the "
                + operation
                + " operation: held for review by policy `needs-a-peer`: a peer looks at it first."
                + " Review: http://127.0.0.1:8470/reviews/"
                + installation.openReviews().getFirst().id()
                + " - nothing was done; repeat the same command after approval.");
    assertThat(ended.code()).isIn(254, 255);
    assertThat(installation.requests()).isEqualTo(1);
    assertThat(installation.engine.arrived()).isEmpty();
  }

  @ParameterizedTest(name = "an object is put, read and listed by {0}")
  @MethodSource("installed")
  void objectsFlow(String aws) throws Exception {
    Path file = Files.writeString(home.resolve("report"), "all is well ".repeat(10_000));
    Ended put =
        run(
            aws,
            "s3api",
            "put-object",
            "--bucket",
            "b",
            "--key",
            "a b/ü",
            "--body",
            file.toString());
    assertThat(put.printed()).contains("ETag");
    assertThat(put.code()).isZero();
    Path back = home.resolve("back");
    assertThat(
            run(aws, "s3api", "get-object", "--bucket", "b", "--key", "a b/ü", back.toString())
                .code())
        .isZero();
    assertThat(back).hasSameTextualContentAs(file);
    assertThat(run(aws, "s3api", "list-objects-v2", "--bucket", "b").code()).isZero();
    assertThat(installation.engine.arrived()).hasSize(3);
  }

  @ParameterizedTest(name = "a held deletion of an object is printed whole by {0}")
  @MethodSource("installed")
  void aHeldDeletionOfAnObject(String aws) throws Exception {
    assertHeld(run(aws, "s3api", "delete-object", "--bucket", "b", "--key", "k"), "DeleteObject");
  }

  @ParameterizedTest(
      name = "a held deletion of a table is printed whole by {0}, and goes once approved")
  @MethodSource("installed")
  void aHeldDeletionOfATable(String aws) throws Exception {
    assertHeld(run(aws, "dynamodb", "delete-table", "--table-name", "usage"), "DeleteTable");
    installation.approve();
    assertThat(run(aws, "dynamodb", "delete-table", "--table-name", "usage").code()).isZero();
    assertThat(installation.engine.arrived()).hasSize(1);
  }

  @ParameterizedTest(name = "a message is sent by {0}")
  @MethodSource("installed")
  void aMessageIsSent(String aws) throws Exception {
    Ended sent =
        run(
            aws,
            "sqs",
            "send-message",
            "--queue-url",
            installation.url() + "/1/usage",
            "--message-body",
            "42 hours");
    assertThat(installation.engine.arrived()).hasSize(1);
    assertThat(installation.engine.arrived().getFirst().body().text()).contains("42");
    assertThat(sent.code()).isZero();
  }

  @ParameterizedTest(name = "instances are described by {0}")
  @MethodSource("installed")
  void instancesAreDescribed(String aws) throws Exception {
    Ended described = run(aws, "ec2", "describe-instances");
    assertThat(installation.engine.arrived()).hasSize(1);
    assertThat(described.code()).isZero();
  }
}
