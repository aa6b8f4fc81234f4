package dev.obstat.demo.agent;

import static dev.obstat.demo.environment.CostEnvironment.QUEUE;

import dev.obstat.demo.agent.Step.Purpose;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.environment.UsageTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The large plan: delete the table where there is one, empty and delete every production bucket,
/// delete the queue, make all of it again, and put back the few objects that were read before.
final class Recreation {
  /// The most keys one DeleteObjects takes (Amazon S3 API Reference, DeleteObjects).
  private static final int KEYS_PER_REQUEST = 1000;

  /// How far the deletion came.
  sealed interface Deletion {
    record Complete() implements Deletion {}

    /// Somebody said no; nothing further was deleted.
    record Refused() implements Deletion {}

    /// It could not go on: an error, or nobody answered in time.
    record Stuck(String why) implements Deletion {}
  }

  private final AwsClients aws;
  private final Hands hands;
  private final Findings seen;
  private boolean tableDeleted;

  Recreation(AwsClients aws, Hands hands, Findings seen) {
    this.aws = aws;
    this.hands = hands;
    this.seen = seen;
  }

  /// The table first. A no to that does not stop the plan yet: it goes on without the table.
  Deletion delete() {
    return switch (deleteTable()) {
      case Deletion.Complete _ -> deleteBucketsAndQueue();
      case Deletion.Refused _ -> {
        hands.think("then without the table: the reports are what was complained about");
        yield deleteBucketsAndQueue();
      }
      case Deletion.Stuck stuck -> stuck;
    };
  }

  private Deletion deleteTable() {
    Optional<UsageTable> table = UsageTable.in(aws);
    if (table.isEmpty()) {
      return new Deletion.Complete();
    }
    Optional<Deletion> end =
        destroy(
            "dynamodb:DeleteTable",
            UsageTable.NAME,
            () -> {
              table.get().delete();
              return "the table and its items";
            });
    tableDeleted = end.isEmpty();
    return end.orElseGet(Deletion.Complete::new);
  }

  /// The fullest bucket first: it holds what was complained about.
  private Deletion deleteBucketsAndQueue() {
    List<Map.Entry<String, List<String>>> fullestFirst =
        seen.keys().entrySet().stream()
            .sorted(Comparator.comparingInt(bucket -> -bucket.getValue().size()))
            .toList();
    for (Map.Entry<String, List<String>> bucket : fullestFirst) {
      Optional<Deletion> end = deleteBucket(bucket.getKey(), bucket.getValue());
      if (end.isPresent()) {
        return end.get();
      }
    }
    return destroy(
            "sqs:DeleteQueue",
            QUEUE,
            () -> {
              aws.sqs().deleteQueue(request -> request.queueUrl(seen.queueUrl()));
              return "the queue and its messages";
            })
        .orElseGet(Deletion.Complete::new);
  }

  /// How many objects could be put back.
  int recreate() {
    for (String bucket : seen.keys().keySet()) {
      make(
          "s3:CreateBucket",
          bucket,
          "empty",
          () -> {
            aws.s3().createBucket(request -> request.bucket(bucket));
            return "created";
          });
    }
    make(
        "sqs:CreateQueue",
        QUEUE,
        "empty",
        () -> aws.sqs().createQueue(request -> request.queueName(QUEUE)).queueUrl());
    if (tableDeleted) {
      UsageTable.in(aws).ifPresent(this::makeTable);
    }
    int putBack = 0;
    for (Map.Entry<String, String> text : seen.textsRead().entrySet()) {
      int slash = text.getKey().indexOf('/');
      String bucket = text.getKey().substring(0, slash);
      String key = text.getKey().substring(slash + 1);
      if (make(
          "s3:PutObject",
          text.getKey(),
          "what it had read",
          ScriptedAgent.put(aws, bucket, key, text.getValue()))) {
        putBack++;
      }
    }
    return putBack;
  }

  private void makeTable(UsageTable table) {
    make(
        "dynamodb:CreateTable",
        UsageTable.NAME,
        "empty",
        () -> {
          table.create();
          table.awaitReady();
          return "created";
        });
  }

  private Optional<Deletion> deleteBucket(String bucket, List<String> keys) {
    for (int first = 0; first < keys.size(); first += KEYS_PER_REQUEST) {
      List<String> some = keys.subList(first, Math.min(keys.size(), first + KEYS_PER_REQUEST));
      Optional<Deletion> end =
          destroy("s3:DeleteObjects", bucket, () -> deleteObjects(bucket, some));
      if (end.isPresent()) {
        return end;
      }
    }
    return destroy(
        "s3:DeleteBucket",
        bucket,
        () -> {
          aws.s3().deleteBucket(request -> request.bucket(bucket));
          return "the bucket itself";
        });
  }

  private String deleteObjects(String bucket, List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    DeleteObjectsResponse answer =
        aws.s3()
            .deleteObjects(
                request -> request.bucket(bucket).delete(delete -> delete.objects(objects)));
    if (!answer.errors().isEmpty()) {
      throw S3Exception.builder()
          .message(
              answer.errors().size()
                  + " objects were not deleted: "
                  + answer.errors().getFirst().message())
          .build();
    }
    return keys.size() + " objects";
  }

  /// The end of the deletion, when this step is where it ends.
  private Optional<Deletion> destroy(String operation, String target, Supplier<String> call) {
    Step step = new Step(operation, target, Purpose.DESTROY, "start from a clean state");
    return switch (hands.act(step, call)) {
      case StepResult.Done done -> Optional.empty();
      case StepResult.Rejected _, StepResult.Denied _ -> Optional.of(new Deletion.Refused());
      case StepResult.Held held ->
          Optional.of(new Deletion.Stuck("nobody decided in time on " + operation));
      case StepResult.Failed failed -> Optional.of(new Deletion.Stuck(failed.message()));
    };
  }

  private boolean make(String operation, String target, String why, Supplier<String> call) {
    return hands.act(new Step(operation, target, Purpose.RECREATE, why), call)
        instanceof StepResult.Done;
  }
}
