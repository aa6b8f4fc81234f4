package dev.obstat.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What the server and forwarder add to a request, beside the plain `vertx-http-proxy`. Open loop:
/// requests begin at Poisson times at a fixed rate and are measured from when they should have
/// begun, so a stall counts for everyone who waited. Rounds are interleaved; the median of each
/// variant's rounds is printed. Afterwards the same closed-loop, as fast as 32 clients can.
///
/// ```
/// ./mvnw -q -pl http test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.cp
/// java -cp http/target/classes:http/target/test-classes:$(cat http/target/bench.cp) \
///   dev.obstat.http.ProxyBench [requests a second] [seconds a round] [rounds]
/// ```
final class ProxyBench {
  private static final int CLIENTS = 32;
  private static final int SATURATED_SECONDS = 3;

  private ProxyBench() {}

  private record Figures(double p50, double p99, double max) {}

  @SuppressWarnings("SystemOut") // A command for people.
  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    Vertx vertx = Vertx.vertx();
    Buffer answer = Buffer.buffer(new byte[1024]);
    int upstream =
        vertx
            .createHttpServer(loopback())
            .requestHandler(request -> request.response().end(answer))
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    int plain =
        vertx
            .createHttpServer(loopback())
            .requestHandler(
                HttpProxy.reverseProxy(vertx.createHttpClient()).origin(upstream, "127.0.0.1"))
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    try (Forwarder forwarder = new Forwarder(ForwardSettings.usual(), ForwarderTest.systemTls());
        Forwarder client = new Forwarder(ForwardSettings.usual(), ForwarderTest.systemTls());
        HttpServer ours =
            Servers.start(
                ServerSettings.loopback(0), exchange -> pass(exchange, forwarder, upstream))) {
      Map<String, Integer> variants = new LinkedHashMap<>();
      variants.put("no proxy", upstream);
      variants.put("vertx-http-proxy", plain);
      variants.put("server and forwarder", ours.port());
      for (int port : variants.values()) {
        openLoop(client, port, rate, Math.max(3, seconds / 2));
        saturate(client, port, SATURATED_SECONDS);
      }
      Map<String, List<Figures>> figures = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Integer> variant : variants.entrySet()) {
          figures
              .computeIfAbsent(variant.getKey(), any -> new ArrayList<>())
              .add(openLoop(client, variant.getValue(), rate, seconds));
        }
      }
      System.out.printf("%d requests/s, %d rounds of %d s, medians%n", rate, rounds, seconds);
      figures.forEach(
          (variant, each) ->
              System.out.printf(
                  "%-22s p50 %.2f ms  p99 %.2f ms  max %.1f ms%n",
                  variant,
                  median(each.stream().mapToDouble(Figures::p50).toArray()),
                  median(each.stream().mapToDouble(Figures::p99).toArray()),
                  median(each.stream().mapToDouble(Figures::max).toArray())));
      for (Map.Entry<String, Integer> variant : variants.entrySet()) {
        System.out.printf(
            "%-22s %d requests/s with %d clients%n",
            variant.getKey(), saturate(client, variant.getValue(), SATURATED_SECONDS), CLIENTS);
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static HttpServerOptions loopback() {
    return new HttpServerOptions().setHost("127.0.0.1").setPort(0);
  }

  private static void pass(Exchange exchange, Forwarder forwarder, int upstream) {
    RequestHead request = exchange.request();
    Forwarded outcome =
        forwarder.forward(
            new Outbound(
                new Upstream(false, "127.0.0.1", upstream),
                request.method(),
                request.target(),
                request.headers(),
                exchange.received()),
            exchange,
            Relaying.unchanged());
    if (!exchange.answered()) {
      exchange.answer(502, outcome.toString());
    }
  }

  private static Figures openLoop(Forwarder client, int port, int rate, int seconds)
      throws InterruptedException {
    int count = rate * seconds;
    double[] millis = new double[count];
    Random random = new Random(7);
    CountDownLatch done = new CountDownLatch(count);
    long next = System.nanoTime();
    for (int i = 0; i < count; i++) {
      next += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / rate);
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      long scheduled = next;
      int index = i;
      Thread.startVirtualThread(
          () -> {
            get(client, port);
            millis[index] = (System.nanoTime() - scheduled) / 1e6;
            done.countDown();
          });
    }
    done.await();
    Arrays.sort(millis);
    return new Figures(millis[count / 2], millis[count * 99 / 100], millis[count - 1]);
  }

  private static int saturate(Forwarder client, int port, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    AtomicInteger count = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          Thread.startVirtualThread(
              () -> {
                while (System.nanoTime() < end) {
                  get(client, port);
                  count.incrementAndGet();
                }
              }));
    }
    for (Thread each : clients) {
      each.join();
    }
    return count.get() / seconds;
  }

  private static void get(Forwarder client, int port) {
    Fetched fetched =
        client.fetch(
            new Outbound(
                new Upstream(false, "127.0.0.1", port),
                "GET",
                "/object",
                Headers.of("accept", "*/*"),
                new Body.None()),
            4096);
    if (!(fetched instanceof Fetched.Answered(ResponseHead head, Content body))
        || head.status() != 200
        || body.size() != 1024) {
      throw new IllegalStateException("not answered: " + fetched);
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
