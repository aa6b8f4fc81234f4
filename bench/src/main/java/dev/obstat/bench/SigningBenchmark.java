package dev.obstat.bench;

import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.gateways.aws.sign.Verification;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

/// What verifying a client's signature and signing the request anew cost, for a small DynamoDB
/// request.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class SigningBenchmark {

  /// One signed request, and who verifies and signs.
  @State(Scope.Thread)
  public static class Request {
    private static final RealKeys CLIENT =
        new RealKeys(Scene.ACCESS_KEY, "a-secret-of-forty-characters-and-no-more", "");
    private static final RealKeys REAL = new RealKeys("AKIABENCHBENCHBENCHB", "real-secret", "");

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private final UpstreamSigner signer = new UpstreamSigner(clock);
    private final Verifier verifier =
        new Verifier(
            _ ->
                new Credentials.Lookup.Live(
                    new Credentials.Holder("s-bench", CLIENT.secretAccessKey())),
            clock);
    private final OutgoingBody body =
        OutgoingBody.inMemory("{\"TableName\":\"usage\"}".getBytes(StandardCharsets.UTF_8));
    private final RawRequest signed = signer.sign(outgoing(unsigned(), "127.0.0.1:8471"), CLIENT);

    private static RawRequest unsigned() {
      return new RawRequest(
          "POST",
          "/",
          List.of(
              new Header("X-Amz-Target", "DynamoDB_20120810.DeleteTable"),
              new Header("Content-Type", "application/x-amz-json-1.0"),
              new Header("User-Agent", "aws-sdk-java/2 lang/java")));
    }

    private Outgoing outgoing(RawRequest request, String authority) {
      return new Outgoing(request, "http", authority, Scene.REGION, "dynamodb", body);
    }
  }

  @Benchmark
  public Verification verify(Request request) {
    return switch (request.verifier.verify(request.signed, Channel.PLAIN, () -> "")) {
      case Verified verified -> verified;
      case Refused refused -> throw new IllegalStateException(refused.message());
    };
  }

  @Benchmark
  public RawRequest signAnew(Request request) {
    return request.signer.sign(
        request.outgoing(request.signed, "dynamodb.eu-west-1.amazonaws.com"), Request.REAL);
  }
}
