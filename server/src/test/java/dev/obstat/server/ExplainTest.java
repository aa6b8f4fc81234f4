package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `obstat explain aws`, without a server, with the shipped policies.
final class ExplainTest {
  private static final JsonMapper JSON = new JsonMapper();
  @TempDir private Path directory;

  private record Said(int exit, List<JsonNode> lines, String err) {
    JsonNode only() {
      assertThat(lines).hasSize(1);
      return lines.getFirst();
    }
  }

  private static Said explain(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("explain", "aws"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    int exit = Commands.run(line, all.toArray(String[]::new));
    return new Said(exit, out.toString().lines().map(ExplainTest::json).toList(), err.toString());
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Path delete() throws IOException {
    String form = "Action=DeleteDBInstance&Version=2014-10-31&DBInstanceIdentifier=d";
    return file(
        "delete.http",
        String.join(
            "\r\n",
            "POST / HTTP/1.1",
            "Host: rds.eu-west-1.amazonaws.com",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            "Content-Length: " + form.length(),
            "",
            form));
  }

  private static String line(String signing, String method, String path, String body) {
    return JSON.createObjectNode()
            .put("method", method)
            .put("path", path)
            .put("signingName", signing)
            .put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
            .toString()
        + "\n";
  }

  @Test
  void aRawRequestIsReadDownToItsTargetAndDeniedWhereNobodyKnowsWhatDependsOnIt()
      throws IOException {
    Said said = explain(delete());
    assertThat(said.exit()).isEqualTo(4);
    JsonNode line = said.only();
    assertThat(line.path("action").asText()).isEqualTo("aws:rds:DeleteDBInstance");
    assertThat(line.path("region").asText()).isEqualTo("eu-west-1");
    assertThat(line.at("/parameters/DBInstanceIdentifier").asText()).isEqualTo("d");
    assertThat(line.at("/targets/0/name").asText())
        .isEqualTo("arn:aws:rds:eu-west-1:000000000000:db:d");
    assertThat(line.path("effect").asText()).isEqualTo("delete");
    assertThat(line.at("/reversibility/is").asText()).isEqualTo("irreversible");
    assertThat(line.path("decision").asText()).isEqualTo("deny");
    assertThat(line.path("reasons").findValuesAsText("policy"))
        .contains("nothing-destroyed-blindly");
    assertThat(line.path("signature").asText()).isEqualTo("not checked");
  }

  @Test
  void theExitCodeOfOneRequestIsItsDecision() throws IOException {
    assertThat(explain(file("get", line("s3", "GET", "/b/k", ""))).exit()).isZero();
    Said held =
        explain(
            file("put", line("s3", "PUT", "/cost-explorer-config/k", "x")),
            "--catalog",
            Settings.CATALOG);
    assertThat(held.only().path("decision").asText()).isEqualTo("hold");
    assertThat(held.only().at("/terms/approvals")).isNotEmpty();
    assertThat(held.exit()).isEqualTo(3);
    Said several =
        explain(file("two", line("s3", "DELETE", "/b/k", "") + line("s3", "GET", "/b?acl", "")));
    assertThat(several.lines()).hasSize(2);
    assertThat(several.exit()).isZero();
  }

  @Test
  void secretsNeverReachTheOutput() throws IOException {
    Path file =
        file(
            "secret",
            "{\"method\":\"POST\",\"path\":\"/\",\"signingName\":\"secretsmanager\",\"headers\":{"
                + "\"X-Amz-Target\":\"secretsmanager.PutSecretValue\","
                + "\"Content-Type\":\"application/x-amz-json-1.1\"},\"body\":\""
                + Base64.getEncoder()
                    .encodeToString(
                        "{\"SecretId\":\"s\",\"SecretString\":\"canary-7\"}"
                            .getBytes(StandardCharsets.UTF_8))
                + "\"}");
    JsonNode line = explain(file).only();
    assertThat(line.at("/parameters/SecretString").asText()).isEqualTo("(secret)");
    assertThat(line.toString()).doesNotContain("canary-7");
  }

  @Test
  void whatTheGatewayWouldRefuseIsADenyAndSaysWhy() throws IOException {
    Said unknown = explain(file("unknown", line("s3", "GET", "/b?shiny-new", "")));
    assertThat(unknown.only().path("code").asText()).isEqualTo("ObstatUnknownOperation");
    assertThat(unknown.only().path("decision").asText()).isEqualTo("deny");
    assertThat(unknown.exit()).isEqualTo(4);
  }

  @Test
  void whatCannotBeReadIsAnErrorLineAndTheRestIsExplained() throws IOException {
    Said said =
        explain(
            file(
                "mixed",
                "{\"method\":\"GET\",\"path\":\"/b\"}\n{\"metod\":\"GET\"}\n"
                    + line("s3", "GET", "/b /k", "")
                    + "{\"method\":\n"
                    + "{\"body\":\"%%\"}\n"
                    + line("s3", "GET", "/b/k", "")));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines()).hasSize(6);
    assertThat(error(said, 0)).contains("nothing says which service it is for", "`signingName`");
    assertThat(error(said, 1)).startsWith("unknown member `metod`: the members are [body");
    assertThat(error(said, 2)).contains("one space between");
    assertThat(error(said, 3)).startsWith("not one JSON document");
    assertThat(error(said, 4)).startsWith("`body` is not base64");
    assertThat(said.lines().get(5).path("operation").asText()).isEqualTo("GetObject");
    assertThat(said.lines().get(5).path("source").asText()).endsWith("mixed:6");
  }

  private static String error(Said said, int line) {
    return said.lines().get(line).path("error").asText();
  }

  @Test
  void rawRequestsAreReadAsStrictlyAsTheServerReadsThem() throws IOException {
    Path twoHosts = file("hosts", "GET /b HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    assertThat(error(explain(twoHosts), 0)).isEqualTo("the `host` header is repeated");
    Path more = file("more", "GET /b HTTP/1.1\r\nHost: localhost\r\n\r\nGET /c HTTP/1.1\r\n\r\n");
    assertThat(error(explain(more), 0)).startsWith("there are bytes behind the end");
    Path less = file("less", "PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
    assertThat(error(explain(less), 0)).contains("ended after 3 of 9 bytes");
    Path nothing = file("nothing", "");
    assertThat(error(explain(nothing), 0)).isEqualTo("there is nothing in it");
    Said absent = explain(directory.resolve("absent"));
    assertThat(error(absent, 0)).contains("there is no such file");
    assertThat(absent.exit()).isEqualTo(1);
  }

  @Test
  void aFileFromAnEditorMayEndItsLinesWithLineFeedsAlone() throws IOException {
    Said said =
        explain(file("lf", "GET /b/k HTTP/1.1\nHost: localhost\n\n"), "--signing-name", "s3");
    assertThat(said.only().path("operation").asText()).isEqualTo("GetObject");
    Path mixed = file("mixed", "GET /b/k HTTP/1.1\r\nHost: localhost\n\n");
    assertThat(error(explain(mixed, "--signing-name", "s3"), 0)).contains("bare line feed");
  }

  @Test
  void policiesThatDoNotLoadAreAFailureThatSaysWhere() throws IOException {
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(policies.resolve("a.cedar"), "permit (principal, action, resourc);");
    Said said = explain(delete(), "--policies", policies);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("a.cedar");
    assertThat(said.lines()).isEmpty();
  }
}
