package dev.obstat.demo.engine;

import java.time.Duration;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// An SQS server with its queues in memory. It accepts any signature and none.
final class QueueEngine implements AutoCloseable {
  private final SQSRestServer server;
  private final int port;
  private final Duration startTime;

  private QueueEngine(SQSRestServer server, int port, Duration startTime) {
    this.server = server;
    this.port = port;
    this.startTime = startTime;
  }

  static QueueEngine start(String region, String account) {
    long begun = System.nanoTime();
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new QueueEngine(server, port, Duration.ofNanos(System.nanoTime() - begun));
  }

  int port() {
    return port;
  }

  Duration startTime() {
    return startTime;
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
