package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// What verifying and signing anew cost: medians of nine rounds in microseconds on one thread. Run
/// the main method on the test class path.
public final class SigningBenchmark {

  private static final int ROUNDS = 9;
  private static final int CALLS = 20_000;

  private SigningBenchmark() {}

  public static void main(String[] arguments) {
    Client.Order order = new Client.Order();
    order.method = "POST";
    order.service = "dynamodb";
    order.headers.add(new Header("X-Amz-Target", "DynamoDB_20120810.DeleteTable"));
    order.headers.add(new Header("Content-Type", "application/x-amz-json-1.0"));
    order.headers.add(new Header("User-Agent", "aws-sdk-java/2 lang/java"));
    order.body = "{\"TableName\":\"usage\"}".getBytes(StandardCharsets.UTF_8);
    Client.Sent sent = Client.send(order);
    Verifier verifier = new Verifier(Client.LIVE, Client.CLOCK);
    measure(
        "verify",
        _ -> {
          if (verifier.verify(sent.request(), Channel.PLAIN, () -> "") instanceof Refused refused) {
            throw new IllegalStateException(refused.message());
          }
        });
    UpstreamSigner signer = new UpstreamSigner(Client.CLOCK);
    RealKeys keys = new RealKeys("AKIAREALREALREALREAL", "real-secret", "");
    OutgoingBody body = OutgoingBody.inMemory(order.body);
    Outgoing outgoing =
        new Outgoing(
            sent.request(),
            "https",
            "dynamodb.eu-west-1.amazonaws.com",
            "eu-west-1",
            "dynamodb",
            body);
    measure("re-sign", _ -> signer.sign(outgoing, keys));
    Client.Order put = new Client.Order();
    put.method = "PUT";
    put.service = "s3";
    put.rawPath = true;
    put.path = "/b/k";
    put.chunked = true;
    put.body = new byte[1024 * 1024];
    Client.Sent chunked = Client.send(put);
    Payload payload = Client.verified(chunked, Channel.PLAIN).payload();
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      if (payload.whole(chunked.body()) instanceof Whole.Broken broken) {
        throw new IllegalStateException(broken.refused().message());
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("signed chunks: %.0f MiB/s%n", 100 / seconds);
  }

  private static void measure(String name, IntConsumer call) {
    double[] micros = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        call.accept(i);
      }
      if (round >= 0) {
        micros[round] = (System.nanoTime() - begun) / 1e3 / CALLS;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%s: %.1f us (%.1f to %.1f)%n", name, micros[ROUNDS / 2], micros[0], micros[ROUNDS - 1]);
  }
}
