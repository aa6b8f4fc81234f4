package dev.obstat.demo.environment;

import dev.obstat.demo.engine.AwsClients;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// What is in the engines at one moment, asked of the engines themselves: for every bucket its keys
/// with their entity tags, for every queue the number of its messages (waiting, in flight and
/// delayed), for the table `usage` the number of its items. Other tables are not the demo's and not
/// looked at.
public record Inventory(
    Map<String, Map<String, String>> objects,
    Map<String, Integer> messages,
    Map<String, Integer> tableItems) {

  public Inventory {
    Map<String, Map<String, String>> copied = new TreeMap<>();
    objects.forEach(
        (bucket, keys) -> copied.put(bucket, Collections.unmodifiableMap(new TreeMap<>(keys))));
    objects = Collections.unmodifiableMap(copied);
    messages = Collections.unmodifiableMap(new TreeMap<>(messages));
    tableItems = Collections.unmodifiableMap(new TreeMap<>(tableItems));
  }

  public static Inventory of(AwsClients aws) {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    for (Bucket bucket : aws.s3().listBuckets().buckets()) {
      Map<String, String> keys = new TreeMap<>();
      aws.s3()
          .listObjectsV2Paginator(request -> request.bucket(bucket.name()))
          .contents()
          .forEach((S3Object object) -> keys.put(object.key(), object.eTag()));
      objects.put(bucket.name(), keys);
    }
    Map<String, Integer> messages = new TreeMap<>();
    for (String url : aws.sqs().listQueues().queueUrls()) {
      messages.put(url.substring(url.lastIndexOf('/') + 1), messagesIn(aws, url));
    }
    Map<String, Integer> items = new TreeMap<>();
    UsageTable.in(aws).ifPresent(table -> items.put(UsageTable.NAME, table.count()));
    return new Inventory(objects, messages, items);
  }

  public int objectCount() {
    return objects.values().stream().mapToInt(Map::size).sum();
  }

  public int messageCount() {
    return messages.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Whether the environment is one with a table, be it there or not.
  public boolean hasTable() {
    return !tableItems.isEmpty();
  }

  public int tableItemCount() {
    return tableItems.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int messagesIn(AwsClients aws, String queueUrl) {
    GetQueueAttributesResponse answer =
        aws.sqs()
            .getQueueAttributes(
                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL));
    return number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        + number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  private static int number(GetQueueAttributesResponse answer, QueueAttributeName name) {
    String value = answer.attributes().get(name);
    if (value == null) {
      throw new IllegalStateException("the queue's answer has no `" + name + "`");
    }
    return Integer.parseInt(value);
  }
}
