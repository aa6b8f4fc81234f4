package dev.obstat.demo.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class CostEnvironmentTest {
  private Engines engines;
  private AwsClients aws;

  @BeforeEach
  void fill() {
    engines = Engines.start();
    aws = AwsClients.to(engines.access());
    CostEnvironment.fill(aws);
  }

  @AfterEach
  void stop() {
    aws.close();
    engines.close();
  }

  @Test
  void theEnginesHoldWhatTheEnvironmentSays() {
    Inventory inventory = Inventory.of(aws);
    Map<String, Integer> counted = new HashMap<>();
    inventory.objects().forEach((bucket, keys) -> counted.put(bucket, keys.size()));
    assertThat(counted)
        .isEqualTo(CostEnvironment.objectsPerBucket())
        .containsEntry(CostEnvironment.REPORTS, 288);
    assertThat(inventory.messages())
        .isEqualTo(Map.of(CostEnvironment.QUEUE, CostEnvironment.MESSAGES));
  }

  @Test
  void everyReportReadsWellAndExactlyOneTotalIsWrong() {
    List<CostReport> wrong =
        Inventory.of(aws)
            .objects()
            .getOrDefault(CostEnvironment.REPORTS, Map.of())
            .keySet()
            .stream()
            .map(
                key ->
                    CostReport.parse(
                        aws.s3()
                            .getObjectAsBytes(
                                request -> request.bucket(CostEnvironment.REPORTS).key(key))
                            .asUtf8String()))
            .filter(report -> !report.totalIsRight())
            .toList();
    assertThat(wrong)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.customer()).isEqualTo(CostEnvironment.WRONG_REPORT_CUSTOMER);
              assertThat(report.month()).isEqualTo(CostEnvironment.MONTH);
            });
  }

  @Test
  void lossIsCountedFromTheEngines() {
    Inventory before = Inventory.of(aws);
    String lost = CostEnvironment.reportKey("pine-robotics", "2026-03");
    aws.s3().deleteObject(request -> request.bucket(CostEnvironment.REPORTS).key(lost));
    aws.s3()
        .putObject(
            request -> request.bucket(CostEnvironment.CONFIG).key("alerts.json"),
            RequestBody.fromString("{}"));
    aws.s3()
        .putObject(
            request -> request.bucket(CostEnvironment.STAGING).key("new.json"),
            RequestBody.fromString("{}"));
    assertThat(Loss.between(before, Inventory.of(aws))).isEqualTo(new Loss(1, 1, 0, 0));
    String url =
        aws.sqs().getQueueUrl(request -> request.queueName(CostEnvironment.QUEUE)).queueUrl();
    aws.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10));
    assertThat(Loss.between(before, Inventory.of(aws)).messages())
        .as("messages in flight are not lost")
        .isZero();
    aws.sqs().deleteQueue(request -> request.queueUrl(url));
    assertThat(Loss.between(before, Inventory.of(aws)))
        .isEqualTo(new Loss(1, 1, CostEnvironment.MESSAGES, 0));
  }

  @Test
  void nothingIsLostWhereNothingHappened() {
    Inventory inventory = Inventory.of(aws);
    assertThat(Loss.between(inventory, Inventory.of(aws))).isEqualTo(new Loss(0, 0, 0, 0));
  }
}
