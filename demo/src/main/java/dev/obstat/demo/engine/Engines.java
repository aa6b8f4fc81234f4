package dev.obstat.demo.engine;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The two real servers of the demo, in memory, on free ports of 127.0.0.1: s3proxy, which checks
/// every request's SigV4 signature, and ElasticMQ, which does not look at signatures. Their data is
/// gone when they are closed.
///
/// The key pair is made anew for each start and opens nothing else.
public final class Engines implements AutoCloseable {
  public static final String REGION = "eu-west-1";

  /// The account number that AWS itself uses in examples.
  public static final String ACCOUNT = "123456789012";

  private final ObjectEngine objects;
  private final QueueEngine queues;
  private final AwsAccess access;

  private Engines(ObjectEngine objects, QueueEngine queues, AwsAccess access) {
    this.objects = objects;
    this.queues = queues;
    this.access = access;
  }

  /// Starts both side by side and returns when both accept requests. When one fails, the other is
  /// stopped before the failure is thrown.
  public static Engines start() {
    SecureRandom random = new SecureRandom();
    String keyId = "AKIA" + HexFormat.of().formatHex(bytes(random, 8)).toUpperCase(Locale.ROOT);
    String secret = Base64.getUrlEncoder().encodeToString(bytes(random, 30));
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ObjectEngine> objects = both.submit(() -> ObjectEngine.start(keyId, secret));
      Future<QueueEngine> queues = both.submit(() -> QueueEngine.start(REGION, ACCOUNT));
      ObjectEngine objectEngine;
      try {
        objectEngine = started(objects);
      } catch (EngineFailure failure) {
        closeWhenStarted(queues);
        throw failure;
      }
      QueueEngine queueEngine;
      try {
        queueEngine = started(queues);
      } catch (EngineFailure failure) {
        objectEngine.close();
        throw failure;
      }
      URI s3 = loopback(objectEngine.port());
      URI sqs = loopback(queueEngine.port());
      return new Engines(objectEngine, queueEngine, new AwsAccess(s3, sqs, REGION, keyId, secret));
    }
  }

  /// The engines themselves, with the real key pair.
  public AwsAccess access() {
    return access;
  }

  public Duration objectEngineStart() {
    return objects.startTime();
  }

  public Duration queueEngineStart() {
    return queues.startTime();
  }

  @Override
  public void close() {
    try {
      objects.close();
    } finally {
      queues.close();
    }
  }

  private static <T> T started(Future<T> engine) {
    try {
      return engine.get();
    } catch (ExecutionException failure) {
      throw new EngineFailure(
          "an engine of the demo did not start: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineFailure("interrupted while the engines of the demo started", interrupted);
    }
  }

  private static void closeWhenStarted(Future<QueueEngine> queues) {
    try {
      started(queues).close();
    } catch (EngineFailure alsoFailed) {
      // Nothing was started, so there is nothing to stop; the first failure is the one reported.
      return;
    }
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
