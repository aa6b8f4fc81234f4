package dev.obstat.demo.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.environment.CostEnvironment;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class CostReportsTest {
  private static final String CUSTOMER = "kestrel-air";

  private Engines engines;
  private AwsClients aws;
  private CostReports service;
  private HttpClient http;

  @BeforeEach
  void start() {
    engines = Engines.start();
    aws = AwsClients.to(engines.access());
    CostEnvironment.fill(aws);
    service = CostReports.start(engines.access());
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    service.close();
    aws.close();
    engines.close();
  }

  @Test
  void aCustomerSeesTheirCostsAndTheDaysUsage() throws Exception {
    HttpResponse<String> page = get(CostReports.path(CUSTOMER));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("costs of kestrel-air in 2026-11")
        .containsPattern("total: \\d+\\.\\d\\d EUR in 6 services")
        .contains("usage events today: 400");
  }

  @Test
  void anUnknownCustomerOrPathIsNotFound() throws Exception {
    assertThat(get(CostReports.path("nobody")).statusCode()).isEqualTo(404);
    assertThat(get(CostReports.path("nobody")).body()).contains("no customer `nobody`");
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutTheReportOnlyItsCustomerIsUnavailable() throws Exception {
    delete(CostEnvironment.REPORTS, CostEnvironment.reportKey(CUSTOMER, CostEnvironment.MONTH));
    assertUnavailable("no report: NoSuchKey");
    assertThat(get(CostReports.path("dune-rail")).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutTheConfigurationTheServiceIsUnavailable() throws Exception {
    delete(CostEnvironment.CONFIG, CostEnvironment.DASHBOARDS);
    assertUnavailable("no configuration: NoSuchKey");
  }

  @Test
  void withoutTheQueueTheServiceIsUnavailable() throws Exception {
    String url =
        aws.sqs().getQueueUrl(request -> request.queueName(CostEnvironment.QUEUE)).queueUrl();
    aws.sqs().deleteQueue(request -> request.queueUrl(url));
    assertUnavailable("no usage events:");
  }

  @Test
  void withoutTheBucketTheServiceIsUnavailable() throws Exception {
    delete(CostEnvironment.CONFIG, CostEnvironment.DASHBOARDS);
    delete(CostEnvironment.CONFIG, "alerts.json");
    delete(CostEnvironment.CONFIG, "currencies.json");
    aws.s3().deleteBucket(request -> request.bucket(CostEnvironment.CONFIG));
    assertUnavailable("no configuration: NoSuchBucket");
  }

  @Test
  void aBrokenReportOrConfigurationIsUnavailableAndSaysWhy() throws Exception {
    aws.s3()
        .putObject(
            request ->
                request
                    .bucket(CostEnvironment.REPORTS)
                    .key(CostEnvironment.reportKey(CUSTOMER, CostEnvironment.MONTH)),
            RequestBody.fromString("garbage"));
    assertUnavailable("no report: a report has at least 3 lines");
    aws.s3()
        .putObject(
            request -> request.bucket(CostEnvironment.CONFIG).key(CostEnvironment.DASHBOARDS),
            RequestBody.fromString("{"));
    assertUnavailable("no configuration: the dashboards are not readable");
  }

  @Test
  void theProbeSeesAnOutageBeginAndEnd() throws Exception {
    Timeline timeline;
    try (Probe probe =
        Probe.start(
            service.address(), List.of(CUSTOMER), Duration.ofMillis(20), Clock.systemUTC())) {
      awaitCalls(probe, 10);
      String text =
          aws.s3()
              .getObjectAsBytes(
                  request -> request.bucket(CostEnvironment.CONFIG).key(CostEnvironment.DASHBOARDS))
              .asUtf8String();
      delete(CostEnvironment.CONFIG, CostEnvironment.DASHBOARDS);
      awaitCalls(probe, probe.timeline().samples().size() + 20);
      aws.s3()
          .putObject(
              request -> request.bucket(CostEnvironment.CONFIG).key(CostEnvironment.DASHBOARDS),
              RequestBody.fromString(text));
      awaitCalls(probe, probe.timeline().samples().size() + 20);
      timeline = probe.timeline();
    }
    assertThat(timeline.samples().getFirst().served()).isTrue();
    assertThat(timeline.samples().getLast().served()).isTrue();
    assertThat(timeline.refused()).isBetween(10, timeline.samples().size() - 15);
    assertThat(timeline.reasons().keySet())
        .containsExactly("503 no configuration: NoSuchKey: The specified key does not exist.");
    assertThat(timeline.availability()).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void aServiceThatIsGoneIsNotAvailable() {
    service.close();
    assertThat(Probe.unserved(service.address(), List.of(CUSTOMER)))
        .singleElement()
        .asString()
        .contains("kestrel-air: no answer");
  }

  @Test
  void theServiceListensOnLoopbackOnly() {
    Assertions.assertThatThrownBy(
            () -> new Socket(InetAddress.ofLiteral("127.0.0.2"), service.address().getPort()))
        .isInstanceOf(ConnectException.class);
  }

  private static void awaitCalls(Probe probe, int calls) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (probe.timeline().samples().size() < calls) {
      assertThat(System.nanoTime()).as("the probe made no further calls").isLessThan(deadline);
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  private void assertUnavailable(String why) throws Exception {
    HttpResponse<String> page = get(CostReports.path(CUSTOMER));
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).startsWith(why);
  }

  private void delete(String bucket, String key) {
    aws.s3().deleteObject(request -> request.bucket(bucket).key(key));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(service.address().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
