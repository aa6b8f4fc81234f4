package dev.obstat.demo.environment;

import dev.obstat.demo.engine.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The table `usage`: the hours that each customer used each service this month. It lives in an
/// engine that somebody else started and may use for other things, so nothing here looks at any
/// other table.
public final class UsageTable {
  public static final String NAME = "usage";

  private static final String CUSTOMER = "customer";
  private static final String SERVICE = "service";
  private static final String HOURS = "hours";

  /// The most items that one BatchWriteItem takes (Amazon DynamoDB API Reference, BatchWriteItem).
  private static final int ITEMS_PER_REQUEST = 25;

  private static final int TRIES = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long SEED = 20261125;

  private final DynamoDbClient client;

  private UsageTable(DynamoDbClient client) {
    this.client = client;
  }

  /// Empty where the access has no engine for tables. Says nothing on whether the table is there.
  public static Optional<UsageTable> in(AwsClients aws) {
    return aws.dynamoDb().map(UsageTable::new);
  }

  /// How many items [#fill] puts into it.
  public static int size() {
    return CostEnvironment.customers().size() * CostEnvironment.services().size();
  }

  /// Makes it, empty. It cannot be used before [#awaitReady].
  ///
  /// @throws ResourceInUseException when there is one already, which is left as it is
  public void create() {
    client.createTable(
        request ->
            request
                .tableName(NAME)
                .keySchema(key(CUSTOMER, KeyType.HASH), key(SERVICE, KeyType.RANGE))
                .attributeDefinitions(text(CUSTOMER), text(SERVICE))
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  public void awaitReady() {
    until("made", now -> now.equals(Optional.of(TableStatus.ACTIVE)));
  }

  /// Deletes it with all items and returns when it is gone. One that is just being made is waited
  /// for, because it takes no command meanwhile.
  ///
  /// @throws ResourceNotFoundException when there is none
  public void delete() {
    until("made", now -> !now.equals(Optional.of(TableStatus.CREATING)));
    if (!status().equals(Optional.of(TableStatus.DELETING))) {
      client.deleteTable(request -> request.tableName(NAME));
    }
    until("deleted", Optional::isEmpty);
  }

  /// How many items it has, by reading all of it; 0 when it is not there.
  public int count() {
    try {
      return client
          .scanPaginator(
              request -> request.tableName(NAME).select(Select.COUNT).consistentRead(true))
          .stream()
          .mapToInt(page -> page.count())
          .sum();
    } catch (ResourceNotFoundException _) {
      return 0;
    }
  }

  /// The hours that a customer used, over all services.
  public int hours(String customer) {
    QueryResponse answer =
        client.query(
            request ->
                request
                    .tableName(NAME)
                    .consistentRead(true)
                    .keyConditionExpression(CUSTOMER + " = :customer")
                    .expressionAttributeValues(
                        Map.of(":customer", AttributeValue.fromS(customer))));
    int hours = 0;
    for (Map<String, AttributeValue> item : answer.items()) {
      AttributeValue used = item.get(HOURS);
      hours += used == null ? 0 : Integer.parseInt(used.n());
    }
    if (hours == 0) {
      throw new IllegalArgumentException("the table `" + NAME + "` knows nothing of this customer");
    }
    return hours;
  }

  void fill() {
    Random random = new Random(SEED);
    List<WriteRequest> items = new ArrayList<>();
    for (String customer : CostEnvironment.customers()) {
      for (String service : CostEnvironment.services()) {
        items.add(item(customer, service, random.nextInt(1, 720)));
      }
    }
    for (int first = 0; first < items.size(); first += ITEMS_PER_REQUEST) {
      write(items.subList(first, Math.min(items.size(), first + ITEMS_PER_REQUEST)));
    }
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static WriteRequest item(String customer, String service, int hours) {
    Map<String, AttributeValue> attributes =
        Map.of(
            CUSTOMER, AttributeValue.fromS(customer),
            SERVICE, AttributeValue.fromS(service),
            HOURS, AttributeValue.fromN(Integer.toString(hours)));
    return WriteRequest.builder().putRequest(put -> put.item(attributes)).build();
  }

  private void write(List<WriteRequest> items) {
    List<WriteRequest> left = items;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Map<String, List<WriteRequest>> batch = Map.of(NAME, left);
      BatchWriteItemResponse answer = client.batchWriteItem(request -> request.requestItems(batch));
      left = answer.unprocessedItems().getOrDefault(NAME, List.of());
      if (left.isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException(
        left.size() + " items were not accepted by the table `" + NAME + "`");
  }

  private Optional<TableStatus> status() {
    try {
      return Optional.of(
          client.describeTable(request -> request.tableName(NAME)).table().tableStatus());
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    }
  }

  private void until(String what, Predicate<Optional<TableStatus>> reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.test(status())) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the table `%s` was not %s within %d s".formatted(NAME, what, PATIENCE.toSeconds()));
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a table", interrupted);
      }
    }
  }
}
