package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.proxy.ListedHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `obstat run` with clients as people have them, on a real server, through both ways in.
@DisplayName("Clients that know nothing of Obstat:")
final class BothWaysTest {
  @TempDir private static Path data;
  @TempDir private Path temporary;
  private static S3Double engine;
  private static ServerSocket elsewhere;
  private static Installed installed;

  @BeforeAll
  static void start() throws IOException {
    engine = new S3Double();
    elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(BothWaysTest::greet);
    installed =
        Installed.start(
            new Settings()
                .catalog(Settings.CATALOG)
                .upstream("s3", engine.port())
                .upstream("sqs", engine.port())
                .ways(
                    new Config.Ways(
                        false,
                        List.of(
                            new ListedHost("localhost", elsewhere.getLocalPort(), true),
                            new ListedHost("localhost", 443, false)),
                        Duration.ZERO)),
            data);
  }

  @AfterAll
  static void stop() throws IOException {
    installed.close();
    elsewhere.close();
    engine.close();
  }

  /// A host outside of AWS: says hello whatever it is asked.
  private static void greet() {
    while (!elsewhere.isClosed()) {
      try (Socket socket = elsewhere.accept()) {
        byte[] piece = new byte[4096];
        if (socket.getInputStream().read(piece) > 0) {
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello"
                      .getBytes(StandardCharsets.ISO_8859_1));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  /// Runs a shell line as an agent's command.
  private AgentShell.Ended run(String way, String line) throws IOException {
    return new AgentShell(data, temporary.resolve("output"), "kiro").run(way, line);
  }

  @Test
  void whatTheAwsCliSendsToHostsOfItsOwnChoiceIsCaughtByTheProxyAlone() throws IOException {
    AgentShell.needs("aws");
    String send = "aws sqs list-queues --region us-east-1 --cli-connect-timeout 2";
    assertThat(run("--proxy", send).exit()).isZero();
    assertThat(run("--proxy --endpoint", send).exit()).isZero();
  }

  @Test
  void theProxyReachesAListedHostForTheSessionAndNoOther() throws IOException {
    AgentShell.needs("curl");
    String port = ":" + elsewhere.getLocalPort() + "/";
    String tunnel = "curl -sS --noproxy '' --proxytunnel -x $HTTPS_PROXY ";
    AgentShell.Ended through = run("--proxy", tunnel + "http://localhost" + port);
    assertThat(through.printed()).isEqualTo("hello");
    assertThat(through.said())
        .containsPattern(
            "obstat: {3}1 tunnel to localhost:"
                + elsewhere.getLocalPort()
                + ": \\d{2,} bytes sent, 62 received\n");
    assertThat(run("--proxy", tunnel + "https://localhost/").printed()).contains("403");
    assertThat(run("--proxy", tunnel + "https://example.com/").printed()).contains("403");
    assertThat(run("--proxy", tunnel + "http://169.254.169.254/").printed()).contains("403");
    String nobody = "curl -sS --noproxy '' --proxytunnel -x " + installed.obstat.awsAddress();
    assertThat(run("--proxy", nobody + " http://localhost" + port).printed()).contains("407");
  }

  @Test
  void curlTrustsTheCertificateForAwsNamesOnly() throws IOException {
    AgentShell.needs("curl");
    // Nothing is signed here, so it is refused; that it is refused in words shows that TLS worked.
    assertThat(run("--proxy", "curl -sS https://sts.eu-west-1.amazonaws.com/").printed())
        .contains("<Code>MissingAuthenticationToken</Code>");
    assertThat(
            run(
                    "",
                    "curl -sS --noproxy '' -x "
                        + installed.obstat.awsAddress()
                        + " https://sts.eu-west-1.amazonaws.com/")
                .printed())
        .as("without the authority")
        .contains("certificate");
  }

  @Test
  void theProxysVariablesAreAllThereAndItsFilesGoWithTheRun() throws IOException {
    AgentShell.Ended ended =
        run("--proxy", "env; cat $NODE_EXTRA_CA_CERTS; head -1 $AWS_CA_BUNDLE");
    String ca = Typed.obstat("ca", "--data", data.toString()).out();
    assertThat(ca).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE");
    assertThat(ended.printed())
        .contains(ca.strip())
        .containsPattern("HTTPS_PROXY=http://OBST\\w+:[0-9a-f]{32}@127.0.0.1:\\d+\n")
        .containsPattern("https_proxy=http://OBST")
        .contains("NO_PROXY=127.0.0.1,localhost")
        .contains("AWS_CA_BUNDLE=", "SSL_CERT_FILE=", "REQUESTS_CA_BUNDLE=")
        .contains("-Dhttps.proxyHost=127.0.0.1", "-Djavax.net.ssl.trustStore=")
        .doesNotContain("AWS_ENDPOINT_URL");
    Path bundle =
        Path.of(
            ended
                .printed()
                .lines()
                .filter(line -> line.startsWith("AWS_CA_BUNDLE="))
                .findFirst()
                .orElseThrow()
                .substring("AWS_CA_BUNDLE=".length()));
    assertThat(bundle).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("ca.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theGatewaysOwnAddressSpeaksHttpsWhenToldTo(@TempDir Path other) throws IOException {
    AgentShell.needs("aws");
    try (Installed secured =
        Installed.start(
            new Settings()
                .upstream("s3", engine.port())
                .ways(new Config.Ways(true, List.of(), Duration.ZERO)),
            other)) {
      assertThat(secured.obstat.awsAddress()).startsWith("https://127.0.0.1:");
      Path output = temporary.resolve("secured");
      Typed typed =
          Typed.obstat(
              "run",
              "--data",
              other.toString(),
              "--agent",
              "kiro",
              "--intent",
              "look",
              "--",
              "sh",
              "-c",
              "aws s3api list-buckets > " + output + " 2>&1");
      assertThat(Files.readString(output)).contains("cost-explorer-config");
      assertThat(typed.exit()).isZero();
    }
  }

  @Test
  void aBrokenAuthorityIsSaidAtTheStartAndAMissingOneIsMade(@TempDir Path other)
      throws IOException {
    Installed.start(new Settings(), other).close();
    Path key = other.resolve("ca.key");
    String kept = Files.readString(key);
    Installed.start(new Settings(), other).close();
    assertThat(Files.readString(key)).as("it stays").isEqualTo(kept);
    Files.writeString(key, "nonsense");
    assertThat(Installed.refusal(new Settings(), other))
        .contains("ca.key` is not a key with its certificate");
    Files.delete(key);
    Installed.start(new Settings(), other).close();
    assertThat(Files.readString(key)).isNotEqualTo(kept).startsWith("-----BEGIN PRIVATE KEY");
  }
}
