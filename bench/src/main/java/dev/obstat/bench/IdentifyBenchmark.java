package dev.obstat.bench;

import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to tell a request's operation and to read its parameters, in three protocols.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class IdentifyBenchmark {

  /// One request of each protocol, and who understands them.
  @State(Scope.Thread)
  public static class Requests {
    private final Identifier identifier = new Identifier(AwsModels.load(), Set.of("localhost"));
    private final Decoder decoder = new Decoder();

    private final AwsRequest json =
        request(
            "dynamodb",
            "/",
            "",
            "{\"TableName\":\"usage\",\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}}",
            new Header("X-Amz-Target", "DynamoDB_20120810.PutItem"),
            new Header("Content-Type", "application/x-amz-json-1.0"));
    private final AwsRequest query =
        request(
            "ec2",
            "/",
            "",
            "Action=TerminateInstances&Version=2016-11-15&InstanceId.1=i-1&InstanceId.2=i-2",
            new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    private final AwsRequest restXml =
        request(
            "s3",
            "/usage",
            "delete",
            "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>");

    private static AwsRequest request(
        String service, String path, String query, String body, Header... headers) {
      return new AwsRequest(
          "POST",
          path,
          query,
          List.of(headers),
          Body.of(body.getBytes(StandardCharsets.UTF_8)),
          service,
          Scene.REGION,
          "127.0.0.1:8471");
    }

    private Decoding understood(AwsRequest request) {
      if (identifier.identify(request) instanceof Identification.Identified found
          && decoder.decode(found, request, _ -> "fingerprint")
              instanceof Decoding.Decoded decoded) {
        return decoded;
      }
      throw new IllegalStateException("the benchmark's own request is not understood: " + request);
    }
  }

  @Benchmark
  public Decoding json(Requests requests) {
    return requests.understood(requests.json);
  }

  @Benchmark
  public Decoding query(Requests requests) {
    return requests.understood(requests.query);
  }

  @Benchmark
  public Decoding restXml(Requests requests) {
    return requests.understood(requests.restXml);
  }
}
