package dev.obstat.server;

import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.ServerSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The other side, on loopback: keeps what arrives and answers as S3 would.
final class S3Double implements AutoCloseable {
  private static final String BUCKETS =
      "<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets><Bucket><Name>cost-explorer-config"
          + "</Name></Bucket></Buckets></ListAllMyBucketsResult>";

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final List<String> signedBy = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  S3Double() {
    this.server =
        switch (HttpServer.start(ServerSettings.loopback(0), Clock.systemUTC(), this::serve)) {
          case HttpServer.Start.Started started -> started.server();
          case HttpServer.Start.Refused no -> throw new AssertionError(no.reason());
        };
  }

  int port() {
    return server.port();
  }

  /// Method and path of each request, in order.
  List<String> arrived() {
    return List.copyOf(arrived);
  }

  /// Each request's `Authorization`.
  List<String> signedBy() {
    return List.copyOf(signedBy);
  }

  private void serve(Exchange exchange) {
    String method = exchange.request().method();
    arrived.add(method + " " + exchange.request().path());
    signedBy.add(exchange.request().headers().first("authorization").orElse(""));
    if (method.equals("GET")) {
      exchange.answer(
          new ResponseHead(200, Headers.of("content-type", "application/xml")),
          new Body.Whole(Content.text(BUCKETS)));
    } else {
      exchange.answer(
          new ResponseHead(method.equals("DELETE") ? 204 : 200, Headers.empty()), new Body.None());
    }
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(1));
  }
}
