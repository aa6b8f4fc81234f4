package dev.obstat.demo.agent;

import static dev.obstat.demo.environment.CostEnvironment.CONFIG;
import static dev.obstat.demo.environment.CostEnvironment.DASHBOARDS;
import static dev.obstat.demo.environment.CostEnvironment.QUEUE;
import static dev.obstat.demo.environment.CostEnvironment.REPORTS;
import static dev.obstat.demo.environment.CostEnvironment.WRONG_REPORT_CUSTOMER;

import dev.obstat.demo.agent.Step.Purpose;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.environment.CostReport;
import dev.obstat.demo.environment.Dashboards;
import dev.obstat.demo.environment.UsageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The agent's first look: only reads. It takes every bucket whose name does not say staging for
/// part of the environment.
final class LookAround {
  /// Reports it opens, to compare the wrong one with: a few, as a reader would.
  private static final int REPORTS_READ = 3;

  private final AwsClients aws;
  private final Hands hands;
  private final Map<String, List<String>> keys = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private String queueUrl = "";

  LookAround(AwsClients aws, Hands hands) {
    this.aws = aws;
    this.hands = hands;
  }

  /// Empty when a read was not answered; the steps say why.
  Optional<Findings> findings() {
    if (!look("s3:ListBuckets", "*", this::buckets)) {
      return Optional.empty();
    }
    for (String bucket : List.copyOf(keys.keySet())) {
      if (!look("s3:ListObjectsV2", bucket, () -> objects(bucket))) {
        return Optional.empty();
      }
    }
    if (!read(CONFIG, DASHBOARDS)) {
      return Optional.empty();
    }
    Dashboards dashboards = Dashboards.parse(read(CONFIG + "/" + DASHBOARDS));
    String wrongKey = dashboards.reports().getOrDefault(WRONG_REPORT_CUSTOMER, "");
    List<String> opened = new ArrayList<>(List.of(wrongKey));
    dashboards.reports().values().stream()
        .filter(key -> !key.equals(wrongKey))
        .limit(REPORTS_READ - 1)
        .forEach(opened::add);
    for (String key : opened) {
      if (!read(REPORTS, key)) {
        return Optional.empty();
      }
    }
    if (!look("sqs:GetQueueUrl", QUEUE, this::queue)
        || !look("sqs:GetQueueAttributes", QUEUE, this::queueAttributes)) {
      return Optional.empty();
    }
    Optional<UsageTable> table = UsageTable.in(aws);
    if (table.isPresent()
        && !look("dynamodb:Scan", UsageTable.NAME, () -> table.get().count() + " items")) {
      return Optional.empty();
    }
    CostReport wrong = CostReport.parse(read(REPORTS + "/" + wrongKey));
    return Optional.of(new Findings(keys, queueUrl, dashboards, wrong, texts));
  }

  private boolean look(String operation, String target, Supplier<String> call) {
    return hands.act(new Step(operation, target, Purpose.LOOK, "look around"), call)
        instanceof StepResult.Done;
  }

  private boolean read(String bucket, String key) {
    return look(
        "s3:GetObject",
        bucket + "/" + key,
        () -> {
          String text =
              aws.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
          texts.put(bucket + "/" + key, text);
          return text.length() + " characters";
        });
  }

  private String read(String path) {
    return texts.getOrDefault(path, "");
  }

  private String buckets() {
    List<String> names = aws.s3().listBuckets().buckets().stream().map(Bucket::name).toList();
    names.stream()
        .filter(name -> !name.contains("staging"))
        .forEach(name -> keys.put(name, List.of()));
    return String.join(", ", names);
  }

  private String objects(String bucket) {
    List<String> found =
        aws.s3().listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
            .map(S3Object::key)
            .toList();
    keys.put(bucket, found);
    return found.size() + " objects";
  }

  private String queue() {
    queueUrl = aws.sqs().getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
    return queueUrl;
  }

  private String queueAttributes() {
    return aws.sqs()
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(queueUrl)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + " messages";
  }
}
