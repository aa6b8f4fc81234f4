package dev.obstat.bench;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What Obstat is compared with: an upstream that answers every request with one object at once,
/// and `vertx-http-proxy`, which passes everything on and looks at nothing.
final class PlainPlaces implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final int BLOCK = 64 * 1024;

  private final Vertx vertx;
  private final int upstream;
  private final int proxy;

  private PlainPlaces(Vertx vertx, int upstream, int proxy) {
    this.vertx = vertx;
    this.upstream = upstream;
    this.proxy = proxy;
  }

  static PlainPlaces start() throws TimeoutException {
    Buffer object = Buffer.buffer(new byte[OpenLoop.OBJECT_BYTES]);
    return start(request -> request.response().end(object));
  }

  /// An upstream that answers a GET with that many zeros, as fast as they are taken, and takes what
  /// is uploaded.
  static PlainPlaces streaming(long bytes) throws TimeoutException {
    Buffer block = Buffer.buffer(new byte[BLOCK]);
    return start(
        request -> {
          if (request.method().equals(HttpMethod.GET)) {
            HttpServerResponse response = request.response();
            response.putHeader("content-length", Long.toString(bytes));
            pour(response, block, bytes);
          } else {
            request.handler(_ -> {});
            request.endHandler(_ -> request.response().end());
          }
        });
  }

  /// Writes until the other side has enough for now, and goes on when it asks for more.
  private static void pour(HttpServerResponse response, Buffer block, long bytes) {
    long left = bytes;
    while (left > 0 && !response.writeQueueFull()) {
      int part = (int) Math.min(left, block.length());
      response.write(block.slice(0, part));
      left -= part;
    }
    if (left == 0) {
      response.end();
      return;
    }
    long rest = left;
    response.drainHandler(_ -> pour(response, block, rest));
  }

  private static PlainPlaces start(Handler<HttpServerRequest> handler) throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    int upstream =
        vertx
            .createHttpServer(loopback())
            .requestHandler(handler)
            .listen()
            .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .actualPort();
    int proxy =
        vertx
            .createHttpServer(loopback())
            .requestHandler(
                HttpProxy.reverseProxy(vertx.createHttpClient()).origin(upstream, "127.0.0.1"))
            .listen()
            .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .actualPort();
    return new PlainPlaces(vertx, upstream, proxy);
  }

  private static HttpServerOptions loopback() {
    return new HttpServerOptions().setHost("127.0.0.1").setPort(0);
  }

  int upstream() {
    return upstream;
  }

  int proxy() {
    return proxy;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
