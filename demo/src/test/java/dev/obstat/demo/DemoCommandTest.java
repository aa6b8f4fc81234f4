package dev.obstat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command refuses before anything starts.
final class DemoCommandTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void aMistypedOptionIsNotUnderstood() {
    assertThat(run("--wtihout-obstat")).isEqualTo(2);
    assertThat(error()).contains("--wtihout-obstat");
  }

  @Test
  void withoutAnAddressItIsSaidWhichEnginesThereAreAndWhoseLicencesTheyHave() {
    assertThat(run("--with-dynamodb", "--auto")).isEqualTo(2);
    assertThat(error())
        .startsWith("`--with-dynamodb` needs the address of an engine that you started")
        .contains("npx dynalite@4.0.0 --host 127.0.0.1 --port 8000")
        .contains("Amazon DynamoDB Local License Agreement")
        .contains("https://aws.amazon.com/dynamodb/dynamodblocallicense/")
        .contains("-jar DynamoDBLocal.jar -sharedDb")
        .contains("The demo starts neither.");
    assertThat(told.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.7:8000",
        "http://dynamodb.eu-west-1.amazonaws.com:80",
        "http://0.0.0.0:8000",
        "http://127.0.0.1.example.com:8000",
        "http://[2001:db8::1]:8000"
      })
  void anEngineOnAnotherMachineIsRefusedWithoutBeingAsked(String address) {
    assertThat(run("--auto", "--with-dynamodb", address)).isEqualTo(2);
    assertThat(error()).startsWith("`" + address + "` is not on this machine's loopback");
    assertThat(told.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8000",
        "127.0.0.1:8000",
        "//127.0.0.1:8000",
        "http://127.0.0.1",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "https://127.0.0.1:8000",
        "http://somebody@127.0.0.1:8000",
        "http://127.0.0.1:8000/tables",
        "http://127.0.0.1:8000?a=b",
        "http://127.0.0.1:8000#a",
        "http://not a host"
      })
  void whatIsNoAddressOfAnEngineIsRefused(String address) {
    assertThat(run("--auto", "--with-dynamodb", address)).isEqualTo(2);
    assertThat(error())
        .startsWith("`" + address + "` is not the address of an engine: write `http://127.0.0.1:");
  }

  @Test
  void whereNothingAnswersTheStoryDoesNotBegin() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    assertThat(run("--auto", "--with-dynamodb", "http://127.0.0.1:" + port)).isEqualTo(1);
    assertThat(error())
        .startsWith("demo: nothing at http://127.0.0.1:" + port + " answers as DynamoDB does (")
        .contains("Connection refused", "start an engine there");
    assertThat(told.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 500})
  void whatAnswersButNotAsDynamoDbDoesIsNotTakenForAnEngine(int status) throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
    other.createContext("/", exchange -> say(exchange, status));
    other.start();
    try {
      String address = "http://127.0.0.1:" + other.getAddress().getPort();
      assertThat(run("--auto", "--with-dynamodb", address)).isEqualTo(1);
      assertThat(error()).startsWith("demo: nothing at " + address + " answers as DynamoDB does (");
      assertThat(told.size()).isZero();
    } finally {
      other.stop(0);
    }
  }

  private static void say(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      byte[] body = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void jsonNeedsAStoryThatNobodyHasToBeAskedFor() {
    assertThat(run("--json")).isEqualTo(2);
    assertThat(error()).contains("add `--auto` or `--without-obstat`");
  }

  @Test
  void whoIsTheAgentThemselvesHasNoStoryPlayed() {
    assertThat(run("--hands-on", "--auto")).isEqualTo(2);
    assertThat(error()).contains("leave `--auto`, `--json` and `--without-obstat` out");
  }

  @Test
  void withoutObstatThereIsNothingToReviewOrRecord() {
    assertThat(run("--without-obstat", "--auto")).isEqualTo(2);
    assertThat(error()).contains("leave `--auto` and `--data` out");
  }

  @Test
  void waitingIsBounded() {
    assertThat(run("--wait", "0")).isEqualTo(2);
    assertThat(error()).contains("`--wait` is from 1 to 55 minutes");
  }

  @Test
  void aRecordThatIsThereIsNeverContinued(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("obstat.db"), "somebody's");
    assertThat(run("--auto", "--data", folder.toString())).isEqualTo(2);
    assertThat(error()).contains("`" + folder + "` holds a record already: name a new directory");
    assertThat(Files.readString(folder.resolve("obstat.db"))).isEqualTo("somebody's");
  }

  @Test
  void dataThatCannotBeWrittenIsRefusedBeforeTheStory(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThat(run("--auto", "--data", file.resolve("data").toString())).isEqualTo(1);
    assertThat(error()).startsWith("demo: the data cannot go to `" + file.resolve("data") + "`");
  }

  @Test
  void helpSaysWhatEveryOptionDoes() {
    assertThat(run("--help")).isZero();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains(
            "--auto",
            "--without-obstat",
            "--json",
            "--wait",
            "--data",
            "--pictures",
            "--with-dynamodb");
  }

  private String error() {
    assertThat(errors.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    return errors.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    return Demo.run(
        new PrintStream(told, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8),
        arguments);
  }
}
