package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Measures how long it takes to load the index and to understand a request. After
/// `./mvnw -pl gateways/aws -am test-compile`:
///
///     java -cp gateways/aws/target/classes:gateways/aws/target/test-classes:core/target/classes:JACKSON_CORE
///       dev.obstat.gateways.aws.UnderstandingBenchmark
///
/// prints milliseconds and heap for loading, and the median of ten rounds in microseconds a request.
public final class UnderstandingBenchmark {
  private static final int PER_ROUND = 20_000;

  private UnderstandingBenchmark() {}

  /// No arguments.
  public static void main(String[] arguments) {
    long begin = System.nanoTime();
    AwsModels models = AwsModels.load();
    System.out.printf("list of services: %.1f ms%n", (System.nanoTime() - begin) / 1e6);
    Identifier identifier = new Identifier(models, Set.of());
    Map<String, AwsRequest> requests = requests();
    begin = System.nanoTime();
    requests.values().forEach(identifier::identify);
    System.out.printf(
        "first use of %d services: %.1f ms%n", requests.size(), (System.nanoTime() - begin) / 1e6);
    System.out.printf("heap with them: %.1f MB%n", heap());
    Decoder decoder = new Decoder();
    Describer describer = new Describer();
    requests.forEach(
        (name, request) -> {
          System.out.printf(
              "%-28s identify %.1f us%n",
              name, micros(() -> identifier.identify(request).hashCode()));
          System.out.printf(
              "%-28s identify, decode, describe %.1f us%n",
              name, micros(() -> understood(identifier, decoder, describer, request)));
        });
    begin = System.nanoTime();
    models.services().forEach(models::model);
    System.out.printf(
        "all %d services: %.1f ms%n", models.services().size(), (System.nanoTime() - begin) / 1e6);
    System.out.printf("heap with all: %.1f MB%n", heap());
  }

  private static Map<String, AwsRequest> requests() {
    Map<String, AwsRequest> requests = new LinkedHashMap<>();
    requests.put(
        "JSON, dynamodb",
        Requests.json(
            "dynamodb",
            "DynamoDB_20120810.PutItem",
            "{\"TableName\":\"t\",\"Item\":{\"k\":{\"S\":\"v\"},\"n\":{\"N\":\"1\"}}}"));
    requests.put(
        "query, ec2",
        Requests.form(
            "ec2",
            "Action=TerminateInstances&Version=2016-11-15&InstanceId.1=i-1&InstanceId.2=i-2"));
    requests.put(
        "REST JSON, lambda", Requests.rest("lambda", "GET", "/2015-03-31/functions/f", ""));
    requests.put("REST XML, s3 object", Requests.rest("s3", "GET", "/bkt/some/key", ""));
    requests.put(
        "REST XML, s3 delete list",
        Requests.rest(
            "s3",
            "POST",
            "/b?delete",
            "<Delete><Object><Key>x</Key></Object><Object><Key>y</Key></Object></Delete>"));
    return requests;
  }

  private static int understood(
      Identifier identifier, Decoder decoder, Describer describer, AwsRequest request) {
    if (identifier.identify(request) instanceof Identified found
        && decoder.decode(found, request, secret -> "f") instanceof Decoded decoded) {
      return describer
          .describe(found, decoded.parameters(), "123456789012", "eu-west-1")
          .hashCode();
    }
    throw new IllegalStateException("the benchmark's own request is not understood");
  }

  private interface Work {
    int run();
  }

  private static double micros(Work work) {
    List<Double> rounds = new ArrayList<>();
    int sink = 0;
    for (int round = 0; round < 15; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < PER_ROUND; i++) {
        sink += work.run();
      }
      rounds.add((System.nanoTime() - begin) / 1e3 / PER_ROUND);
    }
    if (sink == 42) {
      System.out.print("");
    }
    List<Double> warm = new ArrayList<>(rounds.subList(5, 15));
    Collections.sort(warm);
    return warm.get(5);
  }

  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
