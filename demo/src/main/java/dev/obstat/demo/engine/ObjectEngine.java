package dev.obstat.demo.engine;

import java.net.URI;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// An S3 server with its objects in memory. It refuses requests that are not signed with the key
/// pair it was started with.
final class ObjectEngine implements AutoCloseable {
  private final S3Proxy server;
  private final Duration startTime;

  private ObjectEngine(S3Proxy server, Duration startTime) {
    this.server = server;
    this.startTime = startTime;
  }

  static ObjectEngine start(String keyId, String secret) {
    long begun = System.nanoTime();
    try {
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(new TransientNio2BlobStore())
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, keyId, secret)
              .build();
      server.start();
      return new ObjectEngine(server, Duration.ofNanos(System.nanoTime() - begun));
    } catch (Exception failure) {
      throw new EngineFailure("the S3 server did not start: " + failure.getMessage(), failure);
    }
  }

  int port() {
    return server.getPort();
  }

  Duration startTime() {
    return startTime;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new EngineFailure("the S3 server did not stop: " + failure.getMessage(), failure);
    }
  }
}
