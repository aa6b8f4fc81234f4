package dev.obstat.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What Obstat is compared with: an upstream that answers every request with one object at once,
/// and `vertx-http-proxy`, which passes everything on and looks at nothing.
final class PlainPlaces implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final int upstream;
  private final int proxy;

  private PlainPlaces(Vertx vertx, int upstream, int proxy) {
    this.vertx = vertx;
    this.upstream = upstream;
    this.proxy = proxy;
  }

  static PlainPlaces start() throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    Buffer object = Buffer.buffer(new byte[OpenLoop.OBJECT_BYTES]);
    int upstream =
        vertx
            .createHttpServer(loopback())
            .requestHandler(request -> request.response().end(object))
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
