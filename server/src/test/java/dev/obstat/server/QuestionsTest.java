package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.catalogs.CatalogSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The questions that people ask of the catalog, typed.
final class QuestionsTest {
  private static final String SHOP =
      Settings.ROOT.resolve("examples/catalogs/online-boutique").toString();

  private static final String TRAIL =
      """
      {"Records": [
      {"userIdentity": {"arn": "arn:aws:sts::123456789012:assumed-role/cost-agent/s1"},
       "eventTime": "2026-11-20T10:00:00Z", "eventSource": "s3.amazonaws.com",
       "eventName": "DeleteBucket", "awsRegion": "eu-west-1", "recipientAccountId": "123456789012",
       "requestParameters": {"bucketName": "cost-explorer-config"}},
      {"userIdentity": {"arn": "arn:aws:sts::123456789012:assumed-role/cost-agent/s2"},
       "eventTime": "2026-11-22T10:00:00Z", "eventSource": "s3.amazonaws.com",
       "eventName": "GetObject", "awsRegion": "eu-west-1", "recipientAccountId": "123456789012",
       "requestParameters": {"bucketName": "cost-reports-eu", "key": "a.csv"}},
      {"userIdentity": {"arn": "arn:aws:iam::123456789012:user/dev"},
       "eventTime": "2026-11-22T10:00:00Z", "eventSource": "lambda.amazonaws.com",
       "eventName": "DeleteFunction20150331", "awsRegion": "eu-west-1",
       "recipientAccountId": "123456789012", "requestParameters": {"functionName": "nightly"}},
      {"userIdentity": {"type": "Root"}, "eventTime": "2026-11-22T10:00:00Z",
       "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin"},
      {"eventName": "no call"}
      ]}
      """;

  @TempDir private Path directory;

  @Test
  void anOutageSaysWhatStopsWhatItCostsAndWhatSurvives() {
    Typed typed = Typed.obstat("outage", "aws/us-east-1", "--hours", "15", "--catalog", SHOP);
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out())
        .contains("down       10 services, 6 of them tier 0")
        .contains("cost       600,000 USD, 40,000 USD an hour")
        .containsPattern("checkoutservice +600,000 USD +465,000 USD +4,200 +yes")
        .contains("survives   adservice");
    JsonNode zone =
        Typed.obstat("outage", "aws/us-east-1/us-east-1a", "--catalog", SHOP, "--json").json();
    assertThat(texts(zone.path("down")))
        .containsExactly("cartservice", "checkoutservice", "frontend", "loadgenerator");
    assertThat(zone.at("/exposure/amount").asInt()).isEqualTo(40_000);
    assertThat(zone.at("/exposure/currency").asText()).isEqualTo("USD");
    assertThat(zone.at("/losses/0/path/0").asText()).isEqualTo("resource:redis-cart");
  }

  @Test
  void whatIsOnlySoftlyNeededDegrades() {
    JsonNode answer = Typed.obstat("impact", "adservice", "--catalog", SHOP, "--json").json();
    assertThat(texts(answer.path("down"))).containsExactly("adservice");
    assertThat(texts(answer.path("degraded"))).contains("frontend");
  }

  @Test
  void anImpactIsAskedByNameOrByArnAndSaysWhatNobodyKnows() {
    Typed typed =
        Typed.obstat(
            "impact",
            "arn:aws:elasticache:us-east-1:1:cluster:redis-cart-1",
            "arn:aws:s3:::nobody",
            "--catalog",
            SHOP);
    assertThat(typed.out())
        .contains("without    resource:redis-cart")
        .contains("not known  nobody knows what needs `arn:aws:s3:::nobody`")
        .contains("why        resource:redis-cart -> cartservice -> checkoutservice");
  }

  @Test
  void aConcentrationRanksPlacesAndSinglePointsOfFailure() {
    JsonNode answer = Typed.obstat("concentration", "--catalog", SHOP, "--json").json();
    assertThat(answer.at("/total/services").asInt()).isEqualTo(11);
    JsonNode east = place(answer, "aws/us-east-1");
    assertThat(east.at("/share/revenue").decimalValue()).isEqualByComparingTo("99.0");
    assertThat(east.at("/share/tierZero").decimalValue()).isEqualByComparingTo("100.0");
    assertThat(answer.at("/single/0/exposure/amount").asLong())
        .isGreaterThanOrEqualTo(answer.at("/single/1/exposure/amount").asLong());
    assertThat(Typed.obstat("concentration", "--catalog", SHOP).out())
        .contains("single point of failure")
        .contains("resource:redis-cart");
  }

  @Test
  void picturesAreWrittenAsSvgAndPng() throws IOException {
    for (List<String> question :
        List.of(
            List.of("outage", "aws/us-east-1"),
            List.of("concentration"),
            List.of("impact", "adservice"))) {
      Path svg = directory.resolve(question.getFirst() + ".svg");
      Path png = directory.resolve(question.getFirst() + ".png");
      List<String> typed = new ArrayList<>(question);
      typed.addAll(List.of("--catalog", SHOP, "--svg", svg.toString(), "--png", png.toString()));
      Typed answer = Typed.obstat(typed.toArray(String[]::new));
      assertThat(answer.exit()).as(answer.err()).isZero();
      assertThat(Files.readString(svg)).startsWith("<svg ").contains("adservice".substring(2, 4));
      assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  @Test
  void aServerAnswersAsFilesDo() {
    try (Installed installed =
        Installed.start(new Settings().catalog(Path.of(SHOP)), directory.resolve("data"))) {
      String[] data = {"--data", directory.resolve("data").toString()};
      for (List<String> question :
          List.of(
              List.of("outage", "aws/us-east-1", "--hours", "15"),
              List.of("concentration"),
              List.of("impact", "resource:redis-cart", "cartservice"))) {
        List<String> files = new ArrayList<>(question);
        files.addAll(List.of("--catalog", SHOP, "--json"));
        List<String> server = new ArrayList<>(question);
        server.addAll(List.of(data));
        server.add("--json");
        assertThat(Typed.obstat(server.toArray(String[]::new)).json())
            .isEqualTo(Typed.obstat(files.toArray(String[]::new)).json());
      }
      Typed wrong = Typed.obstat("outage", "AWS", data[0], data[1]);
      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(wrong.err()).contains("`AWS` is not a place");
      assertThat(installed.get("/api/concentration").path("total").isObject()).isTrue();
    }
  }

  @Test
  void aStateThatDoesNotLoadLeavesTheLastGoodCatalogInForce() throws Exception {
    Path state =
        Files.writeString(directory.resolve("x.tfstate"), "{\"version\": 4, \"resources\": []}");
    List<CatalogSource> sources =
        List.of(
            new CatalogSource.Backstage(Path.of(SHOP)), new CatalogSource.Terraform(state, false));
    try (Installed installed =
        Installed.start(new Settings().catalog(sources), directory.resolve("data"))) {
      JsonNode before = installed.get("/api/concentration");
      Files.writeString(state, "{\"version\": 4,\n \"resources\": {}}");
      Instant end = Instant.now().plusSeconds(20);
      String caution = "";
      while (caution.isEmpty()) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(100);
        caution = installed.get("/health").path("caution").asText();
      }
      assertThat(caution).isNotEmpty();
      assertThat(installed.get("/api/concentration")).isEqualTo(before);
    }
  }

  @Test
  void aLooserCatalogWaitsForAPersonAndAStricterOneDoesNot() throws Exception {
    Path file = directory.resolve("shop.yaml");
    String production =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: web
          annotations: {obstat.dev/stage: production, obstat.dev/customers: "100"}
        """;
    Files.writeString(file, production);
    try (Installed installed =
        Installed.start(
            new Settings().catalog(List.of(new CatalogSource.Backstage(file))),
            directory.resolve("data"))) {
      String before = installed.get("/api/catalog").path("digest").asText();
      Files.writeString(file, production.replace("production", "staging"));
      JsonNode waiting = until(installed, answer -> answer.has("waiting")).path("waiting");
      assertThat(waiting.path("loosened").toString())
          .isEqualTo("[\"`web` counts as staging and no longer as production\"]");
      assertThat(installed.get("/api/catalog").path("digest").asText()).isEqualTo(before);
      assertThat(installed.get("/health").path("caution").asText()).isNotEmpty();

      Files.writeString(file, production.replace("100", "200"));
      JsonNode stricter =
          until(installed, answer -> !answer.path("digest").asText().equals(before));
      assertThat(stricter.has("waiting")).isFalse();
    }
  }

  private static JsonNode until(Installed installed, Predicate<JsonNode> there)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(20);
    while (true) {
      JsonNode answer = installed.get("/api/catalog");
      if (there.test(answer)) {
        return answer;
      }
      assertThat(Instant.now()).as("%s", answer).isBefore(end);
      Thread.sleep(100);
    }
  }

  @Test
  void whatCannotBeAskedIsSaid() {
    assertThat(Typed.obstat("outage", "aws/moon", "--catalog", SHOP).err())
        .contains("nothing in the catalog is in `aws/moon`");
    assertThat(Typed.obstat("outage", "aws", "--hours", "-1", "--catalog", SHOP).err())
        .contains("`-1` is not a number of hours");
    assertThat(Typed.obstat("impact", "x", "--catalog", directory.resolve("none").toString()).err())
        .contains("there is no such file or directory");
    assertThat(Typed.obstat("impact").exit()).isEqualTo(2);
  }

  @Test
  void aForecastCountsHoldsByCallerOperationAndPolicy() throws IOException {
    Path packed = directory.resolve("trail.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(TRAIL.getBytes(StandardCharsets.UTF_8));
    }
    Typed typed =
        Typed.obstat(
            "forecast", packed.toString(), "--catalog", Settings.CATALOG.toString(), "--json");
    assertThat(typed.err()).contains("`eventSource` or `eventName` is missing: left out");
    JsonNode answer = typed.json();
    assertThat(answer.path("events").asInt()).isEqualTo(4);
    assertThat(answer.path("notKnown").asInt()).isEqualTo(1);
    assertThat(answer.path("allowed").asInt()).isEqualTo(1);
    assertThat(answer.path("held").asInt()).isEqualTo(1);
    assertThat(answer.path("denied").asInt()).isEqualTo(1);
    assertThat(answer.path("heldPerDay").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(answer.path("by").findValuesAsText("name")).contains("cost-agent", "dev");
    assertThat(answer.path("operations").findValuesAsText("name"))
        .containsExactlyInAnyOrder("aws:s3:DeleteBucket", "aws:lambda:DeleteFunction");
  }

  @Test
  void aDraftIsACatalogThatLoadsAndIsNeverWrittenOverAFile() throws IOException {
    Path trail = Files.writeString(directory.resolve("trail.json"), TRAIL);
    Path draft = directory.resolve("draft.yaml");
    Typed written = Typed.obstat("catalog", "draft", trail.toString(), "--out", draft.toString());
    assertThat(written.exit()).as(written.err()).isZero();
    JsonNode check = Typed.obstat("catalog", "check", draft.toString(), "--json").json();
    assertThat(check.path("holds").asBoolean()).isTrue();
    assertThat(check.path("services").asInt()).isEqualTo(2);
    JsonNode impact =
        Typed.obstat(
                "impact",
                "arn:aws:s3:::cost-reports-eu/a.csv",
                "--catalog",
                draft.toString(),
                "--json")
            .json();
    assertThat(texts(impact.path("down"))).containsExactly("cost-agent");
    assertThat(impact.path("customersUnknownFor").asInt()).isEqualTo(1);
    assertThat(Typed.obstat("catalog", "draft", trail.toString(), "--out", draft.toString()).err())
        .contains("is there already");
  }

  @Test
  void whatIsNoTrailIsRefusedWithItsLine() throws IOException {
    Path broken = Files.writeString(directory.resolve("x.json"), "{\"Records\": [\n{]}");
    assertThat(Typed.obstat("forecast", broken.toString()).err()).contains("not JSON at line 2");
    Path other = Files.writeString(directory.resolve("y.json"), "{\"a\": 1}");
    Typed typed = Typed.obstat("catalog", "draft", other.toString());
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("there is no list `Records`");
  }

  @Test
  void aCheckListsConflictsAndFailsOnWhatDoesNotHoldTogether() throws IOException {
    String twice =
        """
        name,match,kind
        a,arn:aws:s3:::same,resource
        b,arn:aws:s3:::same,resource
        """;
    Path table = Files.writeString(directory.resolve("t.csv"), twice);
    assertThat(Typed.obstat("catalog", "check", "csv:" + table).out())
        .contains("1 claimed twice:")
        .contains("csv:t.csv:3:3: `arn:aws:s3:::same` is claimed at csv:t.csv:2:3 too");
    Files.writeString(table, "name,depends-on\na,b\n");
    Typed broken = Typed.obstat("catalog", "check", "csv:" + table);
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.out()).contains("csv:t.csv:2:3: `a` depends on `b`, which nothing describes");
  }

  @Test
  void aCheckOfTheLedgerSaysWhatShareHitWhatNobodyKnows() {
    Path data = directory.resolve("data");
    try (Installed installed =
            Installed.start(new Settings().catalog(Settings.CATALOG).upstream("s3", 1), data);
        var agent = Installed.s3(installed.session("kiro", "look"))) {
      for (String bucket : List.of("cost-explorer-config", "nobody-knows")) {
        try {
          agent.deleteBucket(request -> request.bucket(bucket));
          throw new AssertionError("it went through");
        } catch (software.amazon.awssdk.services.s3.model.S3Exception expected) {
          assertThat(expected.statusCode()).isEqualTo(403);
        }
      }
    }
    JsonNode answer =
        Typed.obstat(
                "catalog",
                "check",
                Settings.CATALOG.toString(),
                "--data",
                data.toString(),
                "--json")
            .json();
    assertThat(answer.at("/recorded/productionActions").asInt()).isEqualTo(2);
    assertThat(answer.at("/recorded/unbound").asInt()).isEqualTo(1);
    assertThat(answer.at("/recorded/unboundShare").decimalValue()).isEqualByComparingTo("50.0");
    assertThat(answer.at("/recorded/unboundResources/0/name").asText())
        .isEqualTo("arn:aws:s3:::nobody-knows");
  }

  private static JsonNode place(JsonNode answer, String name) {
    for (JsonNode place : answer.path("places")) {
      if (place.path("place").asText().equals(name)) {
        return place;
      }
    }
    throw new AssertionError("no place " + name);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
