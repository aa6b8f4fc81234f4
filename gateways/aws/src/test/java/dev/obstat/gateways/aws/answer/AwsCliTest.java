package dev.obstat.gateways.aws.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.Verification;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.gateways.aws.sign.Whole;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The AWS CLI prints the message whole, asks once, and its signature verifies:")
class AwsCliTest {

  private static final String KEY = "OBSTAAAAAAAAAAAAAAAA";
  private static final String SECRET = "a-secret-of-forty-characters-0123456789a";

  private static final String BODY = "body-of-the-object";

  @TempDir private Path home;

  /// Every CLI on the path: there may be several of different age.
  private static List<String> installed() throws IOException {
    List<String> found = new ArrayList<>();
    List<String> directories =
        new ArrayList<>(
            Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    directories.add("/usr/bin");
    for (String directory : directories) {
      Path aws = Path.of(directory, "aws");
      if (Files.isExecutable(aws) && !found.contains(aws.toRealPath().toString())) {
        found.add(aws.toRealPath().toString());
      }
    }
    return found;
  }

  private static Stream<List<String>> commands() throws IOException {
    List<List<String>> commands =
        List.of(
            List.of("s3api", "delete-object", "--bucket", "bucket", "--key", "a b/ü"),
            List.of("s3api", "head-object", "--bucket", "bucket", "--key", "key"),
            List.of("s3api", "put-object", "--bucket", "bucket", "--key", "key", "--body", BODY),
            List.of("sqs", "delete-queue", "--queue-url", "http://127.0.0.1/1/q"),
            List.of("ec2", "terminate-instances", "--instance-ids", "i-1"),
            List.of(
                "rds",
                "delete-db-instance",
                "--db-instance-identifier",
                "d",
                "--skip-final-snapshot"),
            List.of("dynamodb", "delete-table", "--table-name", "usage"),
            List.of("ssm", "delete-parameter", "--name", "p"),
            List.of("lambda", "delete-function", "--function-name", "f"),
            List.of("route53", "delete-hosted-zone", "--id", "Z1"));
    List<String> installed = installed();
    return installed.isEmpty()
        ? Stream.of(List.of())
        : installed.stream()
            .flatMap(
                aws ->
                    commands.stream().map(c -> Stream.concat(Stream.of(aws), c.stream()).toList()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void holdsArePrinted(List<String> command) throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        command.isEmpty(), "no AWS CLI here: how it prints a hold stays untested");
    try (LoopbackServer server = Service.start()) {
      String printed = run(command, server.url());
      if (command.contains("head-object")) {
        assertThat(printed)
            .contains("An error occurred (403) when calling the HeadObject operation: Forbidden");
      } else {
        assertThat(printed).contains("ObstatReviewRequired").contains(Service.HELD.message());
      }
      assertThat(server.received()).hasSize(1);
      LoopbackServer.Received received = server.received().getFirst();
      Credentials credentials =
          id -> new Credentials.Lookup.Live(new Credentials.Holder("session-1", SECRET));
      Verification answer =
          new Verifier(credentials, Clock.systemUTC())
              .verify(received.request(), Channel.PLAIN, () -> sha256(received.body()));
      assertThat(answer)
          .as("%s", received.request())
          .isInstanceOfSatisfying(
              Verified.class,
              verified ->
                  assertThat(verified.payload().whole(received.body()))
                      .isInstanceOf(Whole.Intact.class));
    }
  }

  private String run(List<String> command, String url) throws IOException, InterruptedException {
    Path body = Files.writeString(home.resolve(BODY), "report ".repeat(1000));
    List<String> line = new ArrayList<>(command);
    line.replaceAll(word -> word.equals(BODY) ? body.toString() : word);
    line.addAll(List.of("--endpoint-url", url, "--region", "eu-west-1"));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID",
            KEY,
            "AWS_SECRET_ACCESS_KEY",
            SECRET,
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "AWS_CONFIG_FILE",
            home.resolve("config").toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            home.resolve("credentials").toString(),
            "AWS_PAGER",
            "",
            "PYTHONIOENCODING",
            "utf-8",
            "LC_ALL",
            "C.UTF-8"));
    Path output = home.resolve("output");
    Process process = builder.redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError("the command did not end: " + line);
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
